import { dot } from '../embeddings/vectors.ts'
import { relatedSkills } from './normalise/skills/related-skills.ts'
import type { PreparedSkill } from './prepared.ts'

/**
 * Cosine of two skill names below which they count as unrelated. Unrelated skills earn nothing,
 * which is what lets a sum over the asked skills only ever fall when an unrelated skill is asked
 * in addition.
 */
export const RELATED_COSINE = 0.45

/** The most that a merely similar skill earns; the skill itself earns 1. */
const RELATED_CREDIT = 0.8

/** How far holding `b` stands in for `a`, 0-1; symmetric. */
export type SkillAffinity = (a: PreparedSkill, b: PreparedSkill) => number

export const skillAffinity: SkillAffinity = (a, b) => {
  if (a.id === b.id) return 1
  const related = relatedSkills(a.id).get(b.id) ?? 0
  if (!a.vector || !b.vector) return Math.min(related, RELATED_CREDIT)
  const cosine = dot(a.vector, b.vector)
  const semantic = Math.max(0, (cosine - RELATED_COSINE) / (1 - RELATED_COSINE))
  return Math.min(Math.max(related, semantic), RELATED_CREDIT)
}

/** Skills that are told apart, and skills whose row is kept: a byte for each pair, 16 MiB at most. */
const SKILLS_NUMBERED = 8192
const ROWS_KEPT = 2048

const UNRELATED = 1
const RELATED = 2

/** How near the other skills are to one. */
interface AffinityRow {
  /** By number of the other: 0 = not yet known. */
  readonly states: Uint8Array
  /** Of the few that are related. */
  readonly related: Map<number, number>
}

/**
 * An affinity that remembers, for rows that are met once while their skills are met again and
 * again. Good for vectors of one embedder only. The fewer skills should come first.
 */
export function rememberedAffinity(): SkillAffinity {
  const numbers = new Map<string, number>()
  const rows = new Map<string, AffinityRow>()
  return (a, b) => {
    // Without a vector it is not yet known for good.
    if (!a.vector || !b.vector) return skillAffinity(a, b)
    let number = numbers.get(b.id)
    if (number === undefined) {
      if (numbers.size === SKILLS_NUMBERED) {
        numbers.clear()
        rows.clear()
      }
      number = numbers.size
      numbers.set(b.id, number)
    }
    let row = rows.get(a.id)
    if (!row) {
      if (rows.size === ROWS_KEPT) rows.clear()
      row = { states: new Uint8Array(SKILLS_NUMBERED), related: new Map() }
      rows.set(a.id, row)
    }
    const state = row.states[number]
    if (state === UNRELATED) return 0
    if (state === RELATED) return row.related.get(number) as number
    const affinity = skillAffinity(a, b)
    row.states[number] = affinity === 0 ? UNRELATED : RELATED
    if (affinity !== 0) row.related.set(number, affinity)
    return affinity
  }
}
