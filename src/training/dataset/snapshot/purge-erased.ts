import { rm } from 'node:fs/promises'
import { purgeSnapshot } from './purge-snapshot.ts'
import { readManifest } from './read-snapshot.ts'
import { SnapshotError } from './snapshot-error.ts'

/** By what somebody who was erased is found in snapshots. */
export interface ErasedNames {
  /** Grows. */
  readonly id: string
  /** Which key made the names. */
  readonly keyId: string
  /** Pseudonyms of talents and jobs. */
  readonly names: readonly string[]
  readonly requestedAt: Date
}

/** Clocks of database and worker may differ; to look for nobody's rows does no harm. */
const CLOCKS_DIFFER_MS = 10 * 60_000

/**
 * Takes whoever was erased since a snapshot was collected out of it. Where that cannot be, for it is damaged
 * or its names are of another key, the snapshot goes as a whole.
 *
 * @param folder of the snapshot; one that is not there, or not whole yet, is left alone
 * @returns rows that went, by erasure; `all` where the snapshot did
 */
export async function purgeErased(
  folder: string,
  erased: readonly ErasedNames[],
  keyId: string,
): Promise<ReadonlyMap<string, number> | 'all'> {
  const rows = new Map<string, number>()
  try {
    const { as_of } = await readManifest(folder)
    const from = Date.parse(as_of) - CLOCKS_DIFFER_MS
    for (const each of erased.filter(({ requestedAt }) => requestedAt.getTime() >= from)) {
      if (each.keyId !== keyId) throw new SnapshotError(`${folder}: its names are of another key`)
      rows.set(each.id, await purgeSnapshot(folder, each.names))
    }
    return rows
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error
    const { code } = (error.cause ?? {}) as NodeJS.ErrnoException
    if (code === 'ENOENT') return rows
    await rm(folder, { recursive: true, force: true })
    return 'all'
  }
}
