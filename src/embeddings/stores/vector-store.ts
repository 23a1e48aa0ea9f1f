import type { TextVectors } from '../embedder.ts'

/** A text as stores know it: the hexadecimal `hashText` of it. */
export type TextHash = string

/**
 * Keeps vectors for other processes and later runs. To add an implementation, write it beside this
 * file, or below `db/` where it is a table, and run `test/contracts/vector-store.ts` on it.
 */
export interface VectorStore {
  /** Names it in metrics and warnings. */
  readonly name: 'redis' | 'table'
  /**
   * @param model an `Embedder.id`
   * @returns the vectors that are there, to the bit as they were saved; what is damaged is not there
   * @throws {Error} when the store cannot be asked
   */
  findMany(model: string, hashes: readonly TextHash[]): Promise<Map<TextHash, TextVectors>>
  /** Saving what is there already changes nothing. @throws {Error} when it could not be saved */
  saveMany(model: string, vectors: ReadonlyMap<TextHash, TextVectors>): Promise<void>
}
