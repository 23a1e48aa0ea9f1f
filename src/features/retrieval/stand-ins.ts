import { relatedSkills } from '../normalise/skills/related-skills.ts'

/** Skills that stand in for some in part, and are not among them: id to the largest share, 0-1. */
export function standIns(ids: ReadonlySet<string>): ReadonlyMap<string, number> {
  const shares = new Map<string, number>()
  for (const id of ids) {
    for (const [other, share] of relatedSkills(id)) {
      if (!ids.has(other)) shares.set(other, Math.max(share, shares.get(other) ?? 0))
    }
  }
  return shares
}
