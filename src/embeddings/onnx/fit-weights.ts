/** Two products of 0..255 with weights of this sum reach 32,640, which 16 bits with a sign hold. */
const PAIR_SUM = 128

/** A matrix of 8-bit weights, `rows` x `scales.length`, row by row: weight = byte * its column's scale. */
export interface ColumnScaled {
  readonly bytes: Int8Array
  readonly scales: Float32Array
}

/**
 * Rounds weights anew, where needed, so that no two products of 8-bit numbers that a processor adds
 * up in 16 bits can overflow. x64 without VNNI multiplies unsigned with signed bytes by `vpmaddubsw`,
 * which adds the products of two rows next to each other and saturates: wrong sums, unseen. A column
 * in which two such weights sum to more than 128 gets a coarser scale, at most twice as coarse.
 *
 * The other way to exact sums, ONNX Runtime's `session.x64quantprecision`, costs a third of the speed
 * and is not needed then; and all processors give the same sums.
 */
export function fitWeights({ bytes, scales }: ColumnScaled): ColumnScaled {
  const columns = scales.length
  const fitted = { bytes: bytes.slice(), scales: scales.slice() }
  for (let column = 0; column < columns; column++) {
    const factor = PAIR_SUM / largestPair(bytes, column, columns)
    if (factor >= 1) continue
    fitted.scales[column] = (scales[column] as number) / factor
    for (let at = column; at < bytes.length; at += 2 * columns) {
      const pair = [bytes[at] ?? 0, bytes[at + columns] ?? 0] as const
      const [a, b] = roundPair(pair[0] * factor, pair[1] * factor)
      fitted.bytes[at] = a
      if (at + columns < bytes.length) fitted.bytes[at + columns] = b
    }
  }
  return fitted
}

function largestPair(bytes: Int8Array, column: number, columns: number): number {
  let largest = 0
  for (let at = column; at < bytes.length; at += 2 * columns) {
    const sum = (bytes[at] as number) + (bytes[at + columns] ?? 0)
    largest = Math.max(largest, Math.abs(sum))
  }
  return largest
}

/** Both rounded; the larger one towards zero where two roundings would sum to one too many. */
function roundPair(a: number, b: number): [number, number] {
  const rounded: [number, number] = [Math.round(a), Math.round(b)]
  const excess = Math.abs(rounded[0] + rounded[1]) - PAIR_SUM
  if (excess > 0) {
    const larger = Math.abs(a) > Math.abs(b) ? 0 : 1
    rounded[larger] -= Math.sign(rounded[larger]) * excess
  }
  return rounded
}
