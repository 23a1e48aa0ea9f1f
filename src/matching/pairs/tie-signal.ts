import type { Pair } from '../../features/pair.ts'
import { roleSimilarity, wordOverlap } from '../../features/role-similarity.ts'

/**
 * Tells pairs of equal raw score apart: likeness of the work, or of its words where no vectors are
 * there. Monotone, as it does not depend on skills, places or pay. It orders, and never enters
 * score or contributions.
 */
export function tieSignal(pair: Pair): number {
  const role = roleSimilarity(pair)
  return Number.isNaN(role) ? wordOverlap(pair) || 0 : role
}
