import { createHash } from 'node:crypto'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import type { IndexEntry } from '../db/repositories/match-index.ts'
import { textsOfJob, textsOfTalent, type VectorLookup } from '../features/texts.ts'

/** How a payload becomes an index row. */
export interface IndexReader<Payload> {
  /** Texts whose vectors the row is made of; duplicates and blanks included. */
  readonly textsOf: (payload: Payload) => string[]
  readonly rowOf: (
    payload: Payload,
    vectors: VectorLookup,
  ) => Omit<IndexEntry, 'id' | 'contentHash'>
}

export const PREPARED_FORMAT = 1
const stub = (p: Job | Talent, vectors: VectorLookup) => ({
  vector: vectors(p.title)?.mean,
  skills: (p.skills ?? []).map(
    ({ name }) => createHash('md5').update(name).digest().readInt32LE() >>> 1,
  ),
  place: p.location ?? null,
  country: null,
  isRemote: false,
  prepared: Buffer.from(JSON.stringify(p)),
})
export const INDEX_READERS: {
  readonly job: IndexReader<Job>
  readonly talent: IndexReader<Talent>
} = {
  job: { textsOf: textsOfJob, rowOf: stub },
  talent: { textsOf: textsOfTalent, rowOf: stub },
}
