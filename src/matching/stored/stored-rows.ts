import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { BlockMemory } from '../../features/codec/block-memory.ts'
import { type Fingerprint, fingerprintOf, isSame } from '../../features/codec/fingerprint.ts'
import type { PackedBlocks } from '../../features/codec/packed-blocks.ts'
import { UndecodableError } from '../../features/codec/undecodable.ts'
import type { Rows } from '../pairs/comparison.ts'

/** Candidates of one side: those that come as bytes of the index, and those that come as payloads. */
export interface StoredRows<Given> {
  /** Of those that come as bytes, in the order of `blocks`. */
  readonly ids: readonly string[]
  readonly blocks: PackedBlocks
  readonly given: readonly Given[]
}

/** How the bytes of a side are read, and made into what features read. */
export interface RowCodec<Given, Decoded extends { readonly fingerprint: Fingerprint }, Prepared> {
  readonly addSkillTexts: (memory: BlockMemory, index: number, texts: Set<string>) => void
  readonly decode: (memory: BlockMemory, index: number) => Decoded
  readonly assemble: (given: Given, decoded: Decoded) => Prepared
  /** Stands in for a payload that is not at hand. */
  readonly stub: (id: string) => Given
}

/**
 * Candidates out of bytes, each read when it is asked for and gone with the next: to keep thousands
 * at once costs more than to read them.
 */
export class DecodedRows<
  Given extends Job | Talent,
  Decoded extends { readonly fingerprint: Fingerprint },
  Prepared,
> implements Rows<Prepared>
{
  readonly length: number
  readonly #ids: readonly string[]
  readonly #memory: BlockMemory
  readonly #codec: RowCodec<Given, Decoded, Prepared>
  readonly #payloads: ReadonlyMap<string, Given>

  /** @param payloads of the rows, where they are at hand */
  constructor(
    { ids, blocks }: StoredRows<Given>,
    codec: RowCodec<Given, Decoded, Prepared>,
    payloads: ReadonlyMap<string, Given>,
  ) {
    this.length = ids.length
    this.#ids = ids
    this.#memory = new BlockMemory(blocks)
    this.#codec = codec
    this.#payloads = payloads
  }

  at(index: number): Prepared {
    this.#memory.reuseVectors()
    const id = this.#ids[index] as string
    const given = this.#payloads.get(id) ?? this.#codec.stub(id)
    return this.#codec.assemble(given, this.#codec.decode(this.#memory, index))
  }

  /** Looks at every row: which bytes this code did not write, and what skills there are. */
  survey(): { readonly undecodable: readonly string[]; readonly skillTexts: ReadonlySet<string> } {
    const undecodable: string[] = []
    const skillTexts = new Set<string>()
    this.#ids.forEach((id, index) => {
      try {
        this.#codec.addSkillTexts(this.#memory, index, skillTexts)
      } catch (error) {
        if (!(error instanceof UndecodableError)) throw error
        undecodable.push(id)
      }
    })
    return { undecodable, skillTexts }
  }

  /** Ids of rows whose payload says other than what was read of them. */
  stale(): string[] {
    return this.#ids.filter((id, index) => {
      const payload = this.#payloads.get(id)
      if (!payload) return false
      const { fingerprint } = this.#codec.decode(this.#memory, index)
      return !isSame(fingerprint, fingerprintOf(payload))
    })
  }
}

/** Two lists as one. */
export class JoinedRows<Row> implements Rows<Row> {
  readonly length: number
  readonly #first: Rows<Row>
  readonly #second: Rows<Row>

  constructor(first: Rows<Row>, second: Rows<Row>) {
    this.length = first.length + second.length
    this.#first = first
    this.#second = second
  }

  at(index: number): Row | undefined {
    const behind = index - this.#first.length
    return behind < 0 ? this.#first.at(index) : this.#second.at(behind)
  }
}
