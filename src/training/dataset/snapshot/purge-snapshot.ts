import { filterRows } from '../dataset-rows.ts'
import { readSnapshot } from './read-snapshot.ts'
import { removeOthers, writeFiles } from './snapshot-files.ts'

/**
 * Takes the rows of talents or jobs out of a snapshot, for good: the file that had them is deleted. May be cut
 * off at any point and run again; until it returns, rows may be there still.
 *
 * @param pseudonyms of talents and jobs
 * @returns how many rows went
 * @throws {SnapshotError} when the snapshot cannot be read: then it is to be deleted as a whole
 */
export async function purgeSnapshot(
  folder: string,
  pseudonyms: Iterable<string>,
  now = new Date(),
): Promise<number> {
  const gone = new Set(pseudonyms)
  const { manifest, dataset } = await readSnapshot(folder)
  const left = filterRows(dataset, ({ talent, job }) => !gone.has(talent) && !gone.has(job))
  const rows = dataset.count - left.count
  if (rows === 0) {
    await removeOthers(folder, manifest)
    return 0
  }
  const purged = { rows: (manifest.purged?.rows ?? 0) + rows, at: now.toISOString() }
  await removeOthers(folder, await writeFiles(folder, left, { ...manifest, purged }))
  return rows
}
