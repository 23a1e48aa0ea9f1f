import type { Database } from '../../src/db/database.ts'
import { cpuMs } from '../process-usage.ts'
import type { Service } from '../service.ts'

/** What some calls cost, each on average. */
export interface Costs {
  /** Processor time of the service, all its threads. */
  readonly serviceCpuMs: number
  /** And of the database's processes that it is connected to; NaN where the database is on another machine. */
  readonly databaseCpuMs: number
  /** How long each stage took, as the service's own metrics have it. */
  readonly stagesMs: ReadonlyMap<string, number>
}

interface Reading {
  readonly serviceCpuMs: number
  readonly databaseCpuMs: number
  /** Seconds of each stage so far. */
  readonly stages: ReadonlyMap<string, number>
}

const BACKENDS = `
  select pid from pg_stat_activity
  where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`

/** What `count` calls cost that `work` makes of a service that nobody else calls. */
export async function costsOf(
  service: Service,
  database: Database,
  count: number,
  work: () => Promise<void>,
): Promise<Costs> {
  const before = await read(service, database)
  await work()
  const after = await read(service, database)
  const each = (difference: number) => difference / count
  return {
    serviceCpuMs: each(after.serviceCpuMs - before.serviceCpuMs),
    databaseCpuMs: each(after.databaseCpuMs - before.databaseCpuMs),
    stagesMs: new Map(
      Array.from(after.stages, ([stage, seconds]) => [
        stage,
        each(1_000 * (seconds - (before.stages.get(stage) ?? 0))),
      ]),
    ),
  }
}

export const inWords = ({ serviceCpuMs, databaseCpuMs, stagesMs }: Costs): string =>
  [
    `processor ms a call: service ${serviceCpuMs.toFixed(1)}, database ${databaseCpuMs.toFixed(1)}`,
    `stages, ms a call: ${Array.from(stagesMs, ([stage, ms]) => `${stage} ${ms.toFixed(1)}`).join(', ')}`,
  ].join('; ')

async function read(service: Service, database: Database): Promise<Reading> {
  const backends = await database.query<{ readonly pid: number }>(BACKENDS)
  const ofBackends = await Promise.all(backends.map(({ pid }) => cpuMs(pid)))
  const metrics = await service.metrics()
  const sums = metrics.matchAll(/^match_stage_seconds_sum\{stage="(\w+)"\} (\S+)$/gm)
  return {
    serviceCpuMs: await cpuMs(service.pid),
    databaseCpuMs: ofBackends.reduce((sum, ms) => sum + ms, 0),
    stages: new Map(Array.from(sums, ([, stage = '', seconds]) => [stage, Number(seconds)])),
  }
}
