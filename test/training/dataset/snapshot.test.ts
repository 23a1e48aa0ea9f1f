import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONTRACT_HASH } from '../../../src/features/registry.ts'
import { sha256 } from '../../../src/runtime/sha256.ts'
import type { Collected } from '../../../src/training/dataset/collect.ts'
import type { Dataset } from '../../../src/training/dataset/dataset.ts'
import { estimatePropensity } from '../../../src/training/dataset/examination/estimate-propensity.ts'
import { purgeSnapshot } from '../../../src/training/dataset/snapshot/purge-snapshot.ts'
import { readSnapshot } from '../../../src/training/dataset/snapshot/read-snapshot.ts'
import { SnapshotError } from '../../../src/training/dataset/snapshot/snapshot-error.ts'
import { writeSnapshot } from '../../../src/training/dataset/snapshot/write-snapshot.ts'
import { anyDataset, anyRow, datasetOf, jobName, plainRows, talentName } from './rows.ts'

const collected = (dataset: Dataset): Collected => ({
  dataset,
  asOf: new Date('2026-06-01T00:00:00Z'),
  from: new Date('2025-06-01T00:00:00Z'),
  seed: 7,
  contract: CONTRACT_HASH,
  shares: { labelled: 1, passedOver: 0.5 },
  propensity: estimatePropensity([]),
  gone: 3,
})

/** Each pair once, as in a dataset. */
const onePairOnce = (dataset: Dataset) => {
  const rows = new Map(plainRows(dataset).map((row) => [`${row.talent} ${row.job}`, row]))
  return datasetOf([...rows.values()])
}
const dataset = anyDataset({ maxLength: 40 }).map(onePairOnce)

let root: string
let made = 0
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'snapshots-'))
})
afterAll(() => rm(root, { recursive: true }))
const newFolder = () => join(root, `snapshot-${made++}`)

const refusal = async (folder: string) => {
  const error = await readSnapshot(folder).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(SnapshotError)
  return (error as SnapshotError).message
}

describe('a snapshot', () => {
  it('reads back what was written, row for row', async () => {
    await fc.assert(
      fc.asyncProperty(dataset, async (given) => {
        const folder = newFolder()
        const manifest = await writeSnapshot(folder, collected(given))
        const { manifest: again, dataset: read } = await readSnapshot(folder)
        expect(again).toEqual(manifest)
        expect(plainRows(read)).toEqual(plainRows(given))
        expect(manifest.rows).toBe(given.count)
        expect(Object.values(manifest.labels).reduce((sum, each) => sum + each, 0)).toBe(
          given.count,
        )
        expect((await readdir(folder)).sort()).toEqual(['manifest.json', manifest.file])
      }),
      { numRuns: 60 },
    )
  })

  it('has the same bytes for the same rows', async () => {
    const [given] = fc.sample(dataset, { numRuns: 1, seed: 4 }) as [Dataset]
    const hashes = await Promise.all(
      [1, 2].map(async () => (await writeSnapshot(newFolder(), collected(given))).sha256),
    )
    expect(hashes[0]).toBe(hashes[1])
  })

  it('is never written over another, and leaves nothing where it fails', async () => {
    const folder = newFolder()
    const [given] = fc.sample(dataset, { numRuns: 1, seed: 1 }) as [Dataset]
    await writeSnapshot(folder, collected(given))
    await expect(writeSnapshot(folder, collected(given))).rejects.toThrow('is there already')
    const bad = { ...collected(given), asOf: new Date(Number.NaN) }
    const before = await readdir(root)
    await expect(writeSnapshot(newFolder(), bad)).rejects.toThrow()
    expect(await readdir(root)).toEqual(before)
  })
})

describe('a snapshot that is not as it was', () => {
  let folder: string
  let bytes: Buffer
  let file: string
  let manifest: Record<string, unknown>
  beforeAll(async () => {
    folder = newFolder()
    const [given] = fc.sample(anyDataset({ minLength: 20, maxLength: 40 }).map(onePairOnce), {
      numRuns: 1,
      seed: 2,
    }) as [Dataset]
    file = (await writeSnapshot(folder, collected(given))).file
    bytes = await readFile(join(folder, file))
    manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  })

  /** A copy with other rows, and a manifest that speaks of them where `rehash` says so. */
  const spoil = async (rows: Uint8Array, rehash = false, change: object = {}) => {
    const copy = newFolder()
    await cp(folder, copy, { recursive: true })
    await writeFile(join(copy, file), rows)
    const spoilt = { ...manifest, ...(rehash && { sha256: sha256(rows) }), ...change }
    await writeFile(join(copy, 'manifest.json'), JSON.stringify(spoilt))
    return copy
  }

  it('is refused when any bit of its rows has changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, bits) => {
          const changed = bytes.with(at, (bytes[at] as number) ^ bits)
          expect(await refusal(await spoil(changed))).toContain('not the file that its manifest')
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is refused when it is cut short, even with a hash that fits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.boolean(), async (length, rehash) => {
        const message = await refusal(await spoil(bytes.subarray(0, length), rehash))
        expect(message).toContain(file)
      }),
      { numRuns: 60 },
    )
  })

  it.each<[string, object, RegExp]>([
    ['another contract', { contract: 'a'.repeat(64) }, /features are not those of this code/],
    ['another number of rows', { rows: 1 }, /other rows than its manifest/],
    ['another format', { format: 1 }, /format/],
    ['no hash', { sha256: undefined }, /sha256/],
    ['a way out of its folder', { file: '../rows.parquet' }, /file/],
    ['negative counts', { gone: -1 }, /gone/],
  ])('is refused for %s', async (_, change, message) => {
    expect(await refusal(await spoil(bytes, false, change))).toMatch(message)
  })

  it('is refused where files are missing or are something else', async () => {
    expect(await refusal(newFolder())).toContain('manifest.json')
    const copy = await spoil(bytes)
    await rm(join(copy, file))
    expect(await refusal(copy)).toContain(file)
    await writeFile(join(copy, 'manifest.json'), '{')
    expect(await refusal(copy)).toContain('not JSON')
    const text = Buffer.from('label\n100\n')
    expect(await refusal(await spoil(text, true))).toContain(file)
  })

  it.each<[string, object]>([
    ['label', { label: 101 }],
    ['weight', { weight: 0 }],
    ['weight', { weight: Number.NaN }],
    ['propensity', { propensity: 1.5 }],
  ])('is refused for a %s out of its range', async (name, change) => {
    const [row] = fc.sample(anyRow, 1)
    if (!row) throw new Error('no row')
    const bad = newFolder()
    await writeSnapshot(bad, collected(datasetOf([{ ...row, ...change }])))
    expect(await refusal(bad)).toContain(name)
  })

  it('is refused for a pair that comes twice', async () => {
    const [row] = fc.sample(anyRow, 1)
    if (!row) throw new Error('no row')
    const bad = newFolder()
    await writeSnapshot(bad, collected(datasetOf([row, { ...row, label: 30 }])))
    expect(await refusal(bad)).toContain('more than one row')
  })
})

describe('purging', () => {
  it('takes every row of a talent or job out, and no other', async () => {
    const ids = fc.array(fc.oneof(talentName, jobName))
    await fc.assert(
      fc.asyncProperty(dataset, ids, async (given, gone) => {
        const folder = newFolder()
        const before = await writeSnapshot(folder, collected(given))
        const rows = await purgeSnapshot(folder, gone)
        const left = plainRows(given).filter(
          (row) => !gone.includes(row.talent) && !gone.includes(row.job),
        )
        const { dataset: read, manifest } = await readSnapshot(folder)
        expect(plainRows(read)).toEqual(left)
        expect(rows).toBe(given.count - left.length)
        expect(manifest.rows).toBe(left.length)
        expect(manifest.as_of).toBe(before.as_of)
        expect(manifest.purged?.rows ?? 0).toBe(rows)
        expect((await readdir(folder)).sort()).toEqual(['manifest.json', manifest.file])
        if (rows > 0) {
          const files = await Promise.all(
            (await readdir(folder)).map((name) => readFile(join(folder, name), 'latin1')),
          )
          for (const id of gone) {
            expect(files.join()).not.toContain(id)
          }
        }
        expect(await purgeSnapshot(folder, gone)).toBe(0)
      }),
      { numRuns: 40 },
    )
  })

  it('removes what a run that was cut off left behind', async () => {
    const folder = newFolder()
    const [given] = fc.sample(dataset, { numRuns: 1, seed: 9 }) as [Dataset]
    await writeSnapshot(folder, collected(given))
    await writeFile(join(folder, 'rows-0123456789abcdef.parquet'), 'rows from before')
    await writeFile(join(folder, 'manifest.json.draft'), '{')
    expect(await purgeSnapshot(folder, ['nobody'])).toBe(0)
    expect(await readdir(folder)).toHaveLength(2)
    await readSnapshot(folder)
  })
})
