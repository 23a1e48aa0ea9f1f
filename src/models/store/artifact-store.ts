/** The bytes of a model's files, by name. */
export type ArtifactFiles = ReadonlyMap<string, Uint8Array>

/**
 * Keeps models. What is kept under an address never changes: the address names the content
 * (`artifact.ts`), so whoever finds it taken finds there what they would have written.
 * Implementations: a folder (`folder-store.ts`), object storage (`s3-store.ts`); encryption
 * (`sealed-store.ts`) and a cache (`cached-store.ts`) stand before one of them.
 */
export interface ArtifactStore {
  /** Where it keeps them, for people; no secret. */
  readonly place: string
  /**
   * Keeps the files, all or none; does nothing where the address has some already.
   *
   * @param address letters, digits, `.`, `_` and `-`
   * @throws {ModelRefused} `unreachable`
   */
  put(address: string, files: ArtifactFiles): Promise<void>
  /** @throws {ModelRefused} `missing` or `unreachable`; `undecryptable` where they are encrypted */
  get(address: string): Promise<ArtifactFiles>
}
