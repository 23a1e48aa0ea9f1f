import type { Forest } from './forest.ts'
import { gaussLegendre } from './gauss-legendre.ts'

/**
 * Shapley values of one leaf for the features on its path.
 *
 * Feature `i` lets the row through with `s_i`, 1 or 0; when it is left out, the share `c_i` of the
 * training rows goes on. The leaf's value counts with the product of these, and the Shapley value
 * of feature `j` averages `(s_j − c_j) · Π_{i≠j}` over all orders of joining, which is the integral
 * over t from 0 to 1 of `Π_{i≠j} (t·s_i + (1 − t)·c_i)` (Owen 1972, "Multilinear extensions of
 * games"). A Gauss-Legendre rule takes the integral of this polynomial exactly, and unlike the
 * usual unwinding of paths nothing is divided by a share that may be 0.
 */
export class PathShap {
  #ahead = new Float64Array(16)
  #weights = new Float64Array(16)

  /**
   * @param size features on the path
   * @param satisfied s_i, 1 or 0
   * @param covers c_i, 0 to 1
   * @param value of the leaf
   * @param out receives `size` contributions
   */
  contributions(
    size: number,
    satisfied: ArrayLike<number>,
    covers: ArrayLike<number>,
    value: number,
    out: Float64Array,
  ): void {
    this.#grow(size)
    const ahead = this.#ahead
    const weights = this.#weights
    weights.fill(0, 0, size)
    const { points, shares } = gaussLegendre((size + 1) >> 1)
    for (let point = 0; point < points.length; point++) {
      const t = points[point] as number
      ahead[size] = shares[point] as number
      for (let i = size - 1; i >= 0; i--) {
        ahead[i] = (ahead[i + 1] as number) * mixed(t, satisfied[i] as number, covers[i] as number)
      }
      let behind = 1
      for (let j = 0; j < size; j++) {
        weights[j] = (weights[j] as number) + behind * (ahead[j + 1] as number)
        behind *= mixed(t, satisfied[j] as number, covers[j] as number)
      }
    }
    for (let j = 0; j < size; j++) {
      out[j] = ((satisfied[j] as number) - (covers[j] as number)) * (weights[j] as number) * value
    }
  }

  #grow(size: number): void {
    if (this.#ahead.length > size) return
    this.#ahead = new Float64Array(2 * size)
    this.#weights = new Float64Array(2 * size)
  }
}

function mixed(t: number, satisfied: number, cover: number): number {
  return t * satisfied + (1 - t) * cover
}

/** The share of the node's training rows that went on to this child. */
export function coverOf({ nodeCount, leafCount }: Forest, node: number, child: number): number {
  const reached = nodeCount[node] as number
  if (reached === 0) return 0.5 // no row tells; the path to here counts 0 whatever follows
  return ((child < 0 ? leafCount[~child] : nodeCount[child]) as number) / reached
}
