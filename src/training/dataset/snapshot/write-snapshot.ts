import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Collected } from '../collect.ts'
import { SnapshotError } from './snapshot-error.ts'
import { writeFiles } from './snapshot-files.ts'
import { SNAPSHOT_FORMAT, type SnapshotManifest } from './snapshot-manifest.ts'

/**
 * Writes a snapshot of a dataset whole or not at all: beside its place first, then moved there. Its rows are
 * a Parquet file, which whoever analyses data can open.
 *
 * @param folder which must not be there yet
 * @throws {SnapshotError} when it is
 */
export async function writeSnapshot(
  folder: string,
  { dataset, asOf, from, seed, contract, shares, gone, propensity }: Collected,
): Promise<SnapshotManifest> {
  if (await isThere(folder)) throw new SnapshotError(`${folder} is there already`)
  await mkdir(dirname(folder), { recursive: true })
  const draft = await mkdtemp(`${folder}.`)
  try {
    const manifest = await writeFiles(draft, dataset, {
      format: SNAPSHOT_FORMAT,
      as_of: asOf.toISOString(),
      from: from.toISOString(),
      seed,
      contract,
      shares,
      gone,
      propensity: { ...propensity, curve: { ...propensity.curve, top: [...propensity.curve.top] } },
    })
    await rename(draft, folder)
    return manifest
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
