import { describe, expect, it } from 'vitest'
import { LightgbmRanker } from '../../src/ranking/lightgbm.ts'
import { type FitRequest, type Samples, fit as trainModel } from '../../src/training/fit.ts'
import { rmse } from '../../src/training/metrics.ts'

const COLUMNS = 6
const featureNames = Array.from({ length: COLUMNS }, (_, i) => `f${i}`)

/** A label that rises with the first features, bent, and noise; the same each time. */
function makeSamples(rows: number, start: number): Samples {
  const features = new Float64Array(rows * COLUMNS)
  const labels = new Float64Array(rows)
  let state = start
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < COLUMNS; i++) features[row * COLUMNS + i] = random()
    const [a = 0, b = 0, c = 0] = features.subarray(row * COLUMNS)
    labels[row] = 40 * a + 30 * b * b + 20 * (c > 0.6 ? 1 : 0) + 10 * random()
  }
  return { features, labels }
}

function slice({ features, labels }: Samples, from: number, to: number): Samples {
  return {
    features: features.slice(from * COLUMNS, to * COLUMNS),
    labels: labels.slice(from, to),
  }
}

function rmseOf(model: string, { features, labels }: Samples): number {
  const predicted = new Float64Array(labels.length)
  LightgbmRanker.parse(model).predict(features, labels.length, predicted)
  return rmse(predicted, labels)
}

describe('training on two machines', () => {
  it('gives both the model that one would learn from all rows', { timeout: 120_000 }, async () => {
    const all = makeSamples(20_000, 1)
    const validation = makeSamples(2_000, 2)
    const held = makeSamples(2_000, 3)
    const shared: Omit<FitRequest, keyof Samples> = {
      featureNames,
      monotone: [1, 1, 1, 0, 0, 0],
      validation,
      seed: 7,
    }
    // Below those that the system gives to connections, one of which could take it before LightGBM does.
    const first = 20_000 + 2 * (process.pid % 5_000)
    const addresses = [first, first + 1].map((port) => `127.0.0.1:${port}`)
    const [single, ...pair] = await Promise.all([
      trainModel({ ...all, ...shared }),
      ...[slice(all, 0, 10_000), slice(all, 10_000, 20_000)].map((part, own) =>
        trainModel({ ...part, ...shared, machines: { addresses, own } }),
      ),
    ])
    expect(pair[0]?.model.split('\nparameters:')[0]).toBe(pair[1]?.model.split('\nparameters:')[0])
    const alone = rmseOf(single?.model ?? '', held)
    const together = rmseOf(pair[0]?.model ?? '', held)
    console.log(`RMSE of one machine ${alone.toFixed(3)}, of two ${together.toFixed(3)}`)
    expect(together).toBeLessThan(1.02 * alone)
  })

  it.each([
    { addresses: ['10.0.0.1:1', '10.0.0.1:1'], own: 0, message: 'repeat' },
    { addresses: ['10.0.0.1:1'], own: 0, message: 'two or more' },
    { addresses: ['10.0.0.1:1', '10.0.0.2:1'], own: 2, message: 'machine 2' },
    { addresses: ['10.0.0.1', '10.0.0.2:1'], own: 0, message: "'10.0.0.1' is no address" },
    { addresses: ['a b:1', '10.0.0.2:1'], own: 0, message: "'a b:1' is no address" },
  ])('refuses $addresses, $own', async ({ addresses, own, message }) => {
    const request = { ...makeSamples(10, 1), featureNames, seed: 1, machines: { addresses, own } }
    await expect(trainModel(request)).rejects.toThrow(message)
  })
})
