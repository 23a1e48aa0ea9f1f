import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CONTRACT_HASH } from '../../src/features/registry.ts'
import { SnapshotUpkeep } from '../../src/jobs/privacy/snapshot-upkeep.ts'
import type { ErasedNames } from '../../src/training/dataset/snapshot/purge-erased.ts'
import { readSnapshot } from '../../src/training/dataset/snapshot/read-snapshot.ts'
import { writeSnapshot } from '../../src/training/dataset/snapshot/write-snapshot.ts'
import { actedDataset } from '../training/acted-dataset.ts'
import { datasetOf, plainRows } from '../training/dataset/rows.ts'

const NEVER = new AbortController().signal
const AS_OF = new Date('2026-06-01T00:00:00Z')
const HOUR_MS = 3_600_000

describe('snapshots of whoever was erased', () => {
  let folder: string
  let counted: [string, string, number][]
  let erased: ErasedNames[]
  let upkeep: SnapshotUpkeep
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runs-'))
    counted = []
    erased = []
    upkeep = new SnapshotUpkeep({
      folder,
      keyId: 'key',
      retentionDays: 365,
      erasures: {
        listNames: async (since) => erased.filter(({ id }) => BigInt(id) > BigInt(since)),
        count: async (...args) => void counted.push(args),
      },
    })
  })
  afterEach(() => rm(folder, { recursive: true }))

  const erase = (talent: string, change: Partial<ErasedNames> = {}) => {
    const requestedAt = new Date(AS_OF.getTime() + HOUR_MS)
    const id = String(erased.length + 1)
    erased.push({ id, keyId: 'key', names: [talent], requestedAt, ...change })
  }
  const snapshotOf = async (run: string) => {
    const place = join(folder, run, 'snapshot')
    await mkdir(join(folder, run), { recursive: true })
    const rows = plainRows(await actedDataset({ talents: 8, pairsEach: 5 }))
    await writeSnapshot(place, {
      dataset: datasetOf(rows.map((row) => ({ ...row, decidedAt: Math.round(row.decidedAt) }))),
      asOf: AS_OF,
      from: new Date('2026-01-01T00:00:00Z'),
      seed: 1,
      contract: CONTRACT_HASH,
      shares: { labelled: 1, passedOver: 1 },
      gone: 0,
      propensity: {
        curve: { top: [1], decay: 0 } as never,
        basis: 'prior',
        swappedActs: 0,
        acts: 0,
      },
    })
    return place
  }
  const talentsIn = async (place: string) => (await readSnapshot(place)).dataset.talentIds

  it('lose their rows, once, and are counted', async () => {
    const place = await snapshotOf('a')
    erase('talent 3')
    erase('nobody')
    await upkeep.run(NEVER)
    expect(counted).toEqual([['1', 'training_snapshots', 5]])
    expect(await talentsIn(place)).not.toContain('talent 3')
    await upkeep.run(NEVER)
    erase('talent 4')
    await upkeep.run(NEVER)
    expect(counted.slice(1)).toEqual([['3', 'training_snapshots', 5]])
    expect(await talentsIn(place)).toHaveLength(6)
  })

  it('are searched when they come later, as of a run that had read the rows before', async () => {
    erase('talent 3')
    await mkdir(join(folder, 'a', 'snapshot.draft'), { recursive: true })
    await upkeep.run(NEVER)
    const place = await snapshotOf('a')
    await upkeep.run(NEVER)
    expect(await talentsIn(place)).not.toContain('talent 3')
    // What a process that was killed left of one goes after an hour.
    expect(await readdir(join(folder, 'a'))).toContain('snapshot.draft')
    const then = new Date(Date.now() - 2 * HOUR_MS)
    await utimes(join(folder, 'a', 'snapshot.draft'), then, then)
    await upkeep.run(NEVER)
    expect(await readdir(join(folder, 'a'))).toEqual(['snapshot'])
  })

  it('stay as they are where the erasure was long before', async () => {
    const place = await snapshotOf('a')
    erase('talent 3', { requestedAt: new Date(AS_OF.getTime() - HOUR_MS) })
    await upkeep.run(NEVER)
    expect(await talentsIn(place)).toContain('talent 3')
  })

  it('go as a whole where their names are of another key, or they are damaged', async () => {
    const [ofAnother, damaged] = [await snapshotOf('a'), await snapshotOf('b')]
    erase('talent 3', { keyId: 'another' })
    await writeFile(join(damaged, 'manifest.json'), '{}')
    await upkeep.run(NEVER)
    for (const place of [ofAnother, damaged]) await expect(readdir(place)).rejects.toThrow('ENOENT')
  })
})
