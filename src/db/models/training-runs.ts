import { isUuid } from '../../../supabase/functions/_shared/setting-reader.ts'
import type {
  OpenedRun,
  Promotion,
  RunNotes,
  RunOutcome,
  RunProgress,
  RunRequest,
  RunStatus,
  TrainingRuns as Runs,
  TrainingRun,
} from '../../models/training-runs.ts'
import type { Connection } from '../database.ts'

/** A process that is alive says so every few seconds; a busy machine may keep it from it for a while. */
const SILENT_SECONDS = 60

const COLUMNS = `
  id, status, reason, actor, request_id, forced, seed::text, progress, dataset, versions, metrics,
  model_version, queued_at, started_at, finished_at`

const FAIL_SILENT = `
  update public.training_runs
  set status = 'failed', finished_at = now(), progress = null,
    reason = 'its process ended without a word; nothing of it serves'
  where status = 'running' and heartbeat_at < now() - make_interval(secs => ${SILENT_SECONDS})`

/** The index lets one in: whoever comes second inserts nothing. */
const OPEN = `
  insert into public.training_runs
    (status, actor, requested_by, forced, seed, request_id, started_at, heartbeat_at)
  values ($1, $2, $3, $4, $5, $6,
    case when $1 = 'running' then now() end, case when $1 = 'running' then now() end)
  on conflict do nothing
  returning ${COLUMNS}`

const UNDER_WAY = `select ${COLUMNS} from public.training_runs where status in ('queued', 'running')`

const CLAIM = `
  with silent as (${FAIL_SILENT})
  update public.training_runs set status = 'running', started_at = now(), heartbeat_at = now()
  where id = (
    select id from public.training_runs where status = 'queued' for update skip locked limit 1)
  returning ${COLUMNS}`

const NOTE = `
  update public.training_runs
  set heartbeat_at = now(), progress = coalesce($2::jsonb, progress),
    dataset = coalesce($3::jsonb, dataset), versions = coalesce($4::jsonb, versions)
  where id = $1 and status = 'running'
  returning id`

const END = `
  update public.training_runs
  set status = $2, reason = $3, metrics = $4::jsonb, model_version = $5, finished_at = now(),
    progress = null
  where id = $1 and status = 'running'`

const CANCEL = `
  update public.training_runs
  set status = 'cancelled', reason = $2, finished_at = now(), progress = null
  where id = $1 and status in ('queued', 'running')`

const PROMOTE = `
  with ended as (
    ${END} and exists (
      select from public.ml_model_versions where is_active and version = $6)
    returning id, actor)
  select a.version
  from ended, lateral public.ml_activate_model($5, ended.actor, $3) as a`

/** As many begin and end between two statements as never do. */
const TRIES = 5

interface RunRow {
  readonly id: string
  readonly status: RunStatus
  readonly reason: string | null
  readonly actor: string
  readonly request_id: string | null
  readonly forced: boolean
  readonly seed: string | null
  readonly progress: RunProgress | null
  readonly dataset: Readonly<Record<string, unknown>> | null
  readonly versions: Readonly<Record<string, unknown>> | null
  readonly metrics: Readonly<Record<string, unknown>> | null
  readonly model_version: string | null
  readonly queued_at: Date
  readonly started_at: Date | null
  readonly finished_at: Date | null
}

/** The runs in `training_runs`. */
export class TrainingRuns implements Runs {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  async open(
    { actor, forced, seed, requestId }: RunRequest,
    status: 'queued' | 'running',
  ): Promise<OpenedRun> {
    const requestedBy = isUuid(actor) ? actor : null
    for (let tries = 1; tries <= TRIES; tries++) {
      await this.#database.query(FAIL_SILENT)
      const added = await this.#first(OPEN, [
        status,
        actor,
        requestedBy,
        forced,
        seed,
        requestId ?? null,
      ])
      if (added) return { run: added, isNew: true }
      const underWay = await this.#first(UNDER_WAY)
      if (underWay) return { run: underWay, isNew: false }
    }
    throw new Error('other training runs begin and end all the time')
  }

  claim(): Promise<TrainingRun | undefined> {
    return this.#first(CLAIM)
  }

  async note(id: string, { progress, dataset, versions }: RunNotes): Promise<boolean> {
    const json = (value: object | undefined) => (value ? JSON.stringify(value) : null)
    const rows = await this.#database.query(NOTE, [
      id,
      json(progress),
      json(dataset),
      json(versions),
    ])
    return rows.length > 0
  }

  async release(id: string): Promise<void> {
    await this.#database.query(
      `update public.training_runs
       set status = 'queued', started_at = null, heartbeat_at = null, progress = null
       where id = $1 and status = 'running'`,
      [id],
    )
  }

  async finish(id: string, outcome: RunOutcome): Promise<boolean> {
    const rows = await this.#database.query(`${END} returning id`, toValues(id, outcome))
    return rows.length > 0
  }

  async cancel(id: string, reason: string): Promise<TrainingRun | undefined> {
    await this.#database.query(CANCEL, [id, reason])
    return this.find(id)
  }

  async promote(id: string, outcome: RunOutcome, promotion: Promotion): Promise<boolean> {
    const { version, insteadOf } = promotion
    const rows = await this.#database.query(PROMOTE, [
      ...toValues(id, { ...outcome, modelVersion: version }),
      insteadOf,
    ])
    return rows.length > 0
  }

  async lastDecided(): Promise<Date | undefined> {
    const [row] = await this.#database.query<{ readonly at: Date | null }>(
      `select max(finished_at) as at from public.training_runs
       where status in ('promoted', 'rejected')`,
    )
    return row?.at ?? undefined
  }

  find(id: string): Promise<TrainingRun | undefined> {
    return this.#first(`select ${COLUMNS} from public.training_runs where id = $1`, [id])
  }

  async list(limit: number): Promise<readonly TrainingRun[]> {
    const rows = await this.#database.query<RunRow>(
      `select ${COLUMNS} from public.training_runs order by queued_at desc, id limit $1`,
      [limit],
    )
    return rows.map(toRun)
  }

  async #first(text: string, values: readonly unknown[] = []): Promise<TrainingRun | undefined> {
    const [row] = await this.#database.query<RunRow>(text, values)
    return row && toRun(row)
  }
}

const toValues = (id: string, { status, reason, metrics, modelVersion }: RunOutcome) => [
  id,
  status,
  reason,
  metrics ? JSON.stringify(metrics) : null,
  modelVersion ?? null,
]

const toRun = (row: RunRow): TrainingRun => ({
  id: row.id,
  status: row.status,
  reason: row.reason,
  actor: row.actor,
  forced: row.forced,
  ...(row.request_id !== null && { requestId: row.request_id }),
  seed: Number(row.seed ?? 0),
  progress: row.progress,
  dataset: row.dataset,
  versions: row.versions,
  metrics: row.metrics,
  modelVersion: row.model_version,
  queuedAt: row.queued_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
})
