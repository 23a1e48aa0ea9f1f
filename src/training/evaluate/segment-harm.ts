import type { Bootstrap } from './bootstrap.ts'
import { biasStatistic, rmseStatistic } from './errors.ts'
import type { HeldOut, Scored } from './held-out.ts'
import {
  deviationOf,
  differenceOf,
  type Interval,
  intervalOf,
  type Resampled,
} from './interval-of.ts'
import { countComparable, ndcgStatistic } from './ranking-quality.ts'
import { eceStatistic, type ReliabilityBin, reliabilityTable } from './reliability.ts'
import { groupByTalent } from './talent-groups.ts'

/** Fewer talents say too little about a segment, and resampling them too little about chance. */
export const LEAST_SEGMENT_TALENTS = 30

/** In what a challenger may be worse for a segment than the champion. */
export const HARMS = ['ndcg10', 'rmse', 'bias'] as const
export type HarmName = (typeof HARMS)[number]

/** How much worse the challenger is; above 0 is worse. */
export interface Harm {
  readonly name: HarmName
  /** nDCG@10 lost (0-1), RMSE gained, or distance of mean score and mean label gained (points). */
  readonly worse: number
  /** Standard error, from the resamples. */
  readonly deviation: number
}

export interface SegmentMetrics {
  readonly ndcg10: Interval
  readonly rmse: Interval
  readonly ece: Interval
  /** Mean of score - label, in points. */
  readonly bias: Interval
}

export interface SegmentReport {
  readonly segmentation: string
  readonly value: string
  readonly pairs: number
  readonly talents: number
  readonly challenger: SegmentMetrics
  readonly champion: SegmentMetrics
  /** Challenger - champion, paired. */
  readonly ndcg10Gain: Interval
  /** Of the challenger. */
  readonly reliability: readonly ReliabilityBin[]
  /** Empty where there are fewer than {@link LEAST_SEGMENT_TALENTS}. */
  readonly harms: readonly Harm[]
}

/** A segment that waits for its resamples. */
export interface AskedSegment {
  readonly harms: readonly (readonly [HarmName, Resampled])[]
  report(): SegmentReport
}

/** Asks a bootstrap about each part of each segmentation; resamples are of the talents of all. */
export function addSegments(
  bootstrap: Bootstrap,
  heldOut: HeldOut,
  challenger: Scored,
  champion: Scored,
): AskedSegment[] {
  return heldOut.segmentations.flatMap(({ name, values, codes }) =>
    values.flatMap((value, code) => {
      const rows = Uint32Array.from(codes.keys()).filter((row) => codes[row] === code)
      if (rows.length === 0) return []
      return [addSegment(bootstrap, heldOut, rows, { challenger, champion }, name, value)]
    }),
  )
}

function addSegment(
  bootstrap: Bootstrap,
  heldOut: HeldOut,
  rows: Uint32Array,
  models: { readonly challenger: Scored; readonly champion: Scored },
  segmentation: string,
  value: string,
): AskedSegment {
  const groups = groupByTalent(heldOut.talents, rows)
  const add = (scored: Scored) => ({
    ndcg10: bootstrap.add(ndcgStatistic(groups, heldOut, scored)),
    rmse: bootstrap.add(rmseStatistic(groups, heldOut, scored)),
    ece: bootstrap.add(eceStatistic(groups, heldOut, scored)),
    bias: bootstrap.add(biasStatistic(groups, heldOut, scored)),
  })
  const [challenger, champion] = [add(models.challenger), add(models.champion)]
  const isJudged = (talents: number) => talents >= LEAST_SEGMENT_TALENTS
  const judged = HARMS.filter((name) =>
    isJudged(name === 'ndcg10' ? countComparable(groups, heldOut) : groups.talents.length),
  )
  const worse = () => ({
    ndcg10: differenceOf(champion.ndcg10, challenger.ndcg10),
    rmse: differenceOf(challenger.rmse, champion.rmse),
    bias: differenceOf(distance(challenger.bias), distance(champion.bias)),
  })
  return {
    get harms() {
      const all = worse()
      return judged.map((name) => [name, all[name]] as const)
    },
    report() {
      return {
        segmentation,
        value,
        pairs: rows.length,
        talents: groups.talents.length,
        challenger: intervals(challenger),
        champion: intervals(champion),
        ndcg10Gain: intervalOf(differenceOf(challenger.ndcg10, champion.ndcg10)),
        reliability: reliabilityTable(groups, heldOut, models.challenger),
        harms: this.harms.map(([name, resampled]) => ({
          name,
          worse: resampled.estimate,
          deviation: deviationOf(resampled),
        })),
      }
    },
  }
}

const distance = ({ estimate, resamples }: Resampled): Resampled => ({
  estimate: Math.abs(estimate),
  resamples: resamples.map(Math.abs),
})

const intervals = (metrics: Readonly<Record<keyof SegmentMetrics, Resampled>>): SegmentMetrics => ({
  ndcg10: intervalOf(metrics.ndcg10),
  rmse: intervalOf(metrics.rmse),
  ece: intervalOf(metrics.ece),
  bias: intervalOf(metrics.bias),
})
