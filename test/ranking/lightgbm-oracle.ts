import {
  type Booster,
  LightgbmLibrary,
  type LightgbmParams,
  type Matrix,
} from '../../src/training/lightgbm-library.ts'
import { locateLightgbm } from '../../src/training/lightgbm-location.ts'
import { uniform } from './random.ts'

/** The real library, against which our reader and evaluator are checked. */
export async function openLightgbm(): Promise<LightgbmLibrary> {
  return new LightgbmLibrary(await locateLightgbm({ library: process.env.LIGHTGBM_LIB }))
}

/** The last two columns are categories where a model declares them so. */
export const COLUMNS = 12
export const CATEGORICAL = { categorical_feature: [10, 11], min_data_per_group: 5, cat_smooth: 1 }

const ODD_VALUES = [0, -0, 1e-36, -1e-36, Math.fround(1e-35), 1e-30, -1e300, 1e300, -0.5, 40.9]
const EXTREMES = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 31, -3]

/** Rows as they come: numbers, zeros, gaps, categories. */
export function trainingRows(rows: number, seed: number): Matrix {
  const random = uniform(seed)
  return fill(rows, (column) => {
    const kind = random()
    if (kind < 0.15) return Number.NaN
    if (kind < 0.3) return 0
    return column >= 10 ? Math.floor(random() * 60) : random() * 4 - 2
  })
}

/** Rows that no one would train on, too. */
export function oddRows(rows: number, seed: number): Matrix {
  const random = uniform(seed)
  const pick = (values: readonly number[]) => values[Math.floor(random() * values.length)] ?? 0
  return fill(rows, (column) => {
    const kind = random()
    if (kind < 0.1) return Number.NaN
    if (kind < 0.2) return pick(ODD_VALUES)
    if (kind < 0.25) return pick(EXTREMES)
    return column >= 10 ? Math.floor(random() * 70) - 2 : random() * 5 - 2.5
  })
}

/** Trains a small model on labels that depend on all columns; `label` shapes them. */
export function trainSmall(
  library: LightgbmLibrary,
  params: LightgbmParams,
  label: (score: number) => number,
  rounds: number,
): Booster {
  const matrix = trainingRows(1500, 3)
  const random = uniform(5)
  const labels = Float64Array.from({ length: matrix.rows }, (_, row) => {
    const values = matrix.values.subarray(row * COLUMNS, (row + 1) * COLUMNS)
    const score = values.reduce((sum, value, i) => sum + Math.sin((i + 1) * (value || 0.3)), 0)
    return label(score + random())
  })
  const all = { num_threads: 1, deterministic: true, min_data_in_leaf: 5, seed: 1, ...params }
  const data = library.createDataset(matrix, all)
  data.setField('label', labels)
  const booster = library.createBooster(data, all)
  for (let round = 0; round < rounds && booster.update(); round++);
  data.free()
  return booster
}

function fill(rows: number, value: (column: number) => number): Matrix {
  const values = Float64Array.from({ length: rows * COLUMNS }, (_, i) => value(i % COLUMNS))
  return { values, rows, columns: COLUMNS }
}
