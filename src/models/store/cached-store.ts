import { rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { keepNewest } from '../../runtime/keep-newest.ts'
import { sha256 } from '../../runtime/sha256.ts'
import type { ArtifactFiles, ArtifactStore } from './artifact-store.ts'
import { FolderStore } from './folder-store.ts'

/** The one that serves, those that it may be rolled back to, and a few for those who compare. */
const KEPT = 8
const SUMS = 'sums.json'

/**
 * Keeps what was fetched of a store that is far away in a folder, as it was stored there, so that a
 * restart needs no storage. A copy that is not whole is fetched again; the folder is bounded.
 */
export class CachedStore implements ArtifactStore {
  readonly #store: ArtifactStore
  readonly #folder: string
  readonly #copies: FolderStore

  constructor(store: ArtifactStore, folder: string) {
    this.#store = store
    this.#folder = folder
    this.#copies = new FolderStore(folder)
  }

  get place(): string {
    return this.#store.place
  }

  put(address: string, files: ArtifactFiles): Promise<void> {
    return this.#store.put(address, files)
  }

  async get(address: string): Promise<ArtifactFiles> {
    const copy = await this.#findCopy(address)
    if (copy) return copy
    const files = await this.#store.get(address)
    // Whoever cannot keep a copy serves without.
    await this.#keep(address, files).catch(() => {})
    return files
  }

  async #findCopy(address: string): Promise<ArtifactFiles | undefined> {
    try {
      const files = new Map(await this.#copies.get(address))
      const sums = JSON.parse(Buffer.from(files.get(SUMS) ?? []).toString('utf8'))
      files.delete(SUMS)
      const now = new Date()
      if (JSON.stringify(sumsOf(files)) !== JSON.stringify(sums)) return undefined
      await utimes(join(this.#folder, address), now, now)
      return files
    } catch {
      return undefined
    }
  }

  async #keep(address: string, files: ArtifactFiles): Promise<void> {
    await rm(join(this.#folder, address), { recursive: true, force: true })
    const sums = Buffer.from(JSON.stringify(sumsOf(files)))
    await this.#copies.put(address, new Map([...files, [SUMS, sums]]))
    await keepNewest(this.#folder, KEPT)
  }
}

const sumsOf = (files: ArtifactFiles) =>
  [...files].map(([name, bytes]) => [name, sha256(bytes)]).sort()
