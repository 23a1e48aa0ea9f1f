import { readFile } from 'node:fs/promises'
import type { Database } from '../../src/db/database.ts'
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

/** Of Linux: a hundredth of a second each. */
const TICK_MS = 10

async function cpuMs(pid: number): Promise<number> {
  try {
    // Behind the name, which may have blanks: fields 14 and 15 are user and system time.
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return TICK_MS * (Number(fields[11]) + Number(fields[12]))
  } catch {
    return Number.NaN
  }
}
