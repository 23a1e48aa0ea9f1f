import type { Forest } from './forest.ts'
import { coverOf, PathShap } from './path-shap.ts'

/** TreeSHAP for trees whose paths hold too many features to tabulate: walks all paths for each row. */
export class LongPathShap {
  readonly #forest: Forest
  readonly #pathShap = new PathShap()
  /** The path walked: its features, what the row satisfies of them, and their covers. */
  readonly #features: number[] = []
  readonly #satisfied: number[] = []
  readonly #covers: number[] = []
  #contributions = new Float64Array(64)

  constructor(forest: Forest) {
    this.#forest = forest
  }

  /** Adds the contributions of one tree to `out`. */
  add(root: number, row: Float64Array, out: Float64Array): void {
    if (root < 0) this.#addLeaf(~root, out)
    else this.#visitNode(root, row, out)
  }

  #visitNode(node: number, row: Float64Array, out: Float64Array): void {
    const { feature, leftChild, rightChild } = this.#forest
    const split = feature[node] as number
    const taken = this.#forest.child(node, row[split] as number)
    const known = this.#features.indexOf(split)
    const slot = known < 0 ? this.#features.push(split) - 1 : known
    const satisfied = known < 0 ? 1 : (this.#satisfied[slot] as number)
    const cover = known < 0 ? 1 : (this.#covers[slot] as number)
    for (const child of [leftChild[node] as number, rightChild[node] as number]) {
      this.#satisfied[slot] = child === taken ? satisfied : 0
      this.#covers[slot] = cover * coverOf(this.#forest, node, child)
      this.add(child, row, out)
    }
    this.#satisfied[slot] = satisfied
    this.#covers[slot] = cover
    if (known < 0) this.#features.pop()
  }

  #addLeaf(leaf: number, out: Float64Array): void {
    const size = this.#features.length
    if (this.#contributions.length < size) this.#contributions = new Float64Array(2 * size)
    const value = this.#forest.leafValue[leaf] as number
    this.#pathShap.contributions(size, this.#satisfied, this.#covers, value, this.#contributions)
    for (let slot = 0; slot < size; slot++) {
      const feature = this.#features[slot] as number
      out[feature] = (out[feature] as number) + (this.#contributions[slot] as number)
    }
  }
}
