import type { ModelStatus } from './registry.ts'

type Facts = Readonly<Record<string, unknown>>

/** All that is kept of a version: its row, its manifest, its training run and when it was made active. */
export interface ModelRecord {
  readonly version: string
  readonly status: ModelStatus
  readonly sha256: string | null
  readonly basis: string | null
  readonly trainedAt: Date | null
  readonly createdAt: Date
  readonly publishedBy: string | null
  readonly publishReason: string | null
  readonly manifest: Facts | null
  /** The run that made it; null where it was published from a folder. */
  readonly run: {
    readonly id: string
    readonly status: string
    readonly reason: string | null
    readonly seed: number
    readonly dataset: Facts | null
    readonly versions: Facts | null
    readonly metrics: Facts | null
  } | null
  /** Last first. */
  readonly activations: readonly {
    readonly at: Date
    readonly actor: string
    readonly reason: string | null
  }[]
}

/** What is no field of what a model is given, so no model has read it; texts may still speak of it. */
export const NEVER_READ = [
  'name',
  'email',
  'phone',
  'address',
  'photo',
  'date_of_birth',
  'age',
  'sex',
  'gender',
  'race_ethnicity',
  'nationality',
  'religion',
  'disability',
  'marital_status',
] as const

/** What was measured, with a 95 % interval over talents where there is one. */
interface Measured {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** A version described for people, from stored rows alone; null is what none of them says. */
export interface ModelCard {
  readonly version: string
  readonly status: ModelStatus
  readonly sha256: string | null
  readonly purpose: string
  readonly basis: string | null
  readonly trained_at: string | null
  readonly registered: {
    readonly at: string
    readonly by: string | null
    readonly reason: string | null
  }
  readonly activations: readonly {
    readonly at: string
    readonly by: string
    readonly reason: string | null
  }[]
  readonly data: {
    readonly from: string | null
    readonly as_of: string | null
    readonly rows: number | null
    readonly talents: number | null
    readonly jobs: number | null
    /** The manifest's own account of how it was made. */
    readonly training: Facts | null
  }
  readonly features: readonly { readonly name: string; readonly importance: number | null }[]
  readonly fields_never_read: readonly string[]
  readonly embedder: string | null
  /** On pairs held out, by name; an interval where the run kept one. */
  readonly metrics: Readonly<Record<string, Measured | number>>
  readonly calibration: { readonly knots: number | null; readonly interval_factor: number | null }
  readonly gate: {
    readonly run: string
    readonly status: string
    readonly reason: string | null
    readonly checks: readonly {
      readonly code: string
      readonly passed: boolean
      readonly sentence: string
    }[]
  } | null
  readonly limits: readonly string[]
}

const PURPOSE =
  'Scores from 0 to 100 how well a talent and a job fit, to order one side’s candidates. Humans make the decisions.'

const ALWAYS_LIMITED = [
  'Texts are read: a bio or a description may reveal what no field contains, and words may be proxies for groups of people.',
  'A score orders candidates; it is neither a probability of being hired nor a judgment of a person.',
]

/** Builds the card of a version; nothing that its record does not say. */
export function toCard(record: ModelRecord): ModelCard {
  const { manifest, run } = record
  const dataset = run?.dataset
  const training = manifest?.training as Facts | undefined
  return {
    version: record.version,
    status: record.status,
    sha256: record.sha256,
    purpose: PURPOSE,
    basis: record.basis,
    trained_at: record.trainedAt?.toISOString() ?? null,
    registered: {
      at: record.createdAt.toISOString(),
      by: record.publishedBy,
      reason: record.publishReason,
    },
    activations: record.activations.map(({ at, actor, reason }) => ({
      at: at.toISOString(),
      by: actor,
      reason,
    })),
    data: {
      from: asText(dataset?.from),
      as_of: asText(dataset?.as_of),
      rows: asNumber(dataset?.rows ?? training?.pairs),
      talents: asNumber(dataset?.talents ?? training?.talents),
      jobs: asNumber(dataset?.jobs ?? training?.jobs),
      training: training ?? null,
    },
    features: featuresOf(manifest),
    fields_never_read: NEVER_READ,
    embedder: asText(manifest?.embedder),
    metrics: metricsOf(record),
    calibration: {
      knots: lengthOf((manifest?.calibration as Facts | undefined)?.knots),
      interval_factor: asNumber(manifest?.interval_factor),
    },
    gate: run && {
      run: run.id,
      status: run.status,
      reason: run.reason,
      checks: (run.metrics?.checks as NonNullable<ModelCard['gate']>['checks'] | undefined) ?? [],
    },
    limits: limitsOf(record),
  }
}

function featuresOf(manifest: Facts | null): ModelCard['features'] {
  const names = (manifest?.feature_names as readonly string[] | undefined) ?? []
  const importances = (manifest?.feature_importances as Facts | undefined) ?? {}
  return names
    .map((name) => ({ name, importance: asNumber(importances[name]) }))
    .sort((a, b) => (b.importance ?? 0) - (a.importance ?? 0))
}

/** The run's, which have intervals, before the manifest's plain numbers of the same name. */
function metricsOf({ manifest, run }: ModelRecord): ModelCard['metrics'] {
  const numbers = Object.entries((manifest?.metrics as Facts | undefined) ?? {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  )
  const models = run?.metrics?.models as Readonly<Record<string, Facts>> | undefined
  const intervals = Object.entries(models?.challenger ?? {}).filter(
    (entry): entry is [string, Measured] => asNumber((entry[1] as Measured | null)?.mean) !== null,
  )
  return { ...Object.fromEntries(numbers), ...Object.fromEntries(intervals) }
}

function limitsOf({ basis, manifest, run }: ModelRecord): readonly string[] {
  return [
    ...(basis === 'synthetic'
      ? [
          'It was trained on synthetic people whose matches were labeled by rules: its metrics say nothing yet about real ones.',
        ]
      : []),
    ...(run ? [] : ['It has no recorded training run, so no gate compared it with another model.']),
    ...(manifest ? [] : ['Its manifest is not stored, so its features and metrics are unknown.']),
    ...ALWAYS_LIMITED,
  ]
}

const asText = (value: unknown) => (typeof value === 'string' ? value : null)
const asNumber = (value: unknown) => (typeof value === 'number' ? value : null)
const lengthOf = (value: unknown) => (Array.isArray(value) ? value.length : null)
