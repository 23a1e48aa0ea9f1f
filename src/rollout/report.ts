import {
  type Difference,
  differenceOf,
  isSampleRatioPlausible,
  ratioOf,
  type Sums,
  usersNeeded,
} from './confidence-sequence.ts'
import { brokenGuards } from './guards.ts'
import { dueAt } from './plan.ts'
import type { Rollout, RolloutStore } from './rollout.ts'

/** What the calls of one arm came to. */
export interface Calls {
  readonly calls: number
  /** Null without calls. */
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  /** Answered by rules. */
  readonly fallbacks: number
  /** Status 500 and above. */
  readonly errors: number
}

/** One arm: `x` is pairs shown, `y` those viewed or applied to. */
export interface ArmData {
  readonly engagement: Sums
  readonly conversion: Sums
  readonly calls: Calls
}

export interface Arm {
  readonly users: number
  readonly pairsShown: number
  /** Share of the pairs shown that were viewed afterwards; null where none was shown. */
  readonly engagement: number | null
  /** Share of the pairs shown that were applied to afterwards. */
  readonly conversion: number | null
  readonly calls: Calls
}

/** The model's arm against that of the rules, since the present stage began. */
export interface RolloutReport {
  readonly percentage: number
  readonly isKilled: boolean
  readonly isHeld: boolean
  readonly since: Date
  /** When the stage has lasted as long as planned; null for the last. */
  readonly due: Date | null
  readonly treatment: Arm
  readonly control: Arm
  /** Treatment − control; null while an arm has too few users. */
  readonly difference: {
    readonly engagement: Difference | null
    readonly conversion: Difference | null
  }
  /** Whether the arms have as many users as the share says; null where there is one arm only. */
  readonly isSampleRatioPlausible: boolean | null
  /** Users of both arms by whom a conversion changed by a tenth is found in four of five rollouts. */
  readonly usersNeeded: number | null
  /** What stands against advancing, in sentences. */
  readonly brokenGuards: readonly string[]
}

/** A rollout that can say how it goes. */
export interface ReportedRollout extends RolloutStore {
  report(): Promise<RolloutReport>
}

/** A tenth of what rules come to. */
const RELATIVE_EFFECT = 0.1

export function toReport(
  rollout: Rollout,
  { treatment, control }: { readonly treatment: ArmData; readonly control: ArmData },
): RolloutReport {
  const share = rollout.percentage / 100
  const hasBoth = share > 0 && share < 1
  const users = treatment.conversion.users + control.conversion.users
  const report = {
    percentage: rollout.percentage,
    isKilled: rollout.isKilled,
    isHeld: rollout.isHeld,
    since: rollout.since,
    due: dueAt(rollout),
    treatment: toArm(treatment),
    control: toArm(control),
    difference: {
      engagement: differenceOf(treatment.engagement, control.engagement) ?? null,
      conversion: differenceOf(treatment.conversion, control.conversion) ?? null,
    },
    isSampleRatioPlausible:
      hasBoth && users > 0
        ? isSampleRatioPlausible(treatment.conversion.users, users, share)
        : null,
    usersNeeded: hasBoth ? neededFor(treatment.conversion, control.conversion, share) : null,
  }
  return { ...report, brokenGuards: brokenGuards(report) }
}

const toArm = ({ engagement, conversion, calls }: ArmData): Arm => ({
  users: conversion.users,
  pairsShown: conversion.x,
  engagement: engagement.x > 0 ? engagement.y / engagement.x : null,
  conversion: conversion.x > 0 ? conversion.y / conversion.x : null,
  calls,
})

function neededFor(treatment: Sums, control: Sums, share: number): number | null {
  const [a, b] = [ratioOf(treatment), ratioOf(control)]
  if (!a || !b || b.value === 0) return null
  return usersNeeded(b.value * RELATIVE_EFFECT, [a.variance, b.variance], share) ?? null
}
