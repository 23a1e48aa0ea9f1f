import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { packBlocks } from '../../features/codec/packed-blocks.ts'
import type { StoredRows } from '../stored/stored-rows.ts'
import type { Candidate } from './corpus.ts'

/** Those that are compared: each by the bytes of its index row, or by its payload. */
export class Candidates<Given extends Talent | Job> {
  readonly #bytes = new Map<string, Uint8Array>()
  readonly #payloads = new Map<string, Given>()

  /** @param given payloads of those that have no bytes; whoever is in neither is gone */
  constructor(retrieved: readonly Candidate[], given: readonly Given[]) {
    for (const { id, prepared } of retrieved) if (prepared) this.#bytes.set(id, prepared)
    for (const each of given) this.#payloads.set(each.id, each)
  }

  get count(): number {
    return this.#bytes.size + this.#payloads.size
  }

  /** The payload of one that is compared by it. */
  payload(id: string): Given | undefined {
    return this.#payloads.get(id)
  }

  /** From now on it is compared by its payload, whatever the bytes say. */
  usePayload(given: Given): void {
    this.#bytes.delete(given.id)
    this.#payloads.set(given.id, given)
  }

  remove(id: string): void {
    this.#bytes.delete(id)
    this.#payloads.delete(id)
  }

  /** All of them, or some. */
  rows(ids?: readonly string[]): StoredRows<Given> {
    const bytes = ids
      ? ids.flatMap((id) => {
          const block = this.#bytes.get(id)
          return block ? [[id, block] as const] : []
        })
      : [...this.#bytes]
    return {
      ids: bytes.map(([id]) => id),
      blocks: packBlocks(bytes.map(([, block]) => block)),
      given: ids ? ids.flatMap((id) => this.#payloads.get(id) ?? []) : [...this.#payloads.values()],
    }
  }
}
