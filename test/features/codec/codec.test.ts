import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BlockMemory } from '../../../src/features/codec/block-memory.ts'
import { fingerprintOf, isSame } from '../../../src/features/codec/fingerprint.ts'
import { decodeJob, encodeJob } from '../../../src/features/codec/job-codec.ts'
import { packBlocks } from '../../../src/features/codec/packed-blocks.ts'
import { decodeTalent, encodeTalent } from '../../../src/features/codec/talent-codec.ts'
import { UndecodableError } from '../../../src/features/codec/undecodable.ts'
import { jobVectors } from '../../../src/features/prepare-job.ts'
import { talentVectors } from '../../../src/features/prepare-talent.ts'
import { readJob } from '../../../src/features/reading/job-reading.ts'
import { readTalent } from '../../../src/features/reading/talent-reading.ts'
import { noVectors, type VectorLookup } from '../../../src/features/texts.ts'
import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { anyJob, anyTalent, someVectors, WORLD } from './rows.ts'

const memoryOf = (...blocks: Uint8Array[]) => new BlockMemory(packBlocks(blocks))
const bytesOfJob = (job: Job, vectors: VectorLookup = someVectors) =>
  encodeJob(job, readJob(job), jobVectors(job, vectors))
const bytesOfTalent = (talent: Talent, vectors: VectorLookup = someVectors) =>
  encodeTalent(talent, readTalent(talent), talentVectors(talent, vectors))

/** Lazy vectors as plain ones. */
const plain = (vectors: object) =>
  Object.fromEntries(
    Object.entries(vectors).map(([name, each]) => [
      name,
      each && { mean: each.mean, windows: each.windows },
    ]),
  )

describe('bytes of a row', () => {
  it('of any job bring back what was read, and its vectors', () => {
    fc.assert(
      fc.property(anyJob, fc.boolean(), (job, isEmbedded) => {
        const vectors = isEmbedded ? someVectors : noVectors
        const decoded = decodeJob(memoryOf(bytesOfJob(job, vectors)), 0)
        expect(decoded.reading).toEqual(readJob(job))
        expect(plain(decoded.vectors)).toEqual(plain(jobVectors(job, vectors)))
        expect(decoded.fingerprint).toEqual(fingerprintOf(job))
      }),
      { numRuns: 300 },
    )
  })

  it('of any talent bring back what was read, and its vectors', () => {
    fc.assert(
      fc.property(anyTalent, fc.boolean(), (talent, isEmbedded) => {
        const vectors = isEmbedded ? someVectors : noVectors
        const decoded = decodeTalent(memoryOf(bytesOfTalent(talent, vectors)), 0)
        expect(decoded.reading).toEqual(readTalent(talent))
        expect(plain(decoded.vectors)).toEqual(plain(talentVectors(talent, vectors)))
        expect(decoded.fingerprint).toEqual(fingerprintOf(talent))
      }),
      { numRuns: 300 },
    )
  })

  it('are read wherever they lie among others', () => {
    const blocks = WORLD.jobs.map(({ payload }) => bytesOfJob(payload))
    const memory = memoryOf(...blocks, Uint8Array.of(1, 2, 3), ...blocks)
    WORLD.jobs.forEach(({ payload }, at) => {
      expect(decodeJob(memory, at).reading).toEqual(readJob(payload))
      expect(decodeJob(memory, blocks.length + 1 + at).reading).toEqual(readJob(payload))
    })
    expect(() => decodeJob(memory, blocks.length)).toThrow(UndecodableError)
  })

  it('stay small: a usual job within 3 kB, its windows aside', () => {
    const sizes = WORLD.jobs
      .map(({ payload }) =>
        bytesOfJob(payload, (text) => (text ? someVectors('short') : undefined)),
      )
      .map(({ length }) => length)
      .sort((a, b) => a - b)
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(3072)
  })

  it('refuse vectors of another length', () => {
    const [{ payload } = { payload: undefined }] = WORLD.jobs
    const mean = new Float32Array(4)
    expect(() => bytesOfJob(payload as Job, () => ({ mean, windows: [mean] }))).toThrow(RangeError)
  })
})

describe('bytes that are not whole', () => {
  const job = bytesOfJob(WORLD.jobs[0]?.payload as Job)
  const talent = bytesOfTalent(WORLD.talents[0]?.payload as Talent)

  it('of another kind or format are refused', () => {
    expect(() => decodeJob(memoryOf(talent), 0)).toThrow('kind')
    expect(() => decodeTalent(memoryOf(job), 0)).toThrow('kind')
    expect(() => decodeJob(memoryOf(job.with(4, (job[4] as number) ^ 1)), 0)).toThrow('format')
  })

  it('because they were cut anywhere are refused', () => {
    for (let length = 0; length < job.length - 8; length += 7) {
      expect(() => decodeJob(memoryOf(job.slice(0, length)), 0)).toThrow(UndecodableError)
    }
  })

  it('because any of them was changed are refused', () => {
    fc.assert(
      fc.property(fc.nat(job.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = job.with(at, (job[at] as number) ^ change)
        expect(() => decodeJob(memoryOf(changed), 0)).toThrow(UndecodableError)
      }),
      { numRuns: 500 },
    )
  })

  it('but noise are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(() => decodeJob(memoryOf(noise), 0)).toThrow(UndecodableError)
        expect(() => decodeTalent(memoryOf(noise), 0)).toThrow(UndecodableError)
      }),
    )
  })
})

describe('a fingerprint', () => {
  const job: Job = { id: 'j', title: 'Baker', description: 'Bread.', skills: [{ name: 'Baking' }] }

  it('is of what is said, not of how', () => {
    const { id, ...rest } = job
    for (const same of [
      { ...rest, id },
      { ...job, location: null },
      { ...job, status: 'closed' },
    ]) {
      expect(isSame(fingerprintOf(job), fingerprintOf(same))).toBe(true)
    }
  })

  it.each<[string, Partial<Job>]>([
    ['a word', { description: 'Breads.' }],
    ['a skill', { skills: [{ name: 'Baking', is_required: false }] }],
    ['a field', { location: 'Lyon' }],
  ])('changes with %s', (_, change) => {
    expect(isSame(fingerprintOf(job), fingerprintOf({ ...job, ...change }))).toBe(false)
  })
})

describe('the format of the bytes', () => {
  it('is raised when what is read, or how it is written, changes', () => {
    const hash = createHash('sha256')
    for (const { payload } of WORLD.jobs) hash.update(bytesOfJob(payload))
    for (const { payload } of WORLD.talents) hash.update(bytesOfTalent(payload))
    // Another hash here means other bytes for the same rows: raise REVISION in format.ts with it, so
    // that rows which were kept before are read anew.
    expect(hash.digest('hex').slice(0, 16)).toBe('7c3f177f721eebb4')
  })
})
