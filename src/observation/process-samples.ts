import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Registry } from 'prom-client'
import { SLOW_SECONDS } from '../alerts/conditions.ts'
import type {
  ProcessModel,
  ProcessSample,
  ProcessSamples,
} from '../db/observation/process-samples.ts'

/** Some twenty samples in the five minutes that alerts look at. */
const SAMPLE_MS = 15_000

/**
 * Keeps what this process counts where the job that evaluates alerts finds it, until `signal` is aborted.
 * Never rejects: a sample that cannot be kept is lost.
 */
export async function keepProcessSamples(
  samples: Pick<ProcessSamples, 'add'>,
  register: Registry,
  signal: AbortSignal,
  findModel?: () => ProcessModel,
): Promise<void> {
  const process = randomUUID()
  while (!signal.aborted) {
    try {
      await samples.add(process, await sampleOf(register), findModel?.())
    } catch {
      // The database is out, which others tell.
    }
    await pause(SAMPLE_MS, undefined, { signal, ref: false }).catch(() => {})
  }
}

/** Read off the metrics of a process; what it has no metric of is 0. */
export async function sampleOf(register: Registry): Promise<ProcessSample> {
  const sum = async (
    name: string,
    {
      labels = {},
      series = name,
    }: { labels?: Record<string, string | number>; series?: string } = {},
  ) => {
    const metric = await register.getSingleMetric(name)?.get()
    const values = (metric?.values ?? []) as readonly {
      readonly value: number
      readonly labels: Readonly<Record<string, string | number | undefined>>
      readonly metricName?: string
    }[]
    return values
      .filter(({ metricName = name }) => metricName === series)
      .filter((each) => Object.entries(labels).every(([key, value]) => each.labels[key] === value))
      .reduce((total, { value }) => total + value, 0)
  }
  const latency = 'match_latency_seconds'
  const answers = await sum(latency, { series: `${latency}_count` })
  const fast = await sum(latency, { series: `${latency}_bucket`, labels: { le: SLOW_SECONDS } })
  return {
    cores: await sum('process_available_cores'),
    cpuSeconds: await sum('process_cpu_seconds_total'),
    requests: await sum('http_requests_total'),
    errors: await sum('http_requests_total', { labels: { status: '5xx' } }),
    answers,
    fallbackAnswers: await sum('match_requests_total', { labels: { source: 'fallback' } }),
    slowAnswers: answers - fast,
    modelLoadFailures: await sum('model_load_failures_total'),
  }
}
