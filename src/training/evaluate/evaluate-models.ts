import { setImmediate } from 'node:timers/promises'
import { Bootstrap, type BootstrapOptions } from './bootstrap.ts'
import { criticalDeviation } from './critical-deviation.ts'
import { type HeldOut, requireSound, type Scored } from './held-out.ts'
import { addMetrics, differencesOf, intervalsOf, type MetricIntervals } from './model-metrics.ts'
import { countComparable } from './ranking-quality.ts'
import { type ReliabilityBin, reliabilityTable } from './reliability.ts'
import { addSegments, type SegmentReport } from './segment-harm.ts'
import { groupByTalent } from './talent-groups.ts'

export const MODEL_NAMES = ['challenger', 'champion', 'rules'] as const
export type ModelName = (typeof MODEL_NAMES)[number]

export interface EvaluateOptions extends BootstrapOptions {
  readonly signal?: AbortSignal | undefined
  /** Hears the share that is done, 0-1. */
  readonly onProgress?: ((done: number) => void) | undefined
}

/** How three scorers do on the same held-out pairs. */
export interface Evaluation {
  readonly pairs: number
  readonly talents: number
  /** Talents whose labels differ, so that there is an order to get right. */
  readonly comparableTalents: number
  readonly models: Readonly<Record<ModelName, MetricIntervals>>
  /** Challenger - other, paired: above 0 is better for ndcg10, map and auc, worse for rmse and ece. */
  readonly differences: Readonly<Record<'champion' | 'rules', MetricIntervals>>
  readonly reliability: Readonly<Record<'challenger' | 'champion', readonly ReliabilityBin[]>>
  readonly segments: readonly SegmentReport[]
  /** Standard errors that a segment's harm must exceed to be more than the chance of so many looks. */
  readonly segmentCritical: number
}

/** Resamples between two breaths: some tens of milliseconds. */
const RESAMPLES_A_TURN = 10

/**
 * Measures challenger, champion and rules, with intervals that resample whole talents.
 *
 * 20,000 pairs take a few seconds; other work of the thread is let in between.
 *
 * @throws HeldOutError when columns do not fit together
 * @throws the signal's reason when aborted
 */
export async function evaluateModels(
  given: HeldOut,
  scored: Readonly<Record<ModelName, Scored>>,
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  requireSound(given, scored)
  const { heldOut, talentCount } = numberTalents(given)
  const groups = groupByTalent(heldOut.talents)
  const bootstrap = new Bootstrap(talentCount, options)
  const add = (name: ModelName) => addMetrics(bootstrap, groups, heldOut, scored[name])
  const [challenger, champion, rules] = [add('challenger'), add('champion'), add('rules')]
  const segments = addSegments(bootstrap, heldOut, scored.challenger, scored.champion)
  await runInTurns(bootstrap, options)
  return {
    pairs: heldOut.labels.length,
    talents: talentCount,
    comparableTalents: countComparable(groups, heldOut),
    models: {
      challenger: intervalsOf(challenger),
      champion: intervalsOf(champion),
      rules: intervalsOf(rules),
    },
    differences: {
      champion: differencesOf(challenger, champion),
      rules: differencesOf(challenger, rules),
    },
    reliability: {
      challenger: reliabilityTable(groups, heldOut, scored.challenger),
      champion: reliabilityTable(groups, heldOut, scored.champion),
    },
    segments: segments.map((segment) => segment.report()),
    segmentCritical: criticalDeviation(
      segments.flatMap(({ harms }) => harms.map(([, resampled]) => resampled)),
    ),
  }
}

/** Numbers from 0 without gaps: a talent without pairs must not be drawn. */
function numberTalents(heldOut: HeldOut): { heldOut: HeldOut; talentCount: number } {
  const numbers = new Map<number, number>()
  const talents = heldOut.talents.map((talent) => {
    const number = numbers.get(talent) ?? numbers.size
    numbers.set(talent, number)
    return number
  })
  return { heldOut: { ...heldOut, talents }, talentCount: numbers.size }
}

async function runInTurns(
  bootstrap: Bootstrap,
  { signal, onProgress }: EvaluateOptions,
): Promise<void> {
  let turn = 0
  for (const done of bootstrap.run()) {
    if (++turn % RESAMPLES_A_TURN > 0) continue
    onProgress?.(done)
    await setImmediate()
    signal?.throwIfAborted()
  }
}
