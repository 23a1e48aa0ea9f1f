import { existsSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Erasures } from '../../db/privacy/erasures.ts'
import { purgeErased } from '../../training/dataset/snapshot/purge-erased.ts'
import { MANIFEST_FILE } from '../../training/dataset/snapshot/snapshot-files.ts'

export interface SnapshotUpkeepOptions {
  /** Where each training run has a folder of its own. */
  readonly folder: string
  readonly erasures: Pick<Erasures, 'listNames' | 'count'>
  /** Of the key that names people in snapshots here. */
  readonly keyId: string
  readonly retentionDays: number
  readonly onPurged?: (purged: { readonly run: string; readonly rows: number | 'all' }) => void
}

const DAY_MS = 86_400_000
/** Nobody writes a snapshot for longer: what is there still was left by a process that was killed. */
const DRAFT_MS = 3_600_000

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
    const runs = (await namesIn(folder)).filter((name) => !name.startsWith('.'))
    for (const run of [...this.#searched.keys()].filter((known) => !runs.includes(known)))
      this.#searched.delete(run)
    for (const run of runs) {
      await removeOlder(join(folder, run), retentionDays * DAY_MS)
      const drafts = (await namesIn(join(folder, run))).filter((name) => /^snapshot\./.test(name))
      for (const draft of drafts) await removeOlder(join(folder, run, draft), DRAFT_MS)
    }
    // One that is being written is searched when it is whole.
    const whole = runs.filter((run) => existsSync(join(folder, run, 'snapshot', MANIFEST_FILE)))
    if (whole.length === 0) return
    const since = whole.map((run) => BigInt(this.#searched.get(run) ?? 0))
    const erased = await erasures.listNames(String(since.reduce((a, b) => (a < b ? a : b))))
    for (const run of whole) {
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
    this.#searched.set(run, last.id)
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (/^(ENOENT|ENOTDIR)$/.test((error as NodeJS.ErrnoException).code ?? '')) return []
    throw error
  }
}

async function removeOlder(path: string, ms: number): Promise<void> {
  // Its run may remove it meanwhile.
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
  if (mtimeMs < Date.now() - ms) await rm(path, { recursive: true, force: true })
}
