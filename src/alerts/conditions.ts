import type { Measured, SignalName } from './signals.ts'

/** One reason to call somebody: our own job and Prometheus go by the same. */
export interface Condition {
  /** As Prometheus has it; the runbook's section is its kebab case. */
  readonly name: string
  readonly severity: 'critical' | 'warning' | 'scale'
  readonly signal: SignalName
  /** It holds where the signal lies beyond. */
  readonly limit: { readonly above: number } | { readonly below: number }
  readonly unit: 'share' | 'seconds' | 'days' | 'points' | 'per minute' | 'ratio' | 'PSI' | 'count'
  /** How long it must hold before it fires, in minutes. */
  readonly minutes: number
  readonly summary: string
  readonly description: string
  /** In PromQL: of the same, from metrics of ours. */
  readonly promql: string
  /** What may be done about it by itself, where the operator allows it; the first that is allowed. */
  readonly actions?: readonly ('kill_switch' | 'rollback')[]
  /** The version that it is about, where it is about one: no other is acted on. */
  readonly about?: keyof Measured['versions']
}

/** Fewer calls in five minutes say nothing of a share. */
export const MIN_CALLS = 20
/** Above this an answer is slow: what a caller by id waits for at most. */
export const SLOW_SECONDS = 3
const STALE_SECONDS = 30 * 86_400
const SLOW_SHARE = 0.05
export const FALLBACK_SHARE = 0.2
export const ERROR_SHARE = 0.05
const CPU_SHARE = 0.8
const REQUESTS_PER_MINUTE = 1_000
const BACKLOG_SECONDS = 600
const ENGAGEMENT_RATIO = 0.9
const CALIBRATION_POINTS = 10
const PSI = 0.25

/** A share of what the service counted in five minutes, where that is enough, or what the gateway logged. */
const busyShare = (part: string, of: string, gateway: string, limit: number) =>
  `${part} / sum(rate(${of}[5m])) > ${limit} and sum(increase(${of}[5m])) >= ${MIN_CALLS} or max(${gateway}) > ${limit}`

export const CONDITIONS: readonly Condition[] = [
  {
    name: 'MatchLatencyHigh',
    severity: 'critical',
    signal: 'slowShare',
    limit: { above: SLOW_SHARE },
    unit: 'share',
    minutes: 5,
    summary: 'Answers are slow: the 95th percentile is above 3 s',
    description: 'More than 5 % of the answers took longer than 3 s. It may be time to scale.',
    promql: busyShare(
      `(sum(rate(match_latency_seconds_count[5m])) - sum(rate(match_latency_seconds_bucket{le="${SLOW_SECONDS}"}[5m])))`,
      'match_latency_seconds_count',
      'gateway_slow_ratio',
      SLOW_SHARE,
    ),
  },
  {
    name: 'FallbackShareHigh',
    severity: 'critical',
    signal: 'fallbackShare',
    limit: { above: FALLBACK_SHARE },
    unit: 'share',
    minutes: 5,
    summary: 'More than 20 % of answers come from the rules',
    description:
      'The model is down, unreachable or overloaded. If latency is high, it may be time to scale.',
    promql: busyShare(
      'sum(rate(match_requests_total{source="fallback"}[5m]))',
      'match_requests_total',
      'gateway_fallback_ratio',
      FALLBACK_SHARE,
    ),
  },
  {
    name: 'ErrorRateHigh',
    severity: 'critical',
    signal: 'errorShare',
    limit: { above: ERROR_SHARE },
    unit: 'share',
    minutes: 5,
    summary: 'More than 5 % of requests fail',
    description: 'They get 5xx: check the database, the service and the network between them.',
    promql: busyShare(
      'sum(rate(http_requests_total{status="5xx"}[5m]))',
      'http_requests_total',
      'gateway_error_ratio',
      ERROR_SHARE,
    ),
    actions: ['kill_switch'],
  },
  {
    name: 'ServiceSilent',
    severity: 'critical',
    signal: 'replicas',
    limit: { below: 1 },
    unit: 'count',
    minutes: 2,
    summary: 'No replica of the service is alive',
    description: 'No replica has reported for minutes: all are down or cannot reach the database.',
    promql: 'absent(http_requests_in_flight)',
  },
  {
    name: 'ModelLoadFailure',
    severity: 'critical',
    signal: 'modelLoadFailures',
    limit: { above: 0 },
    unit: 'count',
    minutes: 0,
    summary: 'A model could not be loaded',
    description:
      'A replica rejected the active model and still serves the previous one or the rules.',
    promql: 'sum(increase(model_load_failures_total[10m])) > 0',
    actions: ['rollback'],
    about: 'refused',
  },
  {
    name: 'ModelStale',
    severity: 'warning',
    signal: 'modelAgeSeconds',
    limit: { above: STALE_SECONDS },
    unit: 'seconds',
    minutes: 0,
    summary: 'The serving model was trained more than 30 days ago',
    description: 'Training fails, is disabled, or no new model passed the gate.',
    promql: `max(model_age_seconds) > ${STALE_SECONDS}`,
  },
  {
    name: 'EmbeddingBacklog',
    severity: 'warning',
    signal: 'backlogAgeSeconds',
    limit: { above: BACKLOG_SECONDS },
    unit: 'seconds',
    minutes: 5,
    summary: 'Changes have waited more than 10 minutes to be indexed',
    description: 'Workers are down or cannot keep up; new jobs and talents are not found.',
    promql: `max(embedding_backlog_age_seconds) > ${BACKLOG_SECONDS}`,
  },
  {
    name: 'ErasuresOverdue',
    severity: 'critical',
    signal: 'erasuresOverdue',
    limit: { above: 0 },
    unit: 'count',
    minutes: 0,
    summary: 'An erasure is overdue',
    description: 'An erasure request has not completed within hours; personal data may remain.',
    promql: 'max(erasures_overdue) > 0',
  },
  {
    name: 'QualityDegraded',
    severity: 'critical',
    signal: 'engagementRatio',
    limit: { below: ENGAGEMENT_RATIO },
    unit: 'ratio',
    minutes: 0,
    summary: 'Engagement is lower than with the previous model or the rules',
    description:
      'Engagement with the serving model is significantly, and by more than 10 %, below that with the previous model or, for the first model, with the rules arm.',
    promql: `min(quality_engagement_upper_ratio) < ${ENGAGEMENT_RATIO}`,
    actions: ['rollback', 'kill_switch'],
    about: 'wanted',
  },
  {
    name: 'CalibrationDrift',
    severity: 'warning',
    signal: 'calibrationShift',
    limit: { above: CALIBRATION_POINTS },
    unit: 'points',
    minutes: 0,
    summary: 'Score calibration has shifted',
    description:
      'The gap between scores and labels has moved by more than 10 points since the model’s first week.',
    promql: `max(quality_calibration_shift_points) > ${CALIBRATION_POINTS}`,
  },
  {
    name: 'FeatureDrift',
    severity: 'warning',
    signal: 'featurePsi',
    limit: { above: PSI },
    unit: 'PSI',
    minutes: 0,
    summary: 'Served features differ from the training data',
    description: 'The population stability index of a feature is above 0.25.',
    promql: `max(quality_feature_psi) > ${PSI}`,
  },
  {
    name: 'CpuHigh',
    severity: 'scale',
    signal: 'cpuShare',
    limit: { above: CPU_SHARE },
    unit: 'share',
    minutes: 15,
    summary: 'A process uses more than 80 % of its CPU',
    description: 'Add a replica, a worker or cores.',
    promql: `max(rate(process_cpu_seconds_total[5m]) / process_available_cores) > ${CPU_SHARE}`,
  },
  {
    name: 'RequestRateHigh',
    severity: 'scale',
    signal: 'requestsPerMinute',
    limit: { above: REQUESTS_PER_MINUTE },
    unit: 'per minute',
    minutes: 10,
    summary: 'More than 1,000 requests per minute',
    description: 'Add replicas before latency rises.',
    promql: `sum(rate(http_requests_total[5m])) * 60 > ${REQUESTS_PER_MINUTE} or max(gateway_requests_per_minute) > ${REQUESTS_PER_MINUTE}`,
  },
]

/** Whether the condition holds; what is not known does not. */
export const isMet = ({ limit }: Condition, value: number | null): boolean =>
  value !== null && ('above' in limit ? value > limit.above : value < limit.below)

export const limitOf = ({ limit }: Condition): number =>
  'above' in limit ? limit.above : limit.below

/** Section of docs/runbook.md. */
export const anchorOf = (name: string): string =>
  name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
