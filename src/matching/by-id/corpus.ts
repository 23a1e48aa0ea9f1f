import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'

/** A talent of the database, and whose it is. */
export interface StoredTalent {
  readonly talent: Talent
  /** The profile that it belongs to, which is the `sub` of its user; null where nobody owns it. */
  readonly ownerId: string | null
}

/** A job of the database, and whose it is. */
export interface StoredJob {
  readonly job: Job
  /** The profile of the job's company; null where nobody owns it. */
  readonly ownerId: string | null
}

/** One to compare with, as the index keeps it. */
export interface Candidate {
  readonly id: string
  /**
   * What its texts say, read ahead: the `prepared` of its index row. Null where the index has none
   * of {@link RetrievalHint.embedder} in the format of this code; it is then read from the payload.
   */
  readonly prepared: Uint8Array | null
}

/** What retrieval goes by: the side that asks. */
export interface RetrievalHint {
  /** The embedder of `vector`; vectors and prepared bytes of others do not compare. */
  readonly embedder: string
  /** To be compared by cosine with the index's, see `search-vector.ts`. */
  readonly vector: Float32Array
  /** Canonical skills, as the index numbers them: those that count most first. */
  readonly skills: readonly number[]
  /** Key of the city or region, see `placeKey`; null where there is none. */
  readonly place: string | null
}

/** The talents and jobs of the platform. */
export interface Corpus {
  findTalent(id: string): Promise<StoredTalent | undefined>
  findJob(id: string): Promise<StoredJob | undefined>
  /** Jobs that the talent could be shown; where there are few, all of them. */
  candidateJobs(talentId: string, hint: RetrievalHint, limit: number): Promise<Candidate[]>
  candidateTalents(jobId: string, hint: RetrievalHint, limit: number): Promise<Candidate[]>
  /** In any order; those that are gone are left out. */
  jobsOf(ids: readonly string[]): Promise<Job[]>
  talentsOf(ids: readonly string[]): Promise<Talent[]>
}
