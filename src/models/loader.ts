import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  BUNDLE_FILES,
  type Bundle,
  type ModelSource,
  parseBundle,
  readModelFolder,
} from '../matching/bundle/bundle.ts'
import { ModelRefused } from '../matching/bundle/model-refused.ts'
import { readOwnRates } from '../matching/bundle/rates-file.ts'
import { hashOf, toSource } from './artifact.ts'
import { proveBundle } from './prove-bundle.ts'
import { DELIVERED, type StoredModel } from './registry.ts'
import type { ArtifactStore } from './store/artifact-store.ts'

/** A model that may serve: whole, for this code, and tried. */
export interface LoadedModel {
  readonly source: ModelSource
  readonly bundle: Bundle
}

/** Loads registered models: from the folder that came with the code, else from the store. */
export class ModelLoader {
  readonly #store: ArtifactStore
  /** Of one that was just tried, to activate it, the follower need not make everything again. */
  #last: LoadedModel | undefined
  /** The folder that came with the code, or that an operator put in its place. */
  readonly deliveredFolder: string

  constructor(store: ArtifactStore, deliveredFolder: string) {
    this.#store = store
    this.deliveredFolder = deliveredFolder
  }

  /** @throws {ModelRefused} which says why it may not serve */
  async load(model: StoredModel): Promise<LoadedModel> {
    const { version, sha256 } = model
    if (sha256 === null) {
      throw new ModelRefused(
        'corrupt',
        `${version}: no hash of it was registered, so nothing vouches for it`,
      )
    }
    const ownRates = await readOwnRates(this.deliveredFolder)
    const found = (await this.#findDelivered(sha256)) ?? (await this.#fetch(model, sha256))
    const source = { ...found, version, ownRates }
    if (this.#last && isSame(this.#last.source, source)) return this.#last
    const bundle = parseBundle(source)
    // Both keep the event loop for a while: requests come in between.
    await nextTurn()
    proveBundle(source, bundle)
    this.#last = { source, bundle }
    return this.#last
  }

  async #findDelivered(sha256: string): Promise<ModelSource | undefined> {
    const delivered = await readModelFolder(this.deliveredFolder).catch(() => undefined)
    return delivered && hashOf(delivered) === sha256 ? delivered : undefined
  }

  async #fetch({ version, path }: StoredModel, sha256: string): Promise<ModelSource> {
    if (path === DELIVERED) {
      throw new ModelRefused(
        'missing',
        `${version}: it came with another release than this one, which has another in ` +
          `${this.deliveredFolder}; publish it from that release, or activate another`,
      )
    }
    return toSource(await this.#store.get(path), `${this.#store.place}/${path}`, sha256)
  }
}

const isSame = (one: ModelSource, other: ModelSource) =>
  one.version === other.version &&
  one.manifest === other.manifest &&
  BUNDLE_FILES.every((name) => one.texts[name] === other.texts[name]) &&
  JSON.stringify(one.ownRates) === JSON.stringify(other.ownRates)
