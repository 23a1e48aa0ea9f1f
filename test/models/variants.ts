import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUNDLE_FILES, MANIFEST_FILE, type Manifest } from '../../src/matching/bundle/bundle.ts'
import { writeModel } from '../../src/training/publish.ts'

export const DELIVERED_FOLDER = 'models/initial'

export interface Variant {
  readonly version: string
  /** What the leaves are multiplied with: other scores, the same order. Default 1. */
  readonly scale?: number
  /** Default a day after the delivered one. */
  readonly trainedAt?: string
  /** Changes a file's text; hashes are of what comes out. */
  readonly edit?: (name: string, text: string) => string
  readonly manifest?: Partial<Manifest>
}

/** Folders of models that are like the delivered one, and answer otherwise. */
export class Variants {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async make(): Promise<Variants> {
    return new Variants(await mkdtemp(join(tmpdir(), 'talentmatch-variants-')))
  }

  /** A place of its own. */
  folder(name: string): string {
    return join(this.#folder, name)
  }

  /** @returns the folder of the model */
  async write(variant: Variant): Promise<string> {
    const { version, scale = 1, edit = (_name, text) => text } = variant
    const read = (name: string) => readFile(join(DELIVERED_FOLDER, name), 'utf8')
    const texts = await Promise.all(
      BUNDLE_FILES.map(async (name) => {
        const text = await read(name)
        return edit(name, name === 'ranker.txt' ? scaleLeaves(text, scale) : text)
      }),
    )
    const manifest: Manifest = {
      ...(JSON.parse(await read(MANIFEST_FILE)) as Manifest),
      version,
      trained_at: variant.trainedAt ?? '2026-11-27T00:00:00.000Z',
      ...variant.manifest,
    }
    const folder = this.folder(`${version}-${scale}-${Math.random().toString(36).slice(2)}`)
    await writeModel(folder, { manifest, texts })
    return folder
  }

  remove(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true })
  }
}

const scaleLeaves = (model: string, scale: number) =>
  scale === 1
    ? model
    : model.replace(/^leaf_value=(.*)$/gm, (_line, values: string) => {
        const scaled = values.split(' ').map((value) => Number(value) * scale)
        return `leaf_value=${scaled.join(' ')}`
      })
