import { describe, expect, it } from 'vitest'
import type { Interval } from '../../../src/training/evaluate/interval-of.ts'
import type { MetricIntervals } from '../../../src/training/evaluate/model-metrics.ts'
import type { SegmentReport } from '../../../src/training/evaluate/segment-harm.ts'
import { decide } from '../../../src/training/gate/decide.ts'
import type { Evidence } from '../../../src/training/gate/evidence.ts'
import { DEFAULT_LIMITS } from '../../../src/training/gate/limits.ts'
import { REASON_CODES, type ReasonCode } from '../../../src/training/gate/reason.ts'

const around = (mean: number, width: number): Interval => ({
  mean,
  low: mean - width,
  high: mean + width,
})

const MODEL: MetricIntervals = {
  ndcg10: around(0.85, 0.01),
  map: around(0.8, 0.01),
  auc: around(0.9, 0.01),
  rmse: around(18, 0.5),
  ece: around(1.5, 0.5),
  coverage: around(0.8, 0.02),
}
const BETTER: MetricIntervals = {
  ndcg10: around(0.02, 0.01),
  map: around(0.02, 0.01),
  auc: around(0.01, 0.005),
  rmse: around(-1, 0.5),
  ece: around(-0.1, 0.5),
  coverage: around(0, 0.02),
}

function segment(harm: Partial<SegmentReport['harms'][number]> = {}): SegmentReport {
  const metrics = { ...MODEL, bias: around(0, 1) }
  return {
    segmentation: 'region',
    value: 'north',
    pairs: 500,
    talents: 60,
    challenger: metrics,
    champion: metrics,
    ndcg10Gain: around(0, 0.01),
    reliability: [],
    harms: [{ name: 'ndcg10', worse: 0.005, deviation: 0.004, ...harm }],
  }
}

const GOOD: Evidence = {
  evaluation: {
    pairs: 2000,
    talents: 200,
    comparableTalents: 180,
    models: { challenger: MODEL, champion: MODEL, rules: MODEL },
    differences: { champion: BETTER, rules: BETTER },
    reliability: { challenger: [], champion: [] },
    segments: [segment()],
    segmentCritical: 2.5,
  },
  shift: {
    challenger: { listed: 0.4, highlyRecommended: 0.1 },
    champion: { listed: 0.38, highlyRecommended: 0.11 },
    largest: 2,
  },
  sample: { trainingPairs: 5000, acts: 800, newestDays: 1, medianDays: 20 },
  leak: { feature: 'skills', explains: 0.4, labelDeviation: 30 },
  order: { treeBreaches: 0, fallingScores: 0 },
}

type Change = (evidence: Evidence) => Evidence
const inEvaluation =
  (change: Partial<Evidence['evaluation']>): Change =>
  (evidence) => ({ ...evidence, evaluation: { ...evidence.evaluation, ...change } })
const asChallenger = (change: Partial<MetricIntervals>) =>
  inEvaluation({ models: { ...GOOD.evaluation.models, challenger: { ...MODEL, ...change } } })
const over = (other: 'champion' | 'rules', change: Partial<MetricIntervals>) =>
  inEvaluation({
    differences: { ...GOOD.evaluation.differences, [other]: { ...BETTER, ...change } },
  })
const inSample =
  (change: Partial<Evidence['sample']>): Change =>
  (evidence) => ({ ...evidence, sample: { ...evidence.sample, ...change } })
const inLeak =
  (change: Partial<Evidence['leak']>): Change =>
  (evidence) => ({ ...evidence, leak: { ...evidence.leak, ...change } })
const UNKNOWN = around(Number.NaN, 0)

describe('decide', () => {
  it('promotes what is better and keeps to every limit, and answers every check', () => {
    const { promoted, reasons } = decide(GOOD)
    expect(promoted).toBe(true)
    expect(reasons.map(({ code }) => code)).toEqual(REASON_CODES)
    for (const { sentence } of reasons) expect(sentence).toMatch(/\d.*\.$/)
  })

  it.each<[ReasonCode, string, Change]>([
    ['beats_champion', 'the interval holds 0', over('champion', { ndcg10: around(0.02, 0.02) })],
    ['beats_champion', 'nothing is known', over('champion', { ndcg10: UNKNOWN })],
    ['beats_rules', 'the interval holds 0', over('rules', { ndcg10: around(0.02, 0.03) })],
    ['rmse_low', 'at the threshold', asChallenger({ rmse: around(25, 1) })],
    ['rmse_low', 'nothing is known', asChallenger({ rmse: { ...UNKNOWN, high: 20 } })],
    ['rmse_not_worse', 'worse beyond chance', over('champion', { rmse: around(1, 0.5) })],
    ['calibrated', 'risen beyond chance', over('champion', { ece: around(2, 1) })],
    ['calibrated', 'as bad as a bad champion', asChallenger({ ece: around(10, 1) })],
    ['interval_coverage', 'too few inside', asChallenger({ coverage: around(0.7, 0.02) })],
    ['interval_coverage', 'too many inside', asChallenger({ coverage: around(0.95, 0.02) })],
    ['interval_coverage', 'no intervals', asChallenger({ coverage: undefined })],
    [
      'score_shares',
      'moved too far',
      (evidence) => ({ ...evidence, shift: { ...evidence.shift, largest: 5.1 } }),
    ],
    [
      'segments_unharmed',
      'lost more than is allowed and than chance',
      inEvaluation({ segments: [segment({ worse: 0.03 })] }),
    ],
    [
      'order_kept',
      'leaves against a direction',
      (evidence) => ({ ...evidence, order: { treeBreaches: 1, fallingScores: 0 } }),
    ],
    [
      'order_kept',
      'a calibration that falls',
      (evidence) => ({ ...evidence, order: { treeBreaches: 0, fallingScores: 1 } }),
    ],
    ['no_leak', 'one feature tells all', inLeak({ explains: 0.75 })],
    ['no_leak', 'surer than people are', inLeak({ labelNoise: 19 })],
    ['no_leak', 'labels do not vary', inLeak({ labelDeviation: 0 })],
    ['data_enough', 'few learnt from', inSample({ trainingPairs: 99 })],
    ['data_enough', 'few acts', inSample({ acts: 49 })],
    ['data_enough', 'few pairs', inEvaluation({ pairs: 199 })],
    ['data_enough', 'few talents', inEvaluation({ comparableTalents: 29 })],
    ['data_fresh', 'newest too old', inSample({ newestDays: 31 })],
    ['data_fresh', 'most too old', inSample({ medianDays: 121 })],
    ['data_fresh', 'from the future', inSample({ newestDays: -1 })],
  ])('refuses by %s: %s', (code, _, change) => {
    const { promoted, reasons } = decide(change(GOOD))
    expect(promoted).toBe(false)
    expect(reasons.filter(({ passed }) => !passed).map((each) => each.code)).toEqual([code])
  })

  it('lets a segment lose what chance or the allowance explains', () => {
    for (const harm of [
      { worse: 0.03, deviation: 0.01 },
      { worse: 0.009, deviation: 0 },
      { worse: -0.1 },
    ]) {
      expect(decide(inEvaluation({ segments: [segment(harm)] })(GOOD)).promoted).toBe(true)
    }
  })

  it('names the segment, and how many were too small', () => {
    const small = { ...segment(), harms: [] }
    const hurt = segment({ name: 'bias', worse: 9, deviation: 1 })
    const { reasons } = decide(inEvaluation({ segments: [hurt, small] })(GOOD))
    expect(reasons.find(({ code }) => code === 'segments_unharmed')?.sentence).toBe(
      'Segments judged: 1, too small: 1; region north is judged 9.0 points further from its labels.',
    )
  })

  it('decides by other limits where they are given', () => {
    expect(decide(GOOD, { ...DEFAULT_LIMITS, rmse: 17 }).promoted).toBe(false)
  })

  it('decides the same of evidence that was stored', () => {
    expect(decide(JSON.parse(JSON.stringify(GOOD)) as Evidence)).toEqual(decide(GOOD))
  })
})
