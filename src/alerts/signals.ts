/** What alerts go by. Null: nothing can be said, as where hardly anybody called. */
export interface Signals {
  /** Of the answers of the last 5 minutes, 0-1: those that took longer than 3 s. */
  readonly slowShare: number | null
  /** Those given by rules, but for the control arm. */
  readonly fallbackShare: number | null
  /** Of the requests of the last 5 minutes, those answered with 5xx. */
  readonly errorShare: number | null
  readonly requestsPerMinute: number | null
  /** Processes that answer and have said so in the last 2 minutes. */
  readonly replicas: number | null
  /** Of the busiest process, in cores of those that it may use, 0-1. */
  readonly cpuShare: number | null
  /** In the last 10 minutes. */
  readonly modelLoadFailures: number | null
  /** Since the model that serves was trained. */
  readonly modelAgeSeconds: number | null
  /** Of the first change that waits to be indexed. */
  readonly backlogAgeSeconds: number | null
  readonly erasuresOverdue: number | null
  readonly engagementRatio: number | null
  /** Points. */
  readonly calibrationShift: number | null
  /** Largest population stability index of a feature. */
  readonly featurePsi: number | null
}

export type SignalName = keyof Signals

/** Signals, and the versions that they were measured of. */
export interface Measured {
  readonly signals: Signals
  readonly versions: {
    /** The one that serves, or is to. */
    readonly wanted?: string | undefined
    /** The one that is to serve, and most processes refuse. */
    readonly refused?: string | undefined
  }
}
