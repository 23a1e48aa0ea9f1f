import { DIMENSIONS, type TextVectors } from './embedder.ts'

/**
 * Mean of the rows of `rows` ({@link DIMENSIONS} numbers each), scaled to length 1: sentence
 * vectors from token vectors, and a text's mean from its windows. Summed in double precision.
 */
export function unitMean(rows: Float32Array): Float32Array {
  const sum = new Float64Array(DIMENSIONS)
  for (let i = 0; i < rows.length; i += DIMENSIONS) {
    for (let k = 0; k < DIMENSIONS; k++) sum[k] = (sum[k] as number) + (rows[i + k] as number)
  }
  const length = Math.hypot(...sum) || 1
  return Float32Array.from(sum, (value) => value / length)
}

/** @param rows the unit vectors of a text's windows, one after the other */
export function textVectors(rows: Float32Array): TextVectors {
  const windows = Array.from({ length: rows.length / DIMENSIONS }, (_, i) =>
    rows.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS),
  )
  return { windows, mean: windows.length === 1 ? rows : unitMean(rows) }
}
