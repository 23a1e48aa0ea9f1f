import { MIN_CALLS, SLOW_SECONDS } from '../../alerts/conditions.ts'
import type { Measured, Signals } from '../../alerts/signals.ts'
import { type QualityTrend, trendOf } from '../../quality/trend.ts'
import type { Connection } from '../database.ts'
import { Outbox } from '../match-index/outbox.ts'
import { ModelVersions } from '../models/model-versions.ts'
import { ERASURE_HOURS, Erasures } from '../privacy/erasures.ts'
import { Quality } from './quality-days.ts'

/**
 * Counters of a process only rise: the last less the first of the window is what it counted there. Under the kill switch
 * rules answer by intention.
 */
const PROCESSES = `
  with deltas as (
    select process,
      (max(cpu_seconds) - min(cpu_seconds)) / extract(epoch from max(at) - min(at))
        / max(cores) as cpu_share,
      max(requests) - min(requests) as requests, max(errors) - min(errors) as errors,
      max(answers) - min(answers) as answers,
      max(fallback_answers) - min(fallback_answers) as fallback_answers,
      max(slow_answers) - min(slow_answers) as slow_answers,
      60 * (max(requests) - min(requests)) / extract(epoch from max(at) - min(at)) as per_minute
    from public.ml_process_samples where at > now() - interval '5 minutes'
    group by process having max(at) > min(at)),
  -- A process begins at 0: what it counted before its first sample is new.
  failures as (
    select max(model_load_failures)
      - coalesce(max(model_load_failures) filter (where at <= now() - interval '10 minutes'), 0) as count
    from public.ml_process_samples group by process having max(at) > now() - interval '10 minutes')
  select max(cpu_share)::float8 as "cpuShare", sum(per_minute)::float8 as "perMinute",
    coalesce(sum(requests), 0)::int as requests, sum(errors)::int as errors,
    coalesce(sum(answers), 0)::int as answers, case when (select is_killed from public.ml_rollout) then 0 else sum(fallback_answers) end::int
      as "fallbackAnswers",
    sum(slow_answers)::int as "slowAnswers",
    (select sum(count)::int from failures) as "modelLoadFailures"
  from deltas`

/** The control arm has rules by intention, and who went away did not wait. */
const GATEWAY = `
  select count(*)::int as requests, (count(*) / 5.0)::float8 as "perMinute",
    count(*) filter (where status >= 500)::int as errors,
    count(*) filter (where source is not null)::int as answers,
    count(*) filter (where source is not null and latency_ms > ${SLOW_SECONDS * 1000})::int
      as "slowAnswers",
    count(*) filter (where source is not null and arm is distinct from 'control')::int as treated,
    count(*) filter (where source = 'fallback' and arm is distinct from 'control')::int
      as "fallbackAnswers"
  from public.ml_request_log where requested_at > now() - interval '5 minutes'`

/** What more than half of the processes refuse that have a model, by what they said last. */
const REFUSED = `
  with latest as (
    select distinct on (process) served_version, refused_version
    from public.ml_process_samples where at > now() - interval '1 minute' order by process, at desc)
  select refused_version as version from latest
  group by 1
  having refused_version is not null and 2 * count(*) > (
    select count(*) from latest where coalesce(served_version, refused_version) is not null)`

const REPLICAS = `
  select count(distinct process)::int as count from public.ml_process_samples
  where at > now() - interval '2 minutes' and coalesce(served_version, refused_version) is not null`

const MODEL_AGE = `
  select extract(epoch from (now() at time zone 'utc') - trained_at)::float8 as seconds
  from public.ml_model_versions where version = coalesce(
    (select pinned_version from public.ml_rollout),
    (select version from public.ml_model_versions where is_active))`

interface Counts {
  readonly requests: number
  readonly perMinute: number | null
  readonly errors: number | null
  readonly answers: number
  readonly fallbackAnswers: number | null
  readonly slowAnswers: number | null
}

/** Rates of what the gateway logged in the last 5 minutes; null where too little was. */
export type GatewaySignals = Pick<
  Signals,
  'slowShare' | 'fallbackShare' | 'errorShare' | 'requestsPerMinute'
>

export type StateSignals = Pick<Signals, 'modelAgeSeconds' | 'erasuresOverdue'>

const BASELINE_DAYS = 90
const DAY_MS = 86_400_000
/** Days that are over, with the 24 hours in which something may still come of them. */
const SETTLED_DAYS = 2
/** Fewer answers have an index of their own making. */
const MIN_DRIFT_ROWS = 200

/** Measures what alerts go by, from tables. */
export class SignalRows {
  readonly #database: Connection
  readonly #quality: Quality
  readonly #models: ModelVersions

  constructor(database: Connection) {
    this.#database = database
    this.#quality = new Quality(database)
    this.#models = new ModelVersions(database)
  }

  /**
   * Of what both service and gateway saw, the worse. What cannot be measured is unknown, and holds up nothing else.
   *
   * @param onTrouble hears of each that could not be
   */
  async measure(now: Date, onTrouble?: (error: unknown) => void): Promise<Measured> {
    const tried = <T>(work: Promise<T>): Promise<T | undefined> =>
      work.catch((error: unknown) => {
        onTrouble?.(error)
        return undefined
      })
    const ask = async <T extends object>(text: string) =>
      (await tried(this.#database.query<T>(text)))?.[0]
    // Before its numbers: they are never of one that serves since.
    const wanted = await tried(this.#models.findWanted())
    const [processes, gateway, state, trend, drift, backlog, refused, replicas] = await Promise.all(
      [
        ask<
          Counts & { readonly cpuShare: number | null; readonly modelLoadFailures: number | null }
        >(PROCESSES),
        tried(this.gateway()),
        tried(this.state()),
        tried(this.trend(now)),
        tried(this.drift()),
        tried(new Outbox(this.#database).backlog()),
        ask<{ readonly version: string }>(REFUSED),
        ask<{ readonly count: number }>(REPLICAS),
      ],
    )
    const service = processes && {
      slowShare: share(processes.slowAnswers, processes.answers),
      fallbackShare: share(processes.fallbackAnswers, processes.answers),
      errorShare: share(processes.errors, processes.requests),
      requestsPerMinute: processes.perMinute,
    }
    const signals = {
      slowShare: worse(service?.slowShare, gateway?.slowShare),
      fallbackShare: worse(service?.fallbackShare, gateway?.fallbackShare),
      errorShare: worse(service?.errorShare, gateway?.errorShare),
      requestsPerMinute: worse(service?.requestsPerMinute, gateway?.requestsPerMinute),
      cpuShare: processes?.cpuShare ?? null,
      modelLoadFailures: processes?.modelLoadFailures ?? null,
      replicas: replicas?.count ?? null,
      modelAgeSeconds: state?.modelAgeSeconds ?? null,
      erasuresOverdue: state?.erasuresOverdue ?? null,
      backlogAgeSeconds: backlog?.ageSeconds ?? null,
      engagementRatio: trend?.engagementRatio ?? null,
      calibrationShift: trend?.calibrationShift ?? null,
      featurePsi: drift?.[0]?.psi ?? null,
    }
    return { signals, versions: { wanted: wanted?.version, refused: refused?.version } }
  }

  async gateway(): Promise<GatewaySignals> {
    const [row] = await this.#database.query<Counts & { readonly treated: number }>(GATEWAY)
    if (!row) throw new Error('a count has no row')
    return {
      slowShare: share(row.slowAnswers, row.answers),
      fallbackShare: share(row.fallbackAnswers, row.treated),
      errorShare: share(row.errors, row.requests),
      requestsPerMinute: row.perMinute,
    }
  }

  async state(): Promise<StateSignals> {
    const [[model], erasuresOverdue] = await Promise.all([
      this.#database.query<{ readonly seconds: number | null }>(MODEL_AGE),
      new Erasures(this.#database).countOverdue(ERASURE_HOURS),
    ])
    return { modelAgeSeconds: model?.seconds ?? null, erasuresOverdue }
  }

  async trend(now: Date): Promise<QualityTrend> {
    const dayBefore = (days: number) =>
      new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10)
    const [days, active, previous] = await Promise.all([
      this.#quality.days(dayBefore(BASELINE_DAYS)),
      this.#models.findWanted(),
      this.#models.findPrevious(),
    ])
    const settled = days.filter(({ day }) => day <= dayBefore(SETTLED_DAYS))
    return trendOf(settled, { active: active?.version, previous })
  }

  /** Of the model that serves, by feature, the largest first. */
  async drift() {
    const active = await this.#models.findWanted()
    return active ? this.#quality.lastDrift(active.version, MIN_DRIFT_ROWS) : []
  }
}

const share = (part: number | null, of: number): number | null =>
  of < MIN_CALLS ? null : (part ?? 0) / of

function worse(...values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value) => typeof value === 'number')
  return known.length > 0 ? Math.max(...known) : null
}
