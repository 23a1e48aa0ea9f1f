import type { Rollout, RolloutStore } from '../matching/rollout.ts'
import { decide, type Move } from './moves.ts'

export interface MoveRequest {
  readonly move: Move
  readonly by: string
  readonly reason: string | null
  /** Advances before the stage has lasted as long as planned. */
  readonly isForced?: boolean
}

/** Of two at once, one moves the rollout; the other is refused. */
export async function moveRollout(
  store: RolloutStore,
  { move, by, reason, isForced = false }: MoveRequest,
): Promise<{ readonly rollout: Rollout } | { readonly refusal: string }> {
  const present = await store.find()
  const decision = decide(present, move, new Date(), isForced)
  if ('refusal' in decision) return decision
  const rollout = await store.change(decision.change, by, reason, present)
  return rollout ? { rollout } : { refusal: 'somebody else has just changed the rollout' }
}
