import { Gauge, type Registry } from 'prom-client'
import type { SignalRows } from '../db/observation/signal-rows.ts'
import type { Tallies } from '../db/observation/tallies.ts'
import { fallbackShares, type QualityDay, ratesOf } from '../quality/quality-day.ts'

/** A scrape more often is told what the last one was: some of the questions read five minutes of a log. */
const KEPT_MS = 10_000

export interface TableMetricParts {
  readonly signals: Pick<SignalRows, 'gateway' | 'state' | 'trend' | 'drift'>
  readonly tallies: Pick<Tallies, 'calls' | 'errors' | 'latencies' | 'waiting'>
  /** The last day that is over, with the 24 hours after it. */
  readonly findQuality: () => Promise<readonly QualityDay[]>
}

/** A value and its labels; null: not known. */
type Point = { readonly value: number | null } & Readonly<Record<string, string | number | null>>
type Answers = Readonly<Record<string, readonly Point[]>>

/**
 * What only tables know: the gateway's calls, queues, quality. Every worker exports the same, so ask for the
 * `max` of them. While the database fails, there is nothing.
 */
export function addTableMetrics(register: Registry, parts: TableMetricParts): void {
  const { signals, tallies, findQuality } = parts
  const add = (
    gauges: Readonly<Record<string, readonly [help: string, labels?: string]>>,
    ask: () => Promise<Answers>,
  ) => {
    let asked = Number.NEGATIVE_INFINITY
    let answers: Promise<Answers> = Promise.resolve({})
    const latest = () => {
      if (performance.now() - asked > KEPT_MS) {
        asked = performance.now()
        answers = ask().catch(() => ({}))
      }
      return answers
    }
    for (const [name, [help, labels = '']] of Object.entries(gauges)) {
      const labelNames = labels.split(' ').filter(Boolean)
      new Gauge({
        name,
        help,
        labelNames,
        registers: [register],
        async collect() {
          const points = (await latest())[name] ?? []
          this.reset()
          for (const point of points) {
            const of = Object.fromEntries(labelNames.map((label) => [label, String(point[label])]))
            this.set(of, point.value ?? Number.NaN)
          }
        },
      })
    }
  }

  add(
    {
      gateway_slow_ratio: ['Of the answers of the last 5 minutes, those that took over 3 s.'],
      gateway_fallback_ratio: ['Those given by rules, but for the control arm.'],
      gateway_error_ratio: ['Of the requests of the last 5 minutes, those answered with 5xx.'],
      gateway_requests_per_minute: ['Requests of the last 5 minutes, a minute.'],
      gateway_calls_per_minute: ['The same by type, source and arm.', 'type source arm'],
      gateway_errors_per_minute: ['What went wrong, also where rules made it good.', 'category'],
      gateway_latency_seconds: ['Of the answers of the last 5 minutes.', 'percentile'],
    },
    async () => {
      const [shares, calls, errors, latencies] = await Promise.all([
        signals.gateway(),
        tallies.calls(),
        tallies.errors(),
        tallies.latencies(),
      ])
      return {
        gateway_slow_ratio: [{ value: shares.slowShare }],
        gateway_fallback_ratio: [{ value: shares.fallbackShare }],
        gateway_error_ratio: [{ value: shares.errorShare }],
        gateway_requests_per_minute: [{ value: shares.requestsPerMinute }],
        gateway_calls_per_minute: calls,
        gateway_errors_per_minute: errors,
        gateway_latency_seconds: latencies,
      }
    },
  )
  add(
    {
      job_queue_waiting: ['Background jobs that wait for a worker.', 'queue'],
      model_age_seconds: ['Since the model that is wanted was trained.'],
      erasures_overdue: ['Erasures that should have come to their end.'],
    },
    async () => {
      const [state, waiting] = await Promise.all([signals.state(), tallies.waiting()])
      return {
        job_queue_waiting: waiting,
        model_age_seconds: [{ value: state.modelAgeSeconds }],
        erasures_overdue: [{ value: state.erasuresOverdue }],
      }
    },
  )
  const ofDay = 'arm model_version'
  add(
    {
      quality_impressions: ['Pairs shown on the last settled day.', ofDay],
      quality_applications: ['Of these, applied for within 24 hours.', ofDay],
      quality_engagement_ratio: ['Of these, looked at or more.', ofDay],
      quality_conversion_ratio: ['Of these, applied for.', ofDay],
      quality_precision_ratio: ['Of these, wanted.', ofDay],
      quality_recall_ratio: ['Of what was wanted, what had been shown.', ofDay],
      quality_fallback_ratio: ['Answers of that day given by rules.', 'arm'],
      quality_calibration_gap_points: ['Mean score less mean label of that day.', ofDay],
      quality_engagement_upper_ratio: [
        'Engagement over that of the model before, or of rules, upper end.',
      ],
      quality_calibration_shift_points: ['How far the gap moved since the first week.'],
      quality_feature_psi: ['Population stability index against training.', 'feature'],
    },
    async () => {
      const [days, trend, drift] = await Promise.all([
        findQuality(),
        signals.trend(new Date()),
        signals.drift(),
      ])
      const each = (of: (day: QualityDay) => number) =>
        days.map((day) => ({ arm: day.arm, model_version: day.modelVersion, value: of(day) }))
      return {
        quality_impressions: each((day) => day.impressions),
        quality_applications: each((day) => day.applied),
        quality_engagement_ratio: each((day) => ratesOf(day).engagement),
        quality_conversion_ratio: each((day) => ratesOf(day).conversion),
        quality_precision_ratio: each((day) => ratesOf(day).precision),
        quality_recall_ratio: each((day) => ratesOf(day).recall),
        quality_fallback_ratio: Array.from(fallbackShares(days), ([arm, value]) => ({
          arm,
          value,
        })),
        quality_calibration_gap_points: each((day) => ratesOf(day).calibrationGap),
        quality_engagement_upper_ratio: [{ value: trend.engagementRatio }],
        quality_calibration_shift_points: [{ value: trend.calibrationShift }],
        quality_feature_psi: drift.map(({ feature, psi }) => ({ feature, value: psi })),
      }
    },
  )
}
