import fc from 'fast-check'
import { RANKED_FEATURES } from '../../../src/features/registry.ts'
import { type Dataset, FEATURE_SOURCES, ORIGINS } from '../../../src/training/dataset/dataset.ts'
import { DatasetBuilder, type DatasetRow } from '../../../src/training/dataset/dataset-builder.ts'
import { rowAt } from '../../../src/training/dataset/dataset-rows.ts'
import { EXPERIENCE_LEVELS } from '../../../supabase/functions/_shared/payload.ts'

const WIDTH = RANKED_FEATURES.length
const side = fc.constantFrom(true, false, null)

/** Long enough not to stand in any bytes by chance. */
export const talentName = fc.nat(12).map((n) => `talent-number-${n}-`)
export const jobName = fc.nat(12).map((n) => `job-number-${n}-`)

/** Rows of a few talents and jobs, so that they meet again. */
export const anyRow: fc.Arbitrary<DatasetRow> = fc.record({
  talent: talentName,
  job: jobName,
  features: fc.array(fc.oneof(fc.float(), fc.constant(Number.NaN)), {
    minLength: WIDTH,
    maxLength: WIDTH,
  }),
  label: fc.constantFrom(10, 20, 30, 55, 85, 90, 100),
  talentSide: side,
  companySide: side,
  weight: fc.float({ min: Math.fround(0.1), max: 5, noNaN: true }),
  propensity: fc.oneof(
    fc.float({ min: Math.fround(0.1), max: 1, noNaN: true }),
    fc.constant(Number.NaN),
  ),
  origin: fc.constantFrom(...ORIGINS),
  source: fc.constantFrom(...FEATURE_SOURCES),
  rules: fc.oneof(fc.float({ min: 0, max: 100, noNaN: true }), fc.constant(Number.NaN)),
  level: fc.constantFrom(...EXPERIENCE_LEVELS, null),
  decidedAt: fc.integer({ min: 1_600_000_000_000, max: 1_600_000_100_000 }),
})

export const anyDataset = (rows: { minLength?: number; maxLength?: number } = {}) =>
  fc.array(anyRow, rows).map(datasetOf)

export function datasetOf(rows: readonly DatasetRow[]): Dataset {
  const builder = new DatasetBuilder(1)
  for (const row of rows) builder.add(row)
  return builder.build()
}

/** In a form that `toEqual` compares. */
export const plainRows = (dataset: Dataset) =>
  Array.from({ length: dataset.count }, (_, at) => {
    const row = rowAt(dataset, at)
    return { ...row, features: Array.from(row.features) }
  })
