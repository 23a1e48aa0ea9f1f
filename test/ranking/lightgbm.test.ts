import { beforeAll, describe, expect, test } from 'vitest'
import { LightgbmRanker } from '../../src/ranking/lightgbm.ts'
import {
  type LightgbmLibrary,
  type LightgbmParams,
  PREDICT,
} from '../../src/training/lightgbm-library.ts'
import { testRanker } from '../contracts/ranker.ts'
import { CATEGORICAL, COLUMNS, oddRows, openLightgbm, trainSmall } from './lightgbm-oracle.ts'

const SMALL = { num_leaves: 31, max_depth: 6, learning_rate: 0.2 }
const asIs = (score: number) => score
const positive = (score: number) => Math.exp(score / 4)
const share = (score: number) => 1 / (1 + Math.exp(-score))
const yesNo = (score: number) => (score > 1 ? 1 : 0)

/** Together over 10,000 odd rows, each checked for raw score, transform and contributions. */
const MODELS: [name: string, params: LightgbmParams, label: (score: number) => number][] = [
  ['regression', { objective: 'regression' }, asIs],
  ['regression of square roots', { objective: 'regression', reg_sqrt: true }, asIs],
  ['regression_l1', { objective: 'regression_l1' }, asIs],
  ['huber', { objective: 'huber' }, asIs],
  ['fair', { objective: 'fair' }, asIs],
  ['quantile', { objective: 'quantile', alpha: 0.8 }, asIs],
  ['mape', { objective: 'mape' }, positive],
  ['poisson', { objective: 'poisson' }, positive],
  ['gamma', { objective: 'gamma' }, positive],
  ['tweedie', { objective: 'tweedie' }, positive],
  ['binary', { objective: 'binary', sigmoid: 0.7 }, yesNo],
  ['cross_entropy', { objective: 'cross_entropy' }, share],
  ['cross_entropy_lambda', { objective: 'cross_entropy_lambda' }, share],
  ['nothing missing', { objective: 'regression', use_missing: false }, asIs],
  ['zero as missing', { objective: 'regression', zero_as_missing: true }, asIs],
  ['one category against the rest', { objective: 'regression', max_cat_to_onehot: 100 }, asIs],
  ['no categories', { objective: 'regression', categorical_feature: '' }, asIs],
  ['long paths', { objective: 'regression', num_leaves: 120, max_depth: -1 }, asIs],
  [
    'deep trees of three features',
    {
      objective: 'regression',
      max_depth: -1,
      num_leaves: 300,
      interaction_constraints: '[0,1,10]',
    },
    asIs,
  ],
  [
    'random forest',
    { objective: 'binary', boosting: 'rf', bagging_freq: 1, bagging_fraction: 0.6 },
    yesNo,
  ],
  ['dart', { objective: 'regression', boosting: 'dart' }, asIs],
  [
    'monotone',
    {
      objective: 'regression',
      monotone_constraints: [1, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      monotone_constraints_method: 'advanced',
    },
    asIs,
  ],
  [
    'empty leaves',
    { objective: 'regression', min_data_in_leaf: 0, min_sum_hessian_in_leaf: 0, num_leaves: 60 },
    asIs,
  ],
  ['one constant leaf', { objective: 'regression', min_data_in_leaf: 2000 }, asIs],
]

describe('agrees with LightGBM', () => {
  let library: LightgbmLibrary
  beforeAll(async () => {
    library = await openLightgbm()
  }, 120_000)

  test.each(MODELS)('%s', (_, params, label) => {
    const booster = trainSmall(library, { ...SMALL, ...CATEGORICAL, ...params }, label, 21)
    const ranker = LightgbmRanker.parse(booster.save())
    const matrix = oddRows(600, 17)
    const rawExpected = booster.predict(matrix, PREDICT.raw)
    const transformedExpected = booster.predict(matrix, PREDICT.transformed)
    const contributionsExpected = booster.predict(matrix, PREDICT.contributions)
    booster.free()

    const raw = new Float64Array(matrix.rows)
    ranker.predict(matrix.values, matrix.rows, raw)
    expect(largestGap(raw, rawExpected)).toBeLessThanOrEqual(1e-9)
    const transformed = raw.map((score) => ranker.transform(score))
    expect(largestGap(transformed, transformedExpected)).toBeLessThanOrEqual(1e-9)

    const contributions = new Float64Array(matrix.rows * (COLUMNS + 1))
    const sums = new Float64Array(matrix.rows)
    for (let row = 0; row < matrix.rows; row++) {
      const values = matrix.values.subarray(row * COLUMNS, (row + 1) * COLUMNS)
      const out = contributions.subarray(row * (COLUMNS + 1), (row + 1) * (COLUMNS + 1))
      ranker.contributions(values, out)
      sums[row] = out.reduce((total, value) => total + value, 0)
    }
    expect(largestGap(contributions, contributionsExpected)).toBeLessThanOrEqual(1e-6)
    expect(largestGap(sums, raw)).toBeLessThanOrEqual(1e-6)
  })

  test('refuses several outputs and linear trees by name', () => {
    const classes = { objective: 'multiclass', num_class: 3 }
    const several = trainSmall(library, classes, (score) => (score > 2 ? 2 : yesNo(score)), 2)
    expect(() => LightgbmRanker.parse(several.save())).toThrow(/3 outputs/)
    const linear = trainSmall(library, { linear_tree: true }, asIs, 2)
    expect(() => LightgbmRanker.parse(linear.save())).toThrow(/linear/)
  })
})

testRanker('LightgbmRanker', async () => {
  const library = await openLightgbm()
  const params = { ...SMALL, ...CATEGORICAL, objective: 'regression' }
  return LightgbmRanker.parse(trainSmall(library, params, asIs, 21).save())
})

function largestGap(actual: Float64Array, expected: Float64Array): number {
  expect(actual.length).toBe(expected.length)
  return actual.reduce((gap, value, i) => {
    const difference = Object.is(value, expected[i]) ? 0 : Math.abs(value - (expected[i] ?? NaN))
    return Math.max(difference, gap)
  }, 0)
}
