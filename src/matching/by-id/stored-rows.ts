import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import type { BlockMemory } from '../../features/codec/block-reader.ts'
import { type Fingerprint, fingerprintOf, isSame } from '../../features/codec/fingerprint.ts'
import type { PackedBlocks } from '../../features/codec/packed-blocks.ts'
import { UndecodableError } from '../../features/codec/undecodable.ts'

/** Candidates of one side: those that come as bytes of the index, and those that come as payloads. */
export interface StoredRows<Given> {
  /** Of those that come as bytes, in the order of `blocks`. */
  readonly ids: readonly string[]
  readonly blocks: PackedBlocks
  readonly given: readonly Given[]
}

/** A row out of bytes. */
export interface DecodedRow<Given, Decoded> {
  /** The payload where it is at hand, else no more than the id. */
  readonly given: Given
  readonly decoded: Decoded
}

export interface DecodedRows<Given, Decoded> {
  readonly rows: readonly DecodedRow<Given, Decoded>[]
  /** Ids of bytes that this code did not write. */
  readonly undecodable: readonly string[]
  /** Ids of rows whose payload says other than what was read of them. */
  readonly stale: readonly string[]
}

/** @param payloads those that are at hand */
export function decodeRows<
  Given extends Job | Talent,
  Decoded extends { readonly fingerprint: Fingerprint },
>(
  ids: readonly string[],
  memory: BlockMemory,
  decode: (memory: BlockMemory, index: number) => Decoded,
  payloads: ReadonlyMap<string, Given>,
  toStub: (id: string) => Given,
): DecodedRows<Given, Decoded> {
  const rows: DecodedRow<Given, Decoded>[] = []
  const undecodable: string[] = []
  const stale: string[] = []
  ids.forEach((id, index) => {
    try {
      const decoded = decode(memory, index)
      const payload = payloads.get(id)
      if (payload && !isSame(decoded.fingerprint, fingerprintOf(payload))) stale.push(id)
      rows.push({ given: payload ?? toStub(id), decoded })
    } catch (error) {
      if (!(error instanceof UndecodableError)) throw error
      undecodable.push(id)
    }
  })
  return { rows, undecodable, stale }
}
