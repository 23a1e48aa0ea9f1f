import type { Connection } from '../database.ts'

const CALLS = `
  select type, coalesce(source, 'none') as source, coalesce(arm, 'none') as arm,
    (count(*) / 5.0)::float8 as value
  from public.ml_request_log where requested_at > now() - interval '5 minutes' group by 1, 2, 3`

const ERRORS = `
  select error_category as category, (count(*) / 5.0)::float8 as value
  from public.ml_request_log
  where requested_at > now() - interval '5 minutes' and error_category is not null group by 1`

const LATENCIES = `
  select q.percentile, (percentile_cont(q.percentile::float8 / 100) within group (order by l.latency_ms) / 1000)::float8
    as value
  from public.ml_request_log as l, (values ('50'), ('95'), ('99')) as q (percentile)
  where l.requested_at > now() - interval '5 minutes' and l.source is not null group by 1`

/** The second statement only where pg-boss has been here. */
const RUNS = `select count(*)::float8 as value from public.training_runs where status = 'queued'`
const HAS_QUEUES = `select to_regclass('pgboss.job') is not null as is_there`
const QUEUES = `
  select name as queue, count(*)::float8 as value
  from pgboss.job where state < 'active' and name not like '\\_\\_pgboss%' group by 1`

type Tally<Label extends string> = Readonly<Record<Label, string>> & { readonly value: number }

/** What is counted of the last five minutes, or waits now, by few labels. */
export class Tallies {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  /** Of the gateway, a minute. */
  calls(): Promise<readonly Tally<'type' | 'source' | 'arm'>[]> {
    return this.#database.query(CALLS)
  }

  /** Of the gateway, a minute; those that rules made good among them. */
  errors(): Promise<readonly Tally<'category'>[]> {
    return this.#database.query(ERRORS)
  }

  /** Of the gateway, in seconds. */
  latencies(): Promise<readonly Tally<'percentile'>[]> {
    return this.#database.query(LATENCIES)
  }

  /** Jobs that wait for a worker. */
  async waiting(): Promise<readonly Tally<'queue'>[]> {
    const [[runs], [queues]] = await Promise.all([
      this.#database.query<{ readonly value: number }>(RUNS),
      this.#database.query<{ readonly is_there: boolean }>(HAS_QUEUES),
    ])
    const others = queues?.is_there ? await this.#database.query<Tally<'queue'>>(QUEUES) : []
    return [{ queue: 'training_runs', value: runs?.value ?? 0 }, ...others]
  }
}
