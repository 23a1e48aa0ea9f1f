import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ModelRefused } from '../../matching/bundle/model-refused.ts'
import type { ArtifactFiles, ArtifactStore } from './artifact-store.ts'

const DRAFT = '.draft-'
/** Nobody writes a model for so long: whoever began this draft was killed. */
const DRAFT_AGE_MS = 60 * 60_000

/** Keeps models in a folder, which replicas may share: below it a folder for each address. */
export class FolderStore implements ArtifactStore {
  readonly place: string

  constructor(folder: string) {
    this.place = folder
  }

  async put(address: string, files: ArtifactFiles): Promise<void> {
    try {
      await mkdir(this.place, { recursive: true })
      await this.#removeDrafts()
      const draft = await mkdtemp(join(this.place, DRAFT))
      try {
        for (const [name, bytes] of files) {
          await writeFile(join(draft, name), bytes, { flush: true })
        }
        await rename(draft, join(this.place, address))
      } catch (error) {
        await rm(draft, { recursive: true, force: true })
        if (!isTaken(error)) throw error
      }
    } catch (error) {
      throw this.#unreachable(error)
    }
  }

  async get(address: string): Promise<ArtifactFiles> {
    const folder = join(this.place, address)
    try {
      const names = await readdir(folder)
      const read = async (name: string) => [name, await readFile(join(folder, name))] as const
      return new Map(await Promise.all(names.map(read)))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'ENOENT' && code !== 'ENOTDIR') throw this.#unreachable(error)
      throw new ModelRefused('missing', `${this.place} has no ${address}`, { cause: error })
    }
  }

  #unreachable(error: unknown): ModelRefused {
    const { message } = error as Error
    return new ModelRefused('unreachable', `${this.place} cannot be written or read: ${message}`, {
      cause: error,
    })
  }

  async #removeDrafts(): Promise<void> {
    for (const name of await readdir(this.place)) {
      if (!name.startsWith(DRAFT)) continue
      const path = join(this.place, name)
      const begun = await stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => Date.now(),
      )
      if (Date.now() - begun > DRAFT_AGE_MS) await rm(path, { recursive: true, force: true })
    }
  }
}

const isTaken = (error: unknown) =>
  ['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')
