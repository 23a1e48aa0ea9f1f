import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Erasures } from '../db/repositories/erasures.ts'
import { purgeErased } from '../training/dataset/snapshot/purge-erased.ts'

export interface SnapshotUpkeepOptions {
  /** Where each training run has a folder of its own. */
  readonly folder: string
  readonly erasures: Pick<Erasures, 'listNames' | 'count'>
  /** Of the key that names people in snapshots here. */
  readonly keyId: string
  readonly retentionDays: number
  /** Where the snapshot of a run is, below its folder. */
  readonly onPurged?: (purged: { readonly run: string; readonly rows: number | 'all' }) => void
}

const DAY_MS = 86_400_000

/**
 * Keeps the snapshots of one machine: takes out whoever was erased since, and removes runs whose time is up.
 * Every worker does so for its own, as no other can.
 */
export class SnapshotUpkeep {
  readonly #options: SnapshotUpkeepOptions
  /** The last erasure that each run's snapshot was searched for. */
  readonly #searched = new Map<string, string>()

  constructor(options: SnapshotUpkeepOptions) {
    this.#options = options
  }

  /** May be cut off and begun again. */
  async run(signal: AbortSignal): Promise<void> {
    const { folder, erasures, retentionDays } = this.#options
    const runs = await this.#list()
    for (const run of [...this.#searched.keys()].filter((known) => !runs.includes(known)))
      this.#searched.delete(run)
    for (const run of runs) {
      const { mtimeMs } = await stat(join(folder, run))
      if (mtimeMs >= Date.now() - retentionDays * DAY_MS) continue
      await rm(join(folder, run), { recursive: true, force: true })
    }
    const since = runs.map((run) => BigInt(this.#searched.get(run) ?? 0))
    if (since.length === 0) return
    const first = since.reduce((a, b) => (a < b ? a : b))
    const erased = await erasures.listNames(String(first))
    for (const run of runs) {
      signal.throwIfAborted()
      await this.#purge(run, erased)
    }
  }

  async #purge(run: string, erased: Awaited<ReturnType<Erasures['listNames']>>): Promise<void> {
    const { folder, erasures, keyId, onPurged } = this.#options
    const since = BigInt(this.#searched.get(run) ?? 0)
    const later = erased.filter(({ id }) => BigInt(id) > since)
    const last = later.at(-1)
    if (!last) return
    const snapshot = join(folder, run, 'snapshot')
    const purged = await purgeErased(snapshot, later, keyId)
    if (purged === 'all') onPurged?.({ run, rows: 'all' })
    else {
      for (const [id, rows] of purged) {
        if (rows === 0) continue
        await erasures.count(id, 'training_snapshots', rows)
        onPurged?.({ run, rows })
      }
    }
    // A snapshot that is being written meanwhile is searched again.
    const isWhole = await stat(join(snapshot, 'manifest.json')).then(
      () => true,
      () => false,
    )
    if (isWhole) this.#searched.set(run, last.id)
  }

  async #list(): Promise<string[]> {
    try {
      return (await readdir(this.#options.folder)).filter((name) => !name.startsWith('.'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  }
}
