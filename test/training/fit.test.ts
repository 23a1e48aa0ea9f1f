import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  DEFAULT_PARAMS,
  FitError,
  type FitRequest,
  fit as fitModel,
} from '../../src/training/fit.ts'
import { uniform } from '../ranking/random.ts'

const LIGHTGBM = { library: process.env.LIGHTGBM_LIB }

/** Fit rises with overlap, falls with distance; the third feature is noise. */
function samples(rows: number, seed: number) {
  const random = uniform(seed)
  const features = Float64Array.from({ length: rows * 3 }, () => random())
  const labels = Float64Array.from({ length: rows }, (_, row) => {
    const overlap = features[row * 3] ?? 0
    const distance = features[row * 3 + 1] ?? 0
    return 100 * overlap * (1 - distance) + 5 * random()
  })
  return { features, labels }
}

const REQUEST: FitRequest = {
  ...samples(2000, 1),
  featureNames: ['overlap', 'distance', 'noise'],
  monotone: [1, -1, 0],
  seed: 7,
  lightgbm: LIGHTGBM,
}

describe('fit', { timeout: 120_000 }, () => {
  test('learns within the default limits and reports each round', async () => {
    const rounds: number[] = []
    const validation = samples(500, 2)
    const fitted = await fitModel({
      ...REQUEST,
      validation,
      onProgress: ({ iteration }) => rounds.push(iteration),
    })
    expect(fitted.bestIteration).toBeLessThanOrEqual(DEFAULT_PARAMS.num_iterations)
    expect(fitted.model.match(/^Tree=/gm)).toHaveLength(fitted.bestIteration)
    expect(rounds).toEqual(fitted.evals.map((_, round) => round + 1))
    expect(Math.min(...fitted.evals)).toBe(fitted.evals[fitted.bestIteration - 1])
    expect(Math.min(...fitted.evals)).toBeLessThan(5)
  })

  test('gives the same bytes for the same rows and seed', async () => {
    const weights = new Float64Array(2000).fill(0.5)
    const bagged = { ...REQUEST, weights, params: { bagging_fraction: 0.7, bagging_freq: 1 } }
    const [first, second, reseeded] = await Promise.all([
      fitModel(bagged),
      fitModel(bagged),
      fitModel({ ...bagged, seed: 8 }),
    ])
    expect(second.model).toBe(first.model)
    expect(reseeded.model).not.toBe(first.model)
  })

  test('stops early when the held-out rows do not improve', async () => {
    const shuffled = samples(500, 2)
    shuffled.labels.sort()
    const { evals, bestIteration } = await fitModel({ ...REQUEST, validation: shuffled })
    expect(evals.length).toBe(bestIteration + DEFAULT_PARAMS.early_stopping_round)
  })

  test('keeps one constant tree when nothing can be split', async () => {
    const constant = { ...REQUEST, labels: new Float64Array(2000).fill(40) }
    const { model, bestIteration } = await fitModel(constant)
    expect(bestIteration).toBe(1)
    expect(model).toContain('leaf_value=40\n')
  })

  test('is cancelled by its signal, in time', async () => {
    const controller = new AbortController()
    const endless = { ...REQUEST, params: { num_iterations: 1e6, learning_rate: 1e-6 } }
    const training = fitModel({
      ...endless,
      signal: controller.signal,
      onProgress: ({ iteration }) => iteration === 3 && controller.abort(new Error('enough')),
    })
    await expect(training).rejects.toThrow('enough')
    await expect(fitModel({ ...REQUEST, signal: controller.signal })).rejects.toThrow('enough')
  })

  test('removes what a run that was killed outright has left, and nothing of those that live', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    const [dead, living] = await Promise.all(
      [pid, process.ppid].map((of) => mkdtemp(join(tmpdir(), `talentmatch-fit-${of}-`))),
    )
    await fitModel(REQUEST)
    const left = await readdir(tmpdir())
    expect(left).not.toContain(basename(dead ?? ''))
    expect(left).toContain(basename(living ?? ''))
    expect(left.filter((name) => name.startsWith(`talentmatch-fit-${process.pid}-`))).toEqual([])
    await rm(living ?? '', { recursive: true })
  })

  test("passes on LightGBM's refusal", async () => {
    const refused = { ...REQUEST, params: { objective: 'quantile' } }
    await expect(fitModel(refused)).rejects.toThrow(/monotone/i)
    const unloadable = { ...REQUEST, lightgbm: { library: '/nowhere/lib.so' } }
    await expect(fitModel(unloadable)).rejects.toThrow(/LIGHTGBM_LIB/)
  })

  test.each<[string, Partial<FitRequest>]>([
    ['no rows', { features: new Float64Array(0), labels: new Float64Array(0) }],
    ['2000 × 2', { featureNames: ['a', 'b'], monotone: [1, 1] }],
    ['repeat', { featureNames: ['a', 'a', 'b'] }],
    ["'a b'", { featureNames: ['a b', 'c', 'd'] }],
    ['2 constraints', { monotone: [1, 0] }],
    ['a label', { labels: new Float64Array(2000).fill(Number.NaN) }],
    ['a weight', { weights: new Float64Array(2000).fill(-1) }],
    ['validation', { validation: { features: new Float64Array(1), labels: new Float64Array(1) } }],
  ])('refuses a malformed request: %s', async (message, change) => {
    const training = fitModel({ ...REQUEST, ...change })
    await expect(training).rejects.toThrow(message)
    await expect(training).rejects.toBeInstanceOf(FitError)
  })
})
