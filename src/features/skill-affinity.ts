import { dot } from '../embeddings/vectors.ts'
import { relatedSkills } from './normalise/related-skills.ts'
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

/** Pairs of skills whose affinity is kept, some 50 bytes each. */
const AFFINITIES_KEPT = 500_000

/**
 * An affinity that remembers, for rows that are met once while their skills are met again and
 * again. Good for vectors of one embedder only. The fewer skills should come first.
 */
export function rememberedAffinity(): SkillAffinity {
  const known = new Map<string, Map<string, number>>()
  let kept = 0
  return (a, b) => {
    // Without a vector it is not yet known for good.
    if (!a.vector || !b.vector) return skillAffinity(a, b)
    let row = known.get(a.id)
    if (!row) {
      row = new Map()
      known.set(a.id, row)
    }
    let affinity = row.get(b.id)
    if (affinity === undefined) {
      affinity = skillAffinity(a, b)
      row.set(b.id, affinity)
      if (++kept >= AFFINITIES_KEPT) {
        known.clear()
        kept = 0
      }
    }
    return affinity
  }
}
