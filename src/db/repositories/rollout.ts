import type { LoggedChange, Rollout, RolloutChange, RolloutStore } from '../../matching/rollout.ts'
import type { Connection } from '../database.ts'

interface RolloutRow {
  readonly percentage: number
  readonly is_killed: boolean
  readonly pinned_version: string | null
  readonly updated_at: Date
  readonly updated_by: string | null
}

const COLUMNS = 'percentage, is_killed, pinned_version, updated_at, updated_by'

/** What is not given stays; a version that there is not is not pinned. */
const CHANGE = `
  update public.ml_rollout set
    percentage = coalesce($1, percentage),
    is_killed = coalesce($2, is_killed),
    pinned_version = case when $3 then $4 else pinned_version end,
    updated_at = now(),
    updated_by = $5,
    reason = $6
  where $4::text is null or exists (select from public.ml_model_versions v where v.version = $4)
  returning ${COLUMNS}`

const HISTORY = `
  select changed_at as at, actor, reason, old_state as "from", new_state as "to"
  from public.ml_rollout_changes order by id desc limit $1`

/** The one row of `ml_rollout`. */
export class RolloutRows implements RolloutStore {
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
  ): Promise<Rollout | undefined> {
    const [row] = await this.#database.query<RolloutRow>(CHANGE, [
      change.percentage ?? null,
      change.isKilled ?? null,
      change.pinnedVersion !== undefined,
      change.pinnedVersion ?? null,
      by,
      reason,
    ])
    return row && toRollout(row)
  }

  history(limit: number): Promise<readonly LoggedChange[]> {
    return this.#database.query<LoggedChange>(HISTORY, [limit])
  }
}

const toRollout = (row: RolloutRow): Rollout => ({
  percentage: row.percentage,
  isKilled: row.is_killed,
  pinnedVersion: row.pinned_version,
  updatedAt: row.updated_at,
  updatedBy: row.updated_by,
})
