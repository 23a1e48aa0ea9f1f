import { describe, expect, it } from 'vitest'
import { evaluateModels } from '../../../src/training/evaluate/evaluate-models.ts'
import { HeldOutError } from '../../../src/training/evaluate/held-out.ts'
import { Random } from '../../../src/training/synthetic/random.ts'

/** Labels that the challenger sees better than the champion, and that better than the rules. */
function heldOutPairs(pairs: number, perTalent: number) {
  const random = new Random('evaluate', pairs)
  const clip = (value: number) => Math.min(100, Math.max(0, value))
  const truth = Float64Array.from({ length: pairs }, () => random.between(0, 100))
  const seen = (noise: number) => truth.map((each) => clip(each + noise * random.bell()))
  const halfWidths = new Float64Array(pairs).fill(25)
  const codes = (values: number) =>
    Int16Array.from({ length: pairs }, (_, row) => (Math.floor(row / perTalent) * 7) % values)
  return {
    heldOut: {
      labels: seen(15),
      // Numbers with gaps, as of talents of whom some are not held out.
      talents: Int32Array.from({ length: pairs }, (_, row) => 10 * Math.floor(row / perTalent)),
      segmentations: [3, 4, 6, 8].map((values) => ({
        name: `in ${values}`,
        values: Array.from({ length: values }, (_, value) => `${value}`),
        codes: codes(values),
      })),
    },
    scored: {
      challenger: { scores: seen(8), halfWidths },
      champion: { scores: seen(20), halfWidths },
      rules: { scores: seen(40) },
    },
  }
}

describe('evaluateModels', () => {
  it('tells models apart, with intervals around each and their differences', async () => {
    const { heldOut, scored } = heldOutPairs(3000, 10)
    const done: number[] = []
    const evaluation = await evaluateModels(heldOut, scored, {
      onProgress: (share) => done.push(share),
    })
    const { models, differences, segments } = evaluation
    expect(evaluation).toMatchObject({ pairs: 3000, talents: 300, comparableTalents: 300 })
    expect(differences.champion.ndcg10.low).toBeGreaterThan(0)
    expect(differences.rules.ndcg10.low).toBeGreaterThan(differences.champion.ndcg10.high)
    expect(differences.champion.rmse.high).toBeLessThan(0)
    for (const name of ['ndcg10', 'map', 'auc', 'rmse', 'ece'] as const) {
      const { mean, low, high } = models.challenger[name]
      expect(low).toBeLessThan(mean)
      expect(high).toBeGreaterThan(mean)
      const difference = models.challenger[name].mean - models.rules[name].mean
      expect(differences.rules[name].mean).toBeCloseTo(difference, 12)
    }
    expect(models.rules.coverage).toBeUndefined()
    expect(segments).toHaveLength(3 + 4 + 6 + 8)
    expect(segments.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(4 * 3000)
    expect(evaluation.segmentCritical).toBeGreaterThan(1.64)
    expect(evaluation.segmentCritical).toBeLessThan(4)
    expect(done.at(-1)).toBe(1)
  })

  it('gives the same numbers for the same pairs', async () => {
    const { heldOut, scored } = heldOutPairs(300, 5)
    const [first, second] = [
      await evaluateModels(heldOut, scored, { resamples: 50 }),
      await evaluateModels(heldOut, scored, { resamples: 50 }),
    ]
    expect(JSON.stringify(second)).toBe(JSON.stringify(first))
  })

  it('takes seconds for 20,000 pairs and 1,000 resamples, and lets others run', {
    timeout: 60_000,
  }, async () => {
    const { heldOut, scored } = heldOutPairs(20_000, 5)
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    const started = performance.now()
    await evaluateModels(heldOut, scored)
    clearInterval(timer)
    const seconds = (performance.now() - started) / 1000
    console.info(`20,000 pairs, 4,000 talents, 21 segments: ${seconds.toFixed(1)} s`)
    expect(seconds).toBeLessThan(20)
    expect(turns).toBeGreaterThan(10)
  })

  it('stops when told to', async () => {
    const { heldOut, scored } = heldOutPairs(300, 5)
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(evaluateModels(heldOut, scored, { signal })).rejects.toThrow('enough')
  })

  it('refuses columns that do not belong together', async () => {
    const { heldOut, scored } = heldOutPairs(300, 5)
    const refusal = async (broken: Partial<typeof heldOut & { weights: Float64Array }>) =>
      evaluateModels({ ...heldOut, ...broken }, scored).catch((error) => error)
    expect(await refusal({ labels: new Float64Array(300).fill(Number.NaN) })).toBeInstanceOf(
      HeldOutError,
    )
    expect(await refusal({ labels: heldOut.labels.subarray(1) })).toBeInstanceOf(HeldOutError)
    expect(await refusal({ labels: new Float64Array(0) })).toBeInstanceOf(HeldOutError)
    expect(await refusal({ weights: new Float64Array(300) })).toBeInstanceOf(HeldOutError)
  })
})
