/** How far the model is rolled out to the gateway's users; everyone else is answered by rules. */
export interface Rollout {
  /** Share of the users whom the model answers, 0-100. */
  readonly percentage: number
  /** Rules answer everyone at once. */
  readonly isKilled: boolean
  /** A version that serves whichever is active; null where none is pinned. */
  readonly pinnedVersion: string | null
  /** A version that scores what was answered, without being shown; null where none does. */
  readonly shadowVersion: string | null
  /** Shares of the plan, one after another, 1-100. */
  readonly stages: readonly number[]
  /** How long each lasts at least. */
  readonly holdHours: number
  /** Nobody advances it meanwhile. */
  readonly isHeld: boolean
  /** Since when share and kill switch are what they are. */
  readonly since: Date
  /** When this was read, by the clock that `since` is of. */
  readonly readAt: Date
  readonly updatedAt: Date
  /** Who changed it last, as in {@link LoggedChange}; null where nobody has. */
  readonly updatedBy: string | null
}

/** What to change; the rest stays. */
export type RolloutChange = Partial<
  Pick<
    Rollout,
    | 'percentage'
    | 'isKilled'
    | 'pinnedVersion'
    | 'shadowVersion'
    | 'stages'
    | 'holdHours'
    | 'isHeld'
  >
>

/** A change as the database logged it; states are the columns of `ml_rollout`. */
export interface LoggedChange {
  readonly at: Date
  /** A user, `service`, `operator:` and a login name, `alert:` and its name, `database:` and a role. */
  readonly actor: string
  readonly reason: string | null
  /** Null for the first. */
  readonly from: Readonly<Record<string, unknown>> | null
  readonly to: Readonly<Record<string, unknown>>
}

/** Where the one rollout is kept. */
export interface RolloutStore {
  find(): Promise<Rollout>
  /**
   * @param from nothing is changed where the rollout is no longer what it was then
   * @returns undefined where nothing was changed: for that, or as a version that is named is unknown
   */
  change(
    change: RolloutChange,
    by: string | null,
    reason?: string | null,
    from?: Rollout,
  ): Promise<Rollout | undefined>
  /** Those of the versions that are not registered. */
  findUnknown(versions: readonly string[]): Promise<readonly string[]>
  /** The newest changes, newest first. */
  history(limit: number): Promise<readonly LoggedChange[]>
}
