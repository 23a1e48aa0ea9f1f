import type { MatchContext } from './match-context.ts'

/** `treatment` is answered by the model, `control` by the rules. */
export type Arm = 'treatment' | 'control'

/**
 * The side of the rollout that a caller is on: always the same at the same percentage, and who is in at
 * one percentage stays in at a higher one.
 *
 * @param userId null for the service role, which the model answers unless it is killed
 */
export function armOf(
  userId: string | null,
  { percentage, isKilled }: Pick<MatchContext, 'percentage' | 'isKilled'>,
): Arm {
  if (isKilled) return 'control'
  return userId === null || bucketOf(userId) < percentage ? 'treatment' : 'control'
}

/** 0-99, evenly: FNV-1a with the last mixing of MurmurHash3, since ids may differ in one digit only. */
export function bucketOf(userId: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < userId.length; at++) {
    hash = Math.imul(hash ^ userId.charCodeAt(at), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % 100
}
