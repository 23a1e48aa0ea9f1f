import type { Pair } from '../features/pair.ts'
import { roleSimilarity } from '../features/role-similarity.ts'
import { sharedTerms } from '../features/terms.ts'

/**
 * Tells pairs of equal raw score apart: likeness of the work, or of its words where no vectors are
 * there. Monotone, as it does not depend on skills, places or pay. It orders, and never enters
 * score or contributions.
 */
export function tieSignal(pair: Pair): number {
  const role = roleSimilarity(pair)
  return Number.isNaN(role) ? sharedTerms(pair.talent.terms, pair.job.terms) || 0 : role
}
