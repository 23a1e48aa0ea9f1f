import type { Job, Match, Talent } from '../../../supabase/functions/_shared/payload.ts'
import type { MatchDetail, MatchOptions, RankedMatches } from '../matcher.ts'
import type { Exclusion } from '../pairs/constraints.ts'

/** A match of the database, with what is kept of it. */
export interface ServedMatch {
  readonly match: Match & { readonly detail?: MatchDetail }
  /** In units of the model; null where rules answered. */
  readonly rawScore: number | null
  /** What the ranker read, NaN where missing; absent where rules answered. */
  readonly features?: Float64Array
  /** Whether it stands where it stands by an exchange of neighbours, to learn from. */
  readonly explored: boolean
}

/** An answer over the database. */
export interface ServedMatches extends Omit<RankedMatches, 'matches'> {
  /** Best first. */
  readonly served: readonly ServedMatch[]
  /** How many were compared. */
  readonly candidates: number
  /** Hash that names the features and their order. */
  readonly featureContract: string
}

/** The main job by id: over all that the database has for one side. */
export interface ByIdMatcher {
  /** `jobs` has those that are answered, by id. */
  matchJobs(
    talent: Talent,
    options: MatchOptions,
  ): Promise<ServedMatches & { readonly jobs: ReadonlyMap<string, Job> }>
  /** `talents` has those that are answered, by id. */
  matchTalents(
    job: Job,
    options: MatchOptions,
  ): Promise<ServedMatches & { readonly talents: ReadonlyMap<string, Talent> }>
}

/** One pair in full, whatever its score. */
export interface PairMatcher {
  matchPair(talent: Talent, job: Job, options: Pick<MatchOptions, 'budgetMs'>): Promise<PairAnswer>
}

export interface PairAnswer extends Pick<RankedMatches, 'source' | 'model_version' | 'partial'> {
  /** With every contribution, by the model; and with every mismatch. */
  readonly match: Match & { readonly detail?: MatchDetail }
  /** The hard constraint that keeps the pair out of every list. */
  readonly excluded?: Exclusion
}
