import type { Job, Match, MatchSource, Talent } from '../../supabase/functions/_shared/payload.ts'

export interface MatchOptions {
  /** How many matches to answer at most. */
  readonly limit: number
  /** Lowest match score to answer, 0-100. */
  readonly minScore: number
  /** `full` adds raw score, base value, every contribution and the model's feature importances. */
  readonly explain?: 'brief' | 'full'
  /** Milliseconds that the caller still waits; texts never seen before may be left out for it. */
  readonly budgetMs?: number
  /** Aborted when the caller has gone, who then waits for nothing any more. */
  readonly gone?: AbortSignal
  /** Names the request; whether neighbours change places, to learn from, is drawn by it. */
  readonly requestId?: string
}

export interface RankedMatches {
  /** Best first: raw score, then tie signal, then id. */
  readonly matches: readonly (Match & { readonly detail?: MatchDetail })[]
  readonly source: MatchSource
  readonly model_version: string
  /** What the answer had to do without: `embeddings`. */
  readonly partial?: readonly string[]
  /** Pairs a hard constraint took out before ranking, by reason code. */
  readonly excluded?: Readonly<Record<string, number>>
}

/** What `explain=full` adds to a match, in raw units of the model. */
export interface MatchDetail {
  readonly raw_score: number
  readonly base_value: number
  /** Every feature: `value` null where missing, `contribution` 0 where the ranker does not read it. */
  readonly contributions: readonly {
    readonly feature: string
    readonly group: string
    readonly value: number | null
    readonly contribution: number
  }[]
}

/** What the service tells about itself. */
export interface MatcherStatus {
  readonly source: MatchSource
  readonly model_version: string
  /** ISO 8601, null where rules answer. */
  readonly model_last_trained: string | null
  /** Share of all absolute contributions on the training data, by feature; empty where rules answer. */
  readonly feature_importances: Readonly<Record<string, number>>
  /**
   * Whether texts are embedded: `ready` (the reason says where other weights serve than the model
   * was trained with), `loading`, or `unavailable` with the reason.
   */
  readonly embeddings: {
    readonly state: 'ready' | 'loading' | 'unavailable'
    readonly reason?: string
  }
}

/** The main job: rank one side's entities for the other's. */
export interface Matcher {
  matchJobs(talent: Talent, jobs: readonly Job[], options: MatchOptions): Promise<RankedMatches>
  matchTalents(job: Job, talents: readonly Talent[], options: MatchOptions): Promise<RankedMatches>
  status(): MatcherStatus
  close(): Promise<void>
}
