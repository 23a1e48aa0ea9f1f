import { canonicalSkill } from './skills.ts'
import { RELATED_GROUPS } from './table/related.ts'

const RELATED = new Map<string, Map<string, number>>()
for (const [weight, names] of RELATED_GROUPS) {
  const ids = names.split(',').map((name) => canonicalSkill(name).id)
  for (const one of ids) for (const other of ids) if (one !== other) relate(one, other, weight)
}

function relate(one: string, other: string, weight: number): void {
  const relations = RELATED.get(one) ?? new Map<string, number>()
  relations.set(other, Math.max(weight, relations.get(other) ?? 0))
  RELATED.set(one, relations)
}

const NONE: ReadonlyMap<string, number> = new Map()

/**
 * Skills that stand in for another in part: id to weight, above 0 and below 1. Symmetric; not
 * transitive. Empty where the table knows none.
 */
export function relatedSkills(id: string): ReadonlyMap<string, number> {
  return RELATED.get(id) ?? NONE
}
