import { readModelFolder } from '../matching/bundle/bundle.ts'
import { ModelRefused, type RefusalReason } from '../matching/bundle/model-refused.ts'
import { type ModelCard, toCard } from './card.ts'
import type { ModelLoader } from './loader.ts'
import { publishModel } from './publish.ts'
import type { Act, ModelRegistry, ModelVersion } from './registry.ts'
import type { ArtifactStore } from './store/artifact-store.ts'

export type ActivationOutcome =
  | { readonly kind: 'activated'; readonly model: ModelVersion; readonly previous: string | null }
  | { readonly kind: 'unknown' }
  /** It could not be loaded, so nothing was changed. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly message: string }

export interface AdministrationParts {
  readonly registry: ModelRegistry
  readonly store: ArtifactStore
  readonly loader: ModelLoader
}

/** What people do with models: over HTTP, and by the command line. */
export class ModelAdministration {
  readonly #parts: AdministrationParts

  constructor(parts: AdministrationParts) {
    this.#parts = parts
  }

  list(): Promise<readonly ModelVersion[]> {
    return this.#parts.registry.list()
  }

  async card(version: string): Promise<ModelCard | undefined> {
    const record = await this.#parts.registry.findRecord(version)
    return record && toCard(record)
  }

  /** Makes a version the active one, after loading it here: what cannot serve is not activated. */
  async activate(version: string, act: Act, insteadOf?: string): Promise<ActivationOutcome> {
    const { registry, loader } = this.#parts
    const found = await registry.find(version)
    if (!found) return { kind: 'unknown' }
    try {
      await loader.load(found)
    } catch (error) {
      if (!(error instanceof ModelRefused)) throw error
      return { kind: 'refused', reason: error.reason, message: error.message }
    }
    const activated = await registry.activate(version, act, false, insteadOf)
    const model = activated && (await registry.find(version))
    if (!model) return { kind: 'unknown' }
    return { kind: 'activated', model, previous: activated.previous }
  }

  /**
   * Activates the version that was active before.
   *
   * @param insteadOf where another is active, nothing is changed
   * @returns `unknown` where there was none before, or where nothing was changed
   */
  async rollBack(act: Act, insteadOf?: string): Promise<ActivationOutcome> {
    const previous = await this.#parts.registry.findPrevious()
    return previous === undefined ? { kind: 'unknown' } : this.activate(previous, act, insteadOf)
  }

  /** @throws {ModelRefused} */
  async publish(folder: string, act: Act): Promise<ModelVersion> {
    // The rates beside a model are its operator's, and stay there.
    const { ownRates: _rates, ...source } = await readModelFolder(folder)
    return publishModel(source, { ...this.#parts, act })
  }
}
