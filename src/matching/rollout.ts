/** How far the model is rolled out to the gateway's users; everyone else is answered by rules. */
export interface Rollout {
  /** Share of the users whom the model answers, 0-100. */
  readonly percentage: number
  /** Rules answer everyone at once. */
  readonly isKilled: boolean
  /** A version that serves whichever is active; null where none is pinned. */
  readonly pinnedVersion: string | null
  readonly updatedAt: Date
  /** The administrator who changed it last; null for the service role, the command line, and where nobody has. */
  readonly updatedBy: string | null
}

/** What to change; the rest stays. */
export type RolloutChange = Partial<Pick<Rollout, 'percentage' | 'isKilled' | 'pinnedVersion'>>

/** Where the one rollout is kept. */
export interface RolloutStore {
  find(): Promise<Rollout>
  /** @returns undefined where the version to be pinned is unknown, and nothing was changed */
  change(change: RolloutChange, by: string | null): Promise<Rollout | undefined>
}
