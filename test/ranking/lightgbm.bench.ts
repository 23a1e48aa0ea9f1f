import { bench, describe } from 'vitest'
import { LightgbmRanker } from '../../src/ranking/lightgbm.ts'
import { PREDICT } from '../../src/training/lightgbm-library.ts'
import { COLUMNS, openLightgbm, trainingRows, trainSmall } from './lightgbm-oracle.ts'

/**
 * 100 trees of 31 leaves against LightGBM on one thread, 1,000 rows a call: a mean in milliseconds
 * is microseconds a row. Run with `npx vitest bench --run test/ranking`.
 */
const library = await openLightgbm()
const params = { objective: 'regression', num_leaves: 31, max_depth: 6, learning_rate: 0.05 }
const booster = trainSmall(library, params, (score) => score, 100)
const ranker = LightgbmRanker.parse(booster.save())
const matrix = trainingRows(1000, 9)
const out = new Float64Array(matrix.rows)
const explained = new Float64Array(COLUMNS + 1)
const oneThread = { num_threads: 1 }

describe('predict', () => {
  bench('ours', () => ranker.predict(matrix.values, matrix.rows, out))
  bench('LightGBM', () => {
    booster.predict(matrix, PREDICT.raw, oneThread)
  })
})

describe('contributions', () => {
  bench('ours', () => {
    for (let start = 0; start < matrix.values.length; start += COLUMNS) {
      ranker.contributions(matrix.values.subarray(start, start + COLUMNS), explained)
    }
  })
  bench('LightGBM', () => {
    booster.predict(matrix, PREDICT.contributions, oneThread)
  })
})
