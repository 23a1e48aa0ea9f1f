import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIMENSIONS } from '../../../src/embeddings/embedder.ts'
import {
  SEARCH_DIMENSIONS,
  searchVectorOfJob,
  searchVectorOfTalent,
  toStored,
} from '../../../src/features/retrieval/search-vector.ts'

const product = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, at) => sum + value * (b[at] as number), 0)
const cosine = (a: Float32Array, b: Float32Array) =>
  product(a, b) / Math.sqrt(product(a, a) * product(b, b))

/** Unit vectors in a plane. */
const work = (angle: number) => {
  const vector = new Float32Array(DIMENSIONS)
  vector[0] = Math.cos(angle)
  vector[1] = Math.sin(angle)
  return vector
}
const asked = (ids: readonly string[], required = true) => ids.map((id) => ({ id, required }))
const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 12 })
const angles = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true })
const jobs = fc.record({
  work: fc.option(angles.map(work), { nil: undefined }),
  skills: names.chain((ids) =>
    fc
      .array(fc.boolean(), { minLength: ids.length, maxLength: ids.length })
      .map((flags) => ids.map((id, at) => ({ id, required: flags[at] === true }))),
  ),
  isRemote: fc.boolean(),
})
const talents = fc.record({
  work: fc.option(angles.map(work), { nil: undefined }),
  skills: names.map((ids) => new Set(ids)),
  related: fc.constant(new Map<string, number>()),
})

describe('vectors to search by', () => {
  it('have for product likeness of work, share of skills and what a job has by itself', () => {
    const held = ['a', 'b', 'c', 'd']
    const talent = searchVectorOfTalent({
      work: work(0),
      skills: new Set(held),
      related: new Map([['near', 0.5]]),
    })
    const estimate = (traits: Parameters<typeof searchVectorOfJob>[0]) =>
      product(talent, searchVectorOfJob(traits))
    const nothing = { work: undefined, skills: [], isRemote: false }
    const silent = estimate(nothing)
    expect(estimate({ ...nothing, work: work(1) }) - silent).toBeCloseTo(Math.cos(1), 5)
    expect(estimate({ ...nothing, isRemote: true })).toBeGreaterThan(silent)
    // Random directions: products of different skills are small, and not nothing.
    const met = estimate({ ...nothing, skills: asked(held) })
    const half = estimate({ ...nothing, skills: asked([...held, 'w', 'x', 'y', 'z']) })
    const near = estimate({ ...nothing, skills: asked(['near']) })
    const none = estimate({ ...nothing, skills: asked(['w', 'x', 'y', 'z']) })
    expect(met).toBeGreaterThan(0.45)
    expect(half / met).toBeCloseTo(0.5, 0)
    expect(near).toBeGreaterThan(none + 0.1)
    expect(Math.abs(none)).toBeLessThan(0.2)
  })

  it('order stored jobs by cosine as by product, and are all equally long', () => {
    fc.assert(
      fc.property(talents, fc.array(jobs, { minLength: 2, maxLength: 6 }), (talent, list) => {
        const asking = searchVectorOfTalent(talent)
        const vectors = list.map(searchVectorOfJob)
        const stored = vectors.map((vector) => toStored(vector, 'job'))
        const length = Math.sqrt(product(stored[0] as Float32Array, stored[0] as Float32Array))
        stored.forEach((vector, at) => {
          expect(vector).toHaveLength(SEARCH_DIMENSIONS)
          expect(product(vector, vector)).toBeCloseTo(length ** 2, 3)
          const wanted = product(asking, vectors[at] as Float32Array)
          const scale = length * Math.sqrt(product(asking, asking))
          expect(cosine(asking, vector) * scale).toBeCloseTo(wanted, 3)
        })
      }),
    )
  })

  it('are finite, whatever is unknown', () => {
    fc.assert(
      fc.property(talents, jobs, (talent, job) => {
        for (const vector of [
          searchVectorOfTalent(talent),
          toStored(searchVectorOfTalent(talent), 'talent'),
          searchVectorOfJob(job),
          toStored(searchVectorOfJob(job), 'job'),
        ]) {
          expect(vector.every(Number.isFinite)).toBe(true)
          expect(product(vector, vector)).toBeGreaterThan(0)
        }
      }),
    )
  })
})
