import {
  type Dataset,
  FEATURE_SOURCES,
  type FeatureSource,
  ORIGINS,
  type Origin,
} from './dataset.ts'

/** What can be told of a dataset without showing a row. */
export interface DatasetCounts {
  readonly rows: number
  readonly talents: number
  readonly jobs: number
  readonly origins: Readonly<Record<Origin, number>>
  readonly sources: Readonly<Record<FeatureSource, number>>
  /** Rows by label. */
  readonly labels: Readonly<Record<string, number>>
  /** Of the settling of labels, milliseconds since 1970; null where there are no rows. */
  readonly first_decided: number | null
  readonly last_decided: number | null
}

export function describeDataset(dataset: Dataset): DatasetCounts {
  const { count, talentIds, jobIds, origins, sources, labels, decidedAt } = dataset
  const byLabel = new Map<number, number>()
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let at = 0; at < count; at++) {
    const label = labels[at] as number
    byLabel.set(label, (byLabel.get(label) ?? 0) + 1)
    first = Math.min(first, decidedAt[at] as number)
    last = Math.max(last, decidedAt[at] as number)
  }
  return {
    rows: count,
    talents: talentIds.length,
    jobs: jobIds.length,
    origins: countCodes(ORIGINS, origins),
    sources: countCodes(FEATURE_SOURCES, sources),
    labels: Object.fromEntries([...byLabel].sort(([a], [b]) => a - b)),
    first_decided: count > 0 ? first : null,
    last_decided: count > 0 ? last : null,
  }
}

function countCodes<Name extends string>(names: readonly Name[], codes: Uint8Array) {
  const counts = new Uint32Array(names.length)
  for (const code of codes) counts[code] = (counts[code] as number) + 1
  const entries = names.map((name, code) => [name, counts[code] as number] as const)
  return Object.fromEntries(entries) as Record<Name, number>
}
