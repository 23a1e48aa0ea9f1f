import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { sha256 } from '../../../runtime/sha256.ts'
import type { Dataset } from '../dataset.ts'
import { describeDataset } from '../describe-dataset.ts'
import { columnOf, SNAPSHOT_COLUMNS } from './snapshot-columns.ts'
import type { SnapshotManifest } from './snapshot-manifest.ts'

export const MANIFEST_FILE = 'manifest.json'
const DRAFT_SUFFIX = '.draft'

/** What a manifest says besides what its rows tell. */
export type SnapshotOrigin = Pick<
  SnapshotManifest,
  'format' | 'as_of' | 'from' | 'seed' | 'contract' | 'shares' | 'gone' | 'propensity' | 'purged'
>

/** Rows a group: each column of one is a piece, read at once. */
const GROUP_ROWS = 100_000

/**
 * Writes rows and manifest into a folder. The rows are in a file of a new name, so the manifest, which is
 * put into its place last and at once, always speaks of a whole one.
 */
export async function writeFiles(
  folder: string,
  dataset: Dataset,
  origin: SnapshotOrigin,
): Promise<SnapshotManifest> {
  const bytes = new Uint8Array(
    parquetWriteBuffer({
      columnData: SNAPSHOT_COLUMNS.map((column) => ({
        name: column.name,
        type: column.type,
        nullable: column.nullable,
        data: columnOf(dataset, column) as unknown[],
      })),
      rowGroupSize: GROUP_ROWS,
      // Of pseudonyms they say nothing, and NaN has no place among them.
      statistics: false,
    }),
  )
  const hash = sha256(bytes)
  const file = `rows-${hash.slice(0, 16)}.parquet`
  const manifest: SnapshotManifest = {
    ...origin,
    ...describeDataset(dataset),
    file,
    sha256: hash,
    bytes: bytes.byteLength,
  }
  await writeWhole(join(folder, file), bytes)
  await writeWhole(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

/** Removes what a manifest does not speak of: rows before a purge, and what a cut-off write left. */
export async function removeOthers(folder: string, { file }: SnapshotManifest): Promise<void> {
  const kept = new Set([file, MANIFEST_FILE])
  const others = (await readdir(folder)).filter((name) => !kept.has(name))
  await Promise.all(others.map((name) => rm(join(folder, name), { recursive: true })))
}

async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const draft = `${path}${DRAFT_SUFFIX}`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}
