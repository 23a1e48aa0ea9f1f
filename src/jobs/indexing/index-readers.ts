import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import type { IndexEntry } from '../../db/match-index/match-index.ts'
import { READING_FORMAT } from '../../features/codec/format.ts'
import { indexRowOfJob, indexRowOfTalent } from '../../features/retrieval/index-row.ts'
import { textsOfJob, textsOfTalent, type VectorLookup } from '../../features/texts.ts'

/** How a payload becomes an index row. */
export interface IndexReader<Payload> {
  /** Texts whose vectors the row is made of; duplicates and blanks included. */
  readonly textsOf: (payload: Payload) => string[]
  readonly rowOf: (
    payload: Payload,
    vectors: VectorLookup,
  ) => Omit<IndexEntry, 'id' | 'contentHash' | 'texts'>
}

export const PREPARED_FORMAT = READING_FORMAT

export const INDEX_READERS: {
  readonly job: IndexReader<Job>
  readonly talent: IndexReader<Talent>
} = {
  job: { textsOf: textsOfJob, rowOf: indexRowOfJob },
  talent: { textsOf: textsOfTalent, rowOf: indexRowOfTalent },
}
