import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import type { MatchSides } from '../../../supabase/functions/_shared/rules.ts'
import { textsOfJob, textsOfTalent, type VectorLookup } from '../../features/texts.ts'
import type { Preparer } from '../pairs/preparer.ts'
import type { StoredSides } from '../stored/stored-comparison.ts'
import type { StoredRows } from '../stored/stored-rows.ts'
import type { Candidate, Corpus, RetrievalHint } from './corpus.ts'
import { hintOfJob, hintOfTalent } from './hint.ts'

/** Which side asks, and for what: all that is different between ranking jobs and ranking talents. */
export interface Direction<Subject extends Talent | Job, Given extends Talent | Job> {
  readonly textsOf: (subject: Subject) => string[]
  readonly hintOf: (
    subject: Subject,
    preparer: Preparer,
    vectors: VectorLookup,
    embedder: string,
  ) => RetrievalHint
  readonly retrieve: (
    corpus: Corpus,
    subject: Subject,
    hint: RetrievalHint,
    limit: number,
  ) => Promise<Candidate[]>
  readonly payloadsOf: (corpus: Corpus, ids: readonly string[]) => Promise<Given[]>
  /** Whether it may still be shown, by what its payload says now. */
  readonly isOpen: (given: Given) => boolean
  readonly sides: (subject: Subject, rows: StoredRows<Given>) => StoredSides
  readonly givenSides: (subject: Subject, given: readonly Given[]) => MatchSides
}

export const JOBS_FOR_TALENT: Direction<Talent, Job> = {
  textsOf: textsOfTalent,
  hintOf: (talent, preparer, vectors, embedder) =>
    hintOfTalent(preparer.talent(talent).prepare(vectors), embedder),
  retrieve: (corpus, { id }, hint, limit) => corpus.candidateJobs(id, hint, limit),
  payloadsOf: (corpus, ids) => corpus.jobsOf(ids),
  isOpen: ({ status }) => !status || status === 'active',
  sides: (talent, jobs) => ({ talent, jobs }),
  givenSides: (talent, jobs) => ({ talent, jobs }),
}

export const TALENTS_FOR_JOB: Direction<Job, Talent> = {
  textsOf: textsOfJob,
  hintOf: (job, preparer, vectors, embedder) =>
    hintOfJob(preparer.job(job).prepare(vectors), embedder),
  retrieve: (corpus, { id }, hint, limit) => corpus.candidateTalents(id, hint, limit),
  payloadsOf: (corpus, ids) => corpus.talentsOf(ids),
  isOpen: () => true,
  sides: (job, talents) => ({ job, talents }),
  givenSides: (job, talents) => ({ job, talents }),
}
