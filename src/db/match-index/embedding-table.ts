import type { TextVectors } from '../../embeddings/embedder.ts'
import {
  HASH_BYTES,
  vectorsFromBytes,
  vectorsToBytes,
} from '../../embeddings/stores/text-vectors-bytes.ts'
import type { TextHash, VectorStore } from '../../embeddings/stores/vector-store.ts'
import { type Connection, LONG_MS } from '../database.ts'

/**
 * Hashes and vectors go over as one `bytea` each, cut up in the statement: in an array each would be
 * written out in hexadecimal, twice the size and much the slower.
 */
const FIND = `
  select e.text_hash, e.windows
  from generate_series(0, $2::int - 1) as n
  join public.embeddings as e
    on e.text_hash = substring($3::bytea from 1 + n * ${HASH_BYTES} for ${HASH_BYTES})
   and e.model = $1`

/** In order of the hash, so that two savers of the same texts never wait for each other in a ring. */
const SAVE = `
  insert into public.embeddings (text_hash, model, windows)
  select substring($2::bytea from 1 + (n - 1)::int * ${HASH_BYTES} for ${HASH_BYTES}) as hash,
         $1,
         substring($3::bytea from start for bytes)
  from unnest($4::int[], $5::int[]) with ordinality as piece (start, bytes, n)
  order by hash
  on conflict do nothing`

/** New ones may be of somebody who is about to be indexed, or asked for again and again. */
const UNUSED_DAYS = 30

/**
 * A row of the index names its texts and the model. Without weights (`none`) it says nothing of the
 * model, so what any has made is left. While a row that can be found names none, nothing is removed.
 */
const REMOVE_UNUSED = `
  with rows as (
    select texts, embedder, is_active from public.match_index_jobs
    union all
    select texts, embedder, is_active from public.match_index_talents),
  used as (
    select distinct unnest(texts) as key, embedder from rows),
  unused as (
    select e.text_hash, e.model
    from public.embeddings as e
    where e.created_at < now() - interval '${UNUSED_DAYS} days'
      and not exists (select from rows where is_active and texts is null)
      and not exists (
        select from used
        where used.key = ('x' || encode(substring(e.text_hash for 8), 'hex'))::bit(64)::bigint
          and used.embedder in (e.model, 'none'))
    limit $1),
  removed as (
    delete from public.embeddings as e
    using unused
    where e.text_hash = unused.text_hash and e.model = unused.model
    returning 1)
  select count(*)::int as count from removed`

/** A statement carries so many texts, some 2 MB. */
const TEXTS_A_STATEMENT = 1_000

/** Vectors in the table `embeddings`, which outlives every cache. */
export class EmbeddingTable implements VectorStore {
  readonly name = 'table'
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  async findMany(model: string, hashes: readonly TextHash[]): Promise<Map<TextHash, TextVectors>> {
    const found = new Map<TextHash, TextVectors>()
    for (const some of chunks([...new Set(hashes)])) {
      const rows = await this.#database.query<{ text_hash: Buffer; windows: Buffer }>({
        text: FIND,
        values: [model, some.length, Buffer.from(some.join(''), 'hex')],
      })
      for (const { text_hash, windows } of rows) {
        const vectors = vectorsFromBytes(windows)
        if (vectors) found.set(text_hash.toString('hex'), vectors)
      }
    }
    return found
  }

  async saveMany(model: string, vectors: ReadonlyMap<TextHash, TextVectors>): Promise<void> {
    for (const some of chunks([...vectors])) {
      const windows = some.map(([, of]) => vectorsToBytes(of))
      const lengths = windows.map(({ length }) => length)
      let end = 1
      const starts = lengths.map((length) => {
        end += length
        return end - length
      })
      await this.#database.query({
        text: SAVE,
        values: [
          model,
          Buffer.from(some.map(([hash]) => hash).join(''), 'hex'),
          Buffer.concat(windows),
          starts,
          lengths,
        ],
      })
    }
  }

  /**
   * Removes vectors of texts that no job or talent has, some weeks after they were made.
   * @returns how many, `limit` at most
   */
  async removeUnused(limit: number): Promise<number> {
    const [row] = await this.#database.query<{ count: number }>({
      text: REMOVE_UNUSED,
      values: [limit],
      timeoutMs: LONG_MS,
    })
    return row?.count ?? 0
  }
}

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += TEXTS_A_STATEMENT) {
    yield items.slice(at, at + TEXTS_A_STATEMENT)
  }
}
