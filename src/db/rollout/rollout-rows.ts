import type { ReportedRollout, RolloutReport } from '../../rollout/report.ts'
import type { LoggedChange, Rollout, RolloutChange } from '../../rollout/rollout.ts'
import type { Connection } from '../database.ts'
import { findReport } from './rollout-report.ts'

interface RolloutRow {
  readonly percentage: number
  readonly is_killed: boolean
  readonly pinned_version: string | null
  readonly shadow_version: string | null
  readonly stages: readonly number[]
  readonly hold_hours: number
  readonly is_held: boolean
  readonly since: Date
  readonly read_at: Date
  readonly updated_at: Date
  readonly updated_by: string | null
}

const COLUMNS = `
  percentage, is_killed, pinned_version, shadow_version, stages, hold_hours, is_held, updated_at,
  updated_by, now() as read_at,
  coalesce(
    (select max(c.changed_at) from public.ml_rollout_changes c
      where c.new_state -> 'percentage' is distinct from c.old_state -> 'percentage'
        or c.new_state -> 'is_killed' is distinct from c.old_state -> 'is_killed'),
    created_at) as since`

/**
 * What is not given stays; a version that there is not is neither pinned nor a shadow. The setting, which ends
 * with the statement, tells the log whose change it is.
 */
const CHANGE = `
  update public.ml_rollout set
    percentage = coalesce($1, percentage),
    is_killed = coalesce($2, is_killed),
    pinned_version = case when $3 then $4 else pinned_version end,
    shadow_version = case when $13 then $14 else shadow_version end,
    stages = coalesce($7, stages),
    hold_hours = coalesce($8, hold_hours),
    is_held = coalesce($9, is_held),
    updated_at = now(),
    updated_by = nullif(set_config('talentmatch.changed_by', coalesce($5, ''), true), ''),
    reason = $6
  where ($4::text is null or exists (select from public.ml_model_versions v where v.version = $4))
    and ($14::text is null or exists (select from public.ml_model_versions v where v.version = $14))
    and ($10::integer is null or (percentage, is_killed, is_held) = ($10, $11, $12))
  returning percentage`

const UNKNOWN = `
  select g.version from unnest($1::text[]) as g (version)
  where not exists (select from public.ml_model_versions v where v.version = g.version)`

const HISTORY = `
  select changed_at as at, actor, reason, old_state as "from", new_state as "to"
  from public.ml_rollout_changes order by id desc limit $1`

/** The one row of `ml_rollout`. */
export class RolloutRows implements ReportedRollout {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  async find(): Promise<Rollout> {
    const [row] = await this.#database.query<RolloutRow>(`select ${COLUMNS} from public.ml_rollout`)
    if (!row) throw new Error('ml_rollout has lost its row: insert into ml_rollout default values')
    return toRollout(row)
  }

  async change(
    change: RolloutChange,
    by: string | null,
    reason: string | null = null,
    from?: Rollout,
  ): Promise<Rollout | undefined> {
    const [changed] = await this.#database.query<RolloutRow>(CHANGE, [
      change.percentage ?? null,
      change.isKilled ?? null,
      change.pinnedVersion !== undefined,
      change.pinnedVersion ?? null,
      by,
      reason,
      change.stages ?? null,
      change.holdHours ?? null,
      change.isHeld ?? null,
      from?.percentage ?? null,
      from?.isKilled ?? null,
      from?.isHeld ?? null,
      change.shadowVersion !== undefined,
      change.shadowVersion ?? null,
    ])
    // What the trigger logged is not seen by the statement that changed it.
    return changed && this.find()
  }

  async findUnknown(versions: readonly string[]): Promise<readonly string[]> {
    const rows = await this.#database.query<{ readonly version: string }>(UNKNOWN, [versions])
    return rows.map(({ version }) => version)
  }

  async report(): Promise<RolloutReport> {
    return findReport(this.#database, await this.find())
  }

  history(limit: number): Promise<readonly LoggedChange[]> {
    return this.#database.query<LoggedChange>(HISTORY, [limit])
  }
}

const toRollout = (row: RolloutRow): Rollout => ({
  percentage: row.percentage,
  isKilled: row.is_killed,
  pinnedVersion: row.pinned_version,
  shadowVersion: row.shadow_version,
  stages: row.stages,
  holdHours: row.hold_hours,
  isHeld: row.is_held,
  since: row.since,
  readAt: row.read_at,
  updatedAt: row.updated_at,
  updatedBy: row.updated_by,
})
