import { describe, expect, it } from 'vitest'
import { nullEmbedder } from '../../src/embeddings/null.ts'
import { toSimulation } from '../../src/files/output/simulation.ts'
import { type SimulateOptions, simulate } from '../../src/simulation/simulate.ts'
import { advantageOf } from '../../src/simulation/simulation.ts'

const OPTIONS: SimulateOptions = {
  seed: 1,
  rounds: 3,
  talents: 1_000,
  heldOut: 150,
  jobs: 100,
  modelFolder: process.env.MODEL_PATH ?? 'models/initial',
  embedder: nullEmbedder,
  explorationShare: 0.05,
  featureShare: 0.5,
  lightgbm: { library: process.env.LIGHTGBM_LIB },
}
const TINY = { ...OPTIONS, rounds: 1, talents: 120, heldOut: 10, jobs: 30 }

describe('the loop of serving, acting and training', () => {
  it('learns what people want, serves it through the gate alone, and better for knowing what place does', {
    timeout: 600_000,
  }, async () => {
    const { initial, rounds } = await simulate(OPTIONS)
    const trained = rounds.map(({ corrected }) => corrected.challenger ?? Number.NaN)
    // Measured beforehand, on seeds 1, 2 and 3: 0.141, 0.150, 0.130; 0.006, 0.007, -0.001; 0.018, 0.024, 0.020.
    expect(trained[0]).toBeGreaterThan(initial + 0.05)
    expect(trained.at(-1)).toBeGreaterThan(trained[0] ?? 1)
    expect(advantageOf(rounds)).toBeGreaterThan(0.01)
    for (const { corrected } of rounds) {
      expect(corrected.logged).toBeGreaterThan(0.2)
      expect(corrected.logged).toBeLessThan(0.8)
      expect(corrected.passedOver).toBeGreaterThan(0.3)
    }
    const verdicts = rounds.map(({ corrected }) => corrected.verdict.kind)
    // On seeds 2 and 3 the gate promotes later than within three weeks: see docs/learning.md.
    expect(verdicts).toContain('promoted')
    expect(verdicts).not.toContain('overruled')
    const last = rounds.at(-1)
    expect(last?.corrected.served).toBeGreaterThan(initial + 0.1)
    expect(last?.corrected.served).toBeGreaterThan(last?.uncorrected.served ?? 1)
  })

  it('prints the same table for the same seed, and another for another', {
    timeout: 300_000,
  }, async () => {
    const table = toSimulation(await simulate(TINY))
    expect(toSimulation(await simulate(TINY))).toBe(table)
    expect(toSimulation(await simulate({ ...TINY, seed: 2 }))).not.toBe(table)
  })

  it('ends when it is told to', async () => {
    const controller = new AbortController()
    const stopped = simulate({
      ...TINY,
      signal: controller.signal,
      onProgress: (done) => {
        if (done === 5) controller.abort(new Error('enough'))
      },
    })
    await expect(stopped).rejects.toThrow('enough')
  })
})
