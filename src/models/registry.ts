import type { ModelRecord } from './card.ts'

/** `candidate`: never served; `active`; `retired`: was active once; `rejected`: refused by the gate. */
export const MODEL_STATUSES = ['candidate', 'active', 'retired', 'rejected'] as const
export type ModelStatus = (typeof MODEL_STATUSES)[number]

/** Who does something with models, and why: both are kept. */
export interface Act {
  /** A user's id, `service`, `operator:` and a login name for the command line, or `alert:` and its name. */
  readonly actor: string
  readonly reason: string | null
}

/** What is known of a version when it is published. */
export interface NewModelVersion {
  /** The name it would have; where that is taken, the registry adds `-2`, `-3`, … */
  readonly version: string
  /** Address in the store, or {@link DELIVERED}. */
  readonly path: string
  /** Of the manifest, which has the hashes of all other files. */
  readonly sha256: string
  readonly status: 'candidate' | 'rejected'
  readonly basis: string
  readonly trainedAt: Date
  readonly metrics: Readonly<Record<string, unknown>>
  readonly featureImportances: Readonly<Record<string, number>>
  readonly manifest: string
}

/** The path of a model that comes with the code: every installation has its own copy. */
export const DELIVERED = 'delivered'

/** A model that can be loaded, once its hash is found right. */
export interface StoredModel {
  readonly version: string
  readonly path: string
  /** Null where somebody registered it by hand without: it is never served. */
  readonly sha256: string | null
}

export interface ModelVersion extends StoredModel {
  readonly status: ModelStatus
  /** What its labels were: `synthetic`, `feedback`; null where that is not known. */
  readonly basis: string | null
  readonly trainedAt: Date | null
  readonly createdAt: Date
  readonly metrics: Readonly<Record<string, unknown>> | null
  readonly publishedBy: string | null
  /** When somebody was erased last whose acts it may have learned from. */
  readonly erasureMarkedAt: Date | null
  readonly isActive: boolean
  /** Whether the rollout pins it, which goes before what is active. */
  readonly isPinned: boolean
  /** When it was made the active one last. */
  readonly activation: (Act & { readonly at: Date }) | null
}

/** What is to be served now. */
export interface WantedModel {
  readonly version: string
  /** Undefined where a version is named that the registry does not have. */
  readonly model: StoredModel | undefined
  /** Changes with every activation, so that activating again is another try. */
  readonly mark: string
  /** Rules are to answer everyone, whatever is loaded. */
  readonly isKilled: boolean
}

export interface Activation {
  readonly version: string
  /** The one that was active before, which may be the same; null for the first. */
  readonly previous: string | null
}

/** Every version there is, and which of them is served. */
export interface ModelRegistry {
  /** @returns the versions, those trained last first */
  list(): Promise<readonly ModelVersion[]>
  find(version: string): Promise<ModelVersion | undefined>
  /** All that is kept of it, for its card. */
  findRecord(version: string): Promise<ModelRecord | undefined>
  /** One cheap statement: every replica asks it every two seconds. Undefined while there are none. */
  findWanted(): Promise<WantedModel | undefined>
  /** The version that scores answers without being shown, asked for as often. */
  findShadow(): Promise<WantedModel | undefined>
  /** The version that was active before the one that is now. */
  findPrevious(): Promise<string | undefined>
  /** @returns the new version, or the one that has the same hash already */
  add(version: NewModelVersion, act: Act): Promise<ModelVersion>
  /**
   * Makes it the active one in place of the one that was.
   *
   * @param onlyIfNone leaves one alone that is active already
   * @param insteadOf leaves any other than this one alone
   * @returns undefined where there is no such version, or where one was left alone
   */
  activate(
    version: string,
    act: Act,
    onlyIfNone?: boolean,
    insteadOf?: string,
  ): Promise<Activation | undefined>
}
