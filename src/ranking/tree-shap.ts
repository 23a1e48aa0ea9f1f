import type { Forest } from './forest.ts'
import { coefficientsOf, planTree, type TreePlan } from './tree-shap-plan.ts'

/**
 * Exact path-dependent TreeSHAP (Lundberg, Erion and Lee 2018, arXiv:1802.03888), in time linear in
 * the size of the trees (as Yu and others 2022, "Linear TreeShap", arXiv:2209.08192).
 *
 * On the path to a leaf, feature `i` lets the row through with `s_i`, 1 or 0; where it is left out,
 * the share `c_i` of the training rows goes on. The leaf's value counts with the product of these.
 * The Shapley value of feature `j` averages `(s_j − c_j) · Π_{i≠j}` over all orders of joining: the
 * integral over t from 0 to 1 of `(s_j − c_j) · Π_{i≠j} m_i`, with `m_i = t·s_i + (1 − t)·c_i`
 * (Owen 1972, "Multilinear extensions of games"). That is a polynomial in t, so a Gauss-Legendre
 * rule takes it exactly. For each of its points, one pass down the tree multiplies the `m_i`, and
 * one pass up sums the leaves below each step; of that sum feature `j` gets `(s_j − c_j) / m_j`.
 */
export class TreeShap {
  readonly #forest: Forest
  readonly #featureCount: number
  readonly #baseValue: number
  readonly #plans: readonly TreePlan[]
  /** Scratch for the steps of one tree: 1 while the row passes the feature asked for, else 0. */
  readonly #passed: Uint8Array
  /** Scratch: where the coefficients of the step's outcome begin. */
  readonly #coefficients: Int32Array
  /** Scratch for each step and point: the product of all m_i; after the way up, times the leaves. */
  readonly #mass: Float64Array

  constructor(forest: Forest, featureCount: number) {
    this.#forest = forest
    this.#featureCount = featureCount
    this.#baseValue = expectedScore(forest)
    const trees = [...forest.roots.keys()].filter((tree) => (forest.roots[tree] as number) >= 0)
    this.#plans = trees.map((tree) => planTree(forest, tree))
    const steps = Math.max(0, ...this.#plans.map((plan) => 2 * plan.stepToNode.length + 1))
    const points = Math.max(0, ...this.#plans.map((plan) => plan.weights.length))
    this.#passed = new Uint8Array(steps)
    this.#coefficients = new Int32Array(steps)
    this.#mass = new Float64Array(steps * points)
  }

  /**
   * @param row one value for each feature, NaN = missing
   * @param out receives one number for each feature and the base value last
   */
  contributions(row: Float64Array, out: Float64Array): void {
    out.fill(0, 0, this.#featureCount)
    out[this.#featureCount] = this.#baseValue
    for (const plan of this.#plans) {
      this.#walkDown(plan, row)
      this.#weighLeaves(plan)
      this.#walkUp(plan, out)
    }
  }

  #walkDown(plan: TreePlan, row: Float64Array): void {
    const { firstNode, stepToNode, askedBefore, weights, factors } = plan
    const { feature, leftChild } = this.#forest
    const passed = this.#passed
    const coefficients = this.#coefficients
    const mass = this.#mass
    const points = weights.length
    passed[0] = 1
    mass.set(weights)
    for (let node = 0; node < stepToNode.length; node++) {
      const index = firstNode + node
      const taken = this.#forest.child(index, row[feature[index] as number] as number)
      const goesLeft = +(taken === leftChild[index])
      const before = passed[askedBefore[node] as number] as number
      const left = 2 * node + 1
      const passesLeft = before & goesLeft
      const passesRight = before & (1 - goesLeft)
      passed[left] = passesLeft
      passed[left + 1] = passesRight
      // PASSES = 0, FAILS = 1, FAILED_BEFORE = 2
      let onLeft = coefficientsOf(left, 2 - before - passesLeft, points)
      let onRight = coefficientsOf(left + 1, 2 - before - passesRight, points)
      coefficients[left] = onLeft
      coefficients[left + 1] = onRight
      let from = (stepToNode[node] as number) * points
      for (let to = left * points; to < (left + 1) * points; to++) {
        const here = mass[from++] as number
        mass[to] = here * (factors[onLeft++] as number)
        mass[to + points] = here * (factors[onRight++] as number)
      }
    }
  }

  #weighLeaves({ firstLeaf, stepToLeaf, weights: { length } }: TreePlan): void {
    const { leafValue } = this.#forest
    const mass = this.#mass
    for (let leaf = 0; leaf < stepToLeaf.length; leaf++) {
      const value = leafValue[firstLeaf + leaf] as number
      const start = (stepToLeaf[leaf] as number) * length
      for (let i = start; i < start + length; i++) mass[i] = (mass[i] as number) * value
    }
  }

  #walkUp({ firstNode, stepToNode, weights, shares }: TreePlan, out: Float64Array): void {
    const { feature } = this.#forest
    const coefficients = this.#coefficients
    const mass = this.#mass
    const points = weights.length
    for (let node = stepToNode.length - 1; node >= 0; node--) {
      const left = 2 * node + 1
      let onLeft = coefficients[left] as number
      let onRight = coefficients[left + 1] as number
      let to = (stepToNode[node] as number) * points
      let share = 0
      for (let from = left * points; from < (left + 1) * points; from++) {
        const below = mass[from] as number
        const aside = mass[from + points] as number
        share += below * (shares[onLeft++] as number) + aside * (shares[onRight++] as number)
        mass[to++] = below + aside
      }
      const index = feature[firstNode + node] as number
      out[index] = (out[index] as number) + share
    }
  }
}

/** Mean raw score over the training rows, as the leaves' counts tell it. */
function expectedScore({ roots, leafValue, leafCount, nodeCount, leafEnds }: Forest): number {
  let score = 0
  let leaf = 0
  roots.forEach((root, tree) => {
    for (; leaf < (leafEnds[tree] as number); leaf++) {
      const share = root < 0 ? 1 : (leafCount[leaf] as number) / (nodeCount[root] as number)
      score += share * (leafValue[leaf] as number)
    }
  })
  return score
}
