import type { Forest } from './forest.ts'
import { gaussLegendre } from './gauss-legendre.ts'

/** A question on the way to a leaf. */
interface Step {
  readonly node: number
  /** 1 where the leaf lies to the left. */
  readonly left: 0 | 1
  /** Which of the path's features it asks for. */
  readonly asks: number
}

/** The way from the root of a tree to a leaf or a node. */
export interface Path {
  readonly steps: readonly Step[]
  /** Each once. */
  readonly features: readonly number[]
  /** For each feature, the share of the training rows that goes on through all its questions. */
  readonly covers: readonly number[]
}

export const NO_PATH: Path = { steps: [], features: [], covers: [] }

/** The path to a child of the node that `path` leads to. */
export function extend(path: Path, forest: Forest, node: number, left: 0 | 1): Path {
  const child = (left === 1 ? forest.leftChild : forest.rightChild)[node] as number
  const feature = forest.feature[node] as number
  const known = path.features.indexOf(feature)
  const asks = known < 0 ? path.features.length : known
  const covers = [...path.covers]
  covers[asks] = (covers[asks] ?? 1) * coverOf(forest, node, child)
  return {
    steps: [...path.steps, { node, left, asks }],
    features: known < 0 ? [...path.features, feature] : path.features,
    covers,
  }
}

/** The share of the node's training rows that went on to this child. */
function coverOf({ nodeCount, leafCount }: Forest, node: number, child: number): number {
  const reached = nodeCount[node] as number
  if (reached === 0) return 0.5 // no row tells; the steps to here multiply it by 0
  return ((child < 0 ? leafCount[~child] : nodeCount[child]) as number) / reached
}

/**
 * Adds the Shapley values of a leaf's features.
 *
 * Feature `i` lets the row through with `s_i`, 1 or 0; where it is left out, the share `c_i` of the
 * training rows goes on. The leaf's value counts with the product of these. The Shapley value of
 * feature `j` averages `(s_j − c_j) · Π_{i≠j}` over all orders of joining: the integral over t from
 * 0 to 1 of `(s_j − c_j) · Π_{i≠j} m_i`, with `m_i = t·s_i + (1 − t)·c_i` (Owen 1972, "Multilinear
 * extensions of games"). That is a polynomial in t, which a Gauss-Legendre rule takes exactly.
 *
 * @param passes for each feature of the path, 1 if the row passes all its questions, else 0
 * @param out receives the value of feature `i` at `places[i]`
 */
export function addShares(
  { covers }: Path,
  passes: Uint8Array,
  leafValue: number,
  out: Float64Array,
  places: ArrayLike<number>,
): void {
  const count = covers.length
  const { points, weights } = gaussLegendre(Math.ceil(count / 2))
  // Products of the factors before each feature; those behind it are multiplied on the way back.
  const before = new Float64Array(count)
  for (let point = 0; point < points.length; point++) {
    const t = points[point] as number
    const mixed = (i: number) => t * (passes[i] as number) + (1 - t) * (covers[i] as number)
    let product = leafValue * (weights[point] as number)
    for (let i = 0; i < count; i++) {
      before[i] = product
      product *= mixed(i)
    }
    let behind = 1
    for (let i = count - 1; i >= 0; i--) {
      const place = places[i] as number
      const change = (passes[i] as number) - (covers[i] as number)
      out[place] = (out[place] as number) + change * (before[i] as number) * behind
      behind *= mixed(i)
    }
  }
}
