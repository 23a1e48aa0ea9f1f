import type { Forest } from './forest.ts'
import { gaussLegendre } from './gauss-legendre.ts'

/** What becomes of a feature on a step to a child; the row's earlier steps by it count too. */
const PASSES = 0
const FAILS = 1
const FAILED_BEFORE = 2
const OUTCOMES = 3

/**
 * What TreeSHAP needs of one tree and does not depend on the row. Nodes count from the tree's root,
 * 0. Step 0 leads to the root, step `2 × node + 1` to the node's left child, and the one after to
 * its right child.
 */
export interface TreePlan {
  /** Of the tree's root and first leaf in the forest. */
  readonly firstNode: number
  readonly firstLeaf: number
  /** Step that leads to each node, and to each leaf. */
  readonly stepToNode: Int32Array
  readonly stepToLeaf: Int32Array
  /** For each node, the last step above it that asked for the same feature; 0 if none did. */
  readonly askedBefore: Int32Array
  /** Weights of the quadrature's points. */
  readonly weights: Float64Array
  /** For each step, outcome and point: what a feature's m_i is multiplied by. */
  readonly factors: Float64Array
  /** For each step, outcome and point: what is added to a feature's (s_i − c_i) / m_i. */
  readonly shares: Float64Array
}

/** Where the coefficients of an outcome begin. */
export function coefficientsOf(step: number, outcome: number, points: number): number {
  return (step * OUTCOMES + outcome) * points
}

/** The last step by a feature, and the share of training rows that go on through all of them. */
interface Asked {
  readonly step: number
  readonly cover: number
}

type Path = ReadonlyMap<number, Asked>

/** @param tree index of a tree with at least one node */
export function planTree(forest: Forest, tree: number): TreePlan {
  const firstNode = forest.roots[tree] as number
  const firstLeaf = tree === 0 ? 0 : (forest.leafEnds[tree - 1] as number)
  const nodes = (forest.nodeEnds[tree] as number) - firstNode
  const { weights, points } = gaussLegendre(Math.ceil(longestPath(forest, firstNode) / 2))
  const coefficients = (2 * nodes + 1) * OUTCOMES * points.length
  const plan: TreePlan = {
    firstNode,
    firstLeaf,
    stepToNode: new Int32Array(nodes),
    stepToLeaf: new Int32Array(nodes + 1),
    askedBefore: new Int32Array(nodes),
    weights,
    factors: new Float64Array(coefficients),
    shares: new Float64Array(coefficients),
  }

  const visit = (child: number, step: number, path: Path): void => {
    if (child < 0) {
      plan.stepToLeaf[~child - firstLeaf] = step
      return
    }
    const node = child - firstNode
    plan.stepToNode[node] = step
    const feature = forest.feature[child] as number
    const before = path.get(feature) ?? { step: 0, cover: 1 }
    plan.askedBefore[node] = before.step
    const children = [forest.leftChild[child] as number, forest.rightChild[child] as number]
    children.forEach((next, side) => {
      const asked = {
        step: 2 * node + 1 + side,
        cover: before.cover * coverOf(forest, child, next),
      }
      setCoefficients(plan, points, before, asked, coverOf(forest, child, next))
      visit(next, asked.step, new Map(path).set(feature, asked))
    })
  }
  visit(firstNode, 0, new Map())
  return plan
}

function setCoefficients(
  { factors, shares }: TreePlan,
  points: Float64Array,
  before: Asked,
  now: Asked,
  cover: number,
): void {
  const passes = coefficientsOf(now.step, PASSES, points.length)
  const fails = coefficientsOf(now.step, FAILS, points.length)
  const failedBefore = coefficientsOf(now.step, FAILED_BEFORE, points.length)
  points.forEach((t, point) => {
    const mixedBefore = t + (1 - t) * before.cover
    const mixedNow = t + (1 - t) * now.cover
    const shareBefore = (1 - before.cover) / mixedBefore
    factors[passes + point] = mixedNow / mixedBefore
    shares[passes + point] = (1 - now.cover) / mixedNow - shareBefore
    factors[fails + point] = ((1 - t) * now.cover) / mixedBefore
    // (0 − c) / ((1 − t)·c); where c is 0, so is all that it multiplies.
    shares[fails + point] = -1 / (1 - t) - shareBefore
    // Once a feature has failed, its share stays as it is.
    factors[failedBefore + point] = cover
  })
}

/** The share of the node's training rows that went on to this child. */
function coverOf({ nodeCount, leafCount }: Forest, node: number, child: number): number {
  const reached = nodeCount[node] as number
  if (reached === 0) return 0.5 // no row tells; the steps to here multiply it by 0
  return ((child < 0 ? leafCount[~child] : nodeCount[child]) as number) / reached
}

/** The most different features on a path, which bounds the degree of the polynomials. */
function longestPath(
  forest: Forest,
  child: number,
  above: ReadonlySet<number> = new Set(),
): number {
  if (child < 0) return above.size
  const asked = new Set(above).add(forest.feature[child] as number)
  return Math.max(
    longestPath(forest, forest.leftChild[child] as number, asked),
    longestPath(forest, forest.rightChild[child] as number, asked),
  )
}
