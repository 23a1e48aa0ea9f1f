import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parquetMetadata, parquetRead } from 'hyparquet'
import { CONTRACT_HASH } from '../../../features/registry.ts'
import { sha256 } from '../../../runtime/sha256.ts'
import type { Dataset } from '../dataset.ts'
import { describeDataset } from '../describe-dataset.ts'
import { fromColumns, SNAPSHOT_COLUMNS } from './snapshot-columns.ts'
import { SnapshotError } from './snapshot-error.ts'
import { MANIFEST_FILE } from './snapshot-files.ts'
import { parseManifest, type SnapshotManifest } from './snapshot-manifest.ts'

export interface Snapshot {
  readonly manifest: SnapshotManifest
  readonly dataset: Dataset
}

/**
 * Reads a snapshot back, and believes nothing: the file has the hash of its manifest, the columns of this
 * code, and values within their ranges.
 *
 * @throws {SnapshotError} naming the file and what is wrong with it
 */
export async function readSnapshot(folder: string): Promise<Snapshot> {
  const manifest = await readManifest(folder)
  if (manifest.contract !== CONTRACT_HASH) {
    throw new SnapshotError(`${folder}: its features are not those of this code; collect it again`)
  }
  const path = join(folder, manifest.file)
  const bytes = await read(path)
  if (sha256(bytes) !== manifest.sha256) {
    throw new SnapshotError(`${path}: not the file that its manifest describes`)
  }
  const dataset = await readRows(path, bytes)
  const fault = findFault(dataset, manifest)
  if (fault !== undefined) throw new SnapshotError(`${path}: ${fault}`)
  return { manifest, dataset }
}

/** The manifest alone. @throws {SnapshotError} when it is missing or malformed */
export async function readManifest(folder: string): Promise<SnapshotManifest> {
  const path = join(folder, MANIFEST_FILE)
  return parseManifest(path, new TextDecoder().decode(await read(path)))
}

async function read(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (cause) {
    throw new SnapshotError(`${path}: ${(cause as Error).message}`, { cause })
  }
}

async function readRows(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<Dataset> {
  try {
    const file = bytes.buffer
    const metadata = parquetMetadata(file)
    const columns = metadata.schema.slice(1).map(({ name }) => name)
    const expected = SNAPSHOT_COLUMNS.map(({ name }) => name)
    if (columns.join() !== expected.join()) throw new Error('it has other columns than it should')
    const count = Number(metadata.num_rows)
    const values = new Map<string, unknown[]>(expected.map((name) => [name, new Array(count)]))
    await parquetRead({
      file,
      metadata,
      onChunk: ({ columnName, columnData, rowStart }) => {
        const column = values.get(columnName) as unknown[]
        for (let at = 0; at < columnData.length; at++) column[rowStart + at] = columnData[at]
      },
    })
    return fromColumns(count, [...values.values()])
  } catch (cause) {
    throw new SnapshotError(`${path}: ${(cause as Error).message}`, { cause })
  }
}

function findFault(dataset: Dataset, manifest: SnapshotManifest): string | undefined {
  const { labels, weights, propensities, rules } = dataset
  if (!labels.every((label) => label >= 0 && label <= 100)) return 'a label is not from 0 to 100'
  if (!weights.every((weight) => weight > 0 && weight < Number.POSITIVE_INFINITY)) {
    return 'a weight is not above 0'
  }
  if (!propensities.every((each) => Number.isNaN(each) || (each >= 0 && each <= 1))) {
    return 'a propensity is not from 0 to 1'
  }
  if (!rules.every((score) => Number.isNaN(score) || (score >= 0 && score <= 100))) {
    return 'a score of the rules is not from 0 to 100'
  }
  const { talents, jobs, jobIds } = dataset
  const pairs = new Set<number>()
  talents.forEach((talent, row) => {
    pairs.add(talent * jobIds.length + (jobs[row] as number))
  })
  if (pairs.size < dataset.count) return 'a pair has more than one row'
  const counts = Object.entries(describeDataset(dataset)) as [keyof SnapshotManifest, unknown][]
  const wrong = counts.find(
    ([name, count]) => JSON.stringify(manifest[name]) !== JSON.stringify(count),
  )
  return wrong && `its rows come to other ${wrong[0]} than its manifest says`
}
