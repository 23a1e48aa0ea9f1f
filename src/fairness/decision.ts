/** A talent and a job, and the UTC day that is asked about; any day where it is left out. */
export interface DecisionQuery {
  readonly talentId: string
  readonly jobId: string
  readonly on?: Date
}

/** That the pair was shown once, and what is held of why; null is what is not held. */
export interface Showing {
  readonly requestId: string
  readonly shownAt: Date
  readonly shownTo: 'talent' | 'company' | 'service'
  /** From 1, among `candidates`. */
  readonly rank: number
  readonly candidates: number
  readonly score: number
  readonly rawScore: number | null
  readonly source: 'ml' | 'fallback'
  readonly arm: string | null
  readonly modelVersion: string
  readonly topFactors: readonly { readonly factor: string; readonly description: string }[] | null
  /** Its place was exchanged with a neighbour's, to learn what place does. */
  readonly explored: boolean
  /** What the ranker read, by the order of `featureNames`; only of answers that were sampled. */
  readonly features: readonly (number | null)[] | null
  readonly featureNames: readonly string[] | null
  /** The version in the registry. */
  readonly modelSha256: string | null
  /** The version that was the active one then, by the log of activations. */
  readonly activeVersion: string | null
  /** As it was then, by the log of its changes. */
  readonly rollout: {
    readonly percentage: number
    readonly isKilled: boolean
    readonly pinnedVersion: string | null
  }
  /** The gateway's row of the request. */
  readonly request: {
    readonly type: string
    readonly status: number | null
    readonly errorCategory: string | null
  } | null
}

export interface Decision {
  /** Those shown last first. */
  readonly showings: readonly Showing[]
  /** What the pair's score is now. */
  readonly match: {
    readonly score: number
    readonly version: string | null
    readonly source: string | null
    readonly status: string | null
  } | null
  /** What was done about the pair, until the end of the day, first to last. */
  readonly acts: readonly { readonly type: string; readonly actor: string; readonly at: Date }[]
  /** The oldest showing of anyone that is held. */
  readonly heldSince: Date | null
}
