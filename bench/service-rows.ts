import type { Job, Talent } from '../supabase/functions/_shared/payload.ts'
import { latencies, throughput } from './load.ts'
import { createRows, jobsCall, talentsCall, withSalary } from './payloads.ts'
import type { Service } from './service.ts'
import { type Row, row } from './table.ts'

export interface ServiceBenchOptions {
  /** Calls of one client whose latencies are taken, and seconds of load. */
  readonly calls: number
  readonly seconds: number
  /** Whether 1,000 texts that were never seen are waited for. */
  readonly largeCold: boolean
  /** Tries to answer with 100 jobs that were never seen, of which the best counts. */
  readonly coldRuns: number
  /** Distinguishes the texts of this run from those of any other. */
  readonly seed: string
}

const of = <T>(items: readonly T[], index: number) => items[index % items.length] as T

/** Everything that is measured through HTTP. */
export async function* serviceRows(
  service: Service,
  options: ServiceBenchOptions,
): AsyncGenerator<Row> {
  yield row('Start-up until health answers', service.startMs, 'ms')
  await service.whole()
  const { talents } = createRows(`${options.seed} talents`, { talents: 4, jobs: 0 })

  const unseen = (run: number) =>
    createRows(`${options.seed} unseen ${run}`, { talents: 0, jobs: 100 }).jobs
  const colds: number[] = []
  for (let run = 0; run < options.coldRuns; run++) {
    colds.push(await service.call(jobsCall(of(talents, 0), unseen(run))))
  }
  yield row('100 unseen jobs, first', colds[0] as number, 'ms')
  // Other work on the machine only ever adds time.
  yield row(`100 unseen jobs, best of ${options.coldRuns}`, Math.min(...colds), 'ms')
  const coldJobs = unseen(0)
  yield* jobRows(service, talents, coldJobs, options)

  const job = of(coldJobs, 0)
  const others = createRows(`${options.seed} others`, { talents: 100, jobs: 0 }).talents
  const cold = await service.call(talentsCall(job, others))
  yield row('100 unseen talents for a job', cold, 'ms')
  yield row('100 unseen talents for a job, talents', 100_000 / cold, '/s')
  const callOf = (i: number) => talentsCall(withSalary(of(coldJobs, i % 4), i), others)
  for (let i = 0; i < 8; i++) await service.call(callOf(i))
  const { p50, p95 } = await latencies(service, callOf, options.calls)
  yield row('100 talents for a job, warm, p50', p50, 'ms')
  yield row('100 talents for a job, warm, p95', p95, 'ms')
  const rate = await throughput(service, callOf, options.seconds)
  yield row('100 talents for a job, warm, 8 clients', rate, 'req/s')
  yield row('100 talents for a job, warm, 8 clients, talents', rate * others.length, '/s')

  const many = createRows(`${options.seed} many`, { talents: 0, jobs: 1000 }).jobs
  if (options.largeCold) {
    const ms = await service.call(jobsCall(of(talents, 0), many))
    yield row('1,000 unseen jobs', ms, 'ms')
    yield* jobRows(service, talents, many, { ...options, calls: options.calls / 4 })
  }

  const health = await Promise.all([service.healthMs(), service.healthMs()])
  yield row('Health', Math.max(...health), 'ms')
  yield row('Memory of the service after load', await service.residentMib(), 'MiB')
}

async function* jobRows(
  service: Service,
  talents: readonly Talent[],
  jobs: readonly Job[],
  { calls, seconds }: Pick<ServiceBenchOptions, 'calls' | 'seconds'>,
): AsyncGenerator<Row> {
  const name = `${jobs.length.toLocaleString('en')} jobs, warm`
  const callOf = (i: number) => jobsCall(withSalary(of(talents, i), i), jobs)
  for (let i = 0; i < 8; i++) await service.call(callOf(i))
  const { p50, p95 } = await latencies(service, callOf, Math.ceil(calls))
  yield row(`${name}, p50`, p50, 'ms')
  yield row(`${name}, p95`, p95, 'ms')
  const rate = await throughput(service, callOf, seconds)
  yield row(`${name}, 8 clients`, rate, 'req/s')
  yield row(`${name}, 8 clients, pairs`, rate * jobs.length, '/s')
}
