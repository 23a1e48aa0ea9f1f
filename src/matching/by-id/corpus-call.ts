import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import type { MatchOptions } from '../matcher.ts'
import type { ServedMatches } from './by-id-matcher.ts'
import type { Corpus } from './corpus.ts'
import type { Direction } from './direction.ts'

/** One call by id. */
export interface CorpusCall<Subject extends Talent | Job, Given extends Talent | Job> {
  readonly corpus: Corpus
  readonly direction: Direction<Subject, Given>
  readonly subject: Subject
  readonly options: MatchOptions
}

/** Candidates to retrieve among 100,000, and so many that fewer do not pay; more among more. */
export const RETRIEVE_LIMIT = 700

/** An answer over the corpus, with the payloads of those that it names, by id. */
export type CorpusAnswer<Given> = ServedMatches & { readonly payloads: ReadonlyMap<string, Given> }
