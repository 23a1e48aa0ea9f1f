import { decide, type Move } from './plan.ts'
import type { ReportedRollout } from './report.ts'
import type { Rollout } from './rollout.ts'

export interface MoveRequest {
  readonly move: Move
  readonly by: string
  readonly reason: string | null
  /** Advances before the stage has lasted as long as planned, and whatever the guards say. */
  readonly isForced?: boolean
}

/** Of two at once, one moves the rollout; the other is refused. */
export async function moveRollout(
  store: ReportedRollout,
  { move, by, reason, isForced = false }: MoveRequest,
): Promise<{ readonly rollout: Rollout } | { readonly refusal: string }> {
  const present = await store.find()
  const decision = decide(present, move, isForced)
  if ('refusal' in decision) return decision
  if (move === 'advance' && !isForced) {
    const { brokenGuards } = await store.report()
    if (brokenGuards.length > 0) return { refusal: brokenGuards.join('; ') }
  }
  const rollout = await store.change(decision.change, by, reason, present)
  return rollout ? { rollout } : { refusal: 'the rollout was changed at the same time; try again' }
}
