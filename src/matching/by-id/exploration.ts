import { createHash } from 'node:crypto'
import type { ServedMatch } from './by-id-matcher.ts'

/**
 * Neighbours change places among the first ten only: there people look, and what place does is felt;
 * further down a swap would cost the same and teach next to nothing.
 */
export const EXPLORED_RANKS = 10

/**
 * Exchanges one pair of neighbours near the top in a share of the answers, so that what place alone does
 * to people's attention can be measured: Joachims, Swaminathan and Schnabel 2017, "Unbiased
 * learning-to-rank with biased feedback" (swap interventions). Scores stay with their matches.
 *
 * Drawn by the request's id alone, so the same request always has the same order.
 *
 * @param share of the requests, 0-1
 */
export function explore(
  served: readonly ServedMatch[],
  requestId: string,
  share: number,
): readonly ServedMatch[] {
  const drawn = createHash('sha256').update(`exploration ${requestId}`).digest()
  if (drawn.readUInt32BE(0) >= share * 2 ** 32) return served
  // Of all places, whatever the answer has: else the short ones would be exchanged at the top more often
  // than the long ones, and who gets short answers acts otherwise.
  const upper = drawn.readUInt32BE(4) % (EXPLORED_RANKS - 1)
  if (upper + 1 >= served.length) return served
  const explored = [upper + 1, upper].flatMap((at) => {
    const match = served[at]
    return match ? [{ ...match, explored: true }] : []
  })
  return [...served.slice(0, upper), ...explored, ...served.slice(upper + 2)]
}
