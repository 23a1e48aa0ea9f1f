import type { Forest } from './forest.ts'
import { LongPathShap } from './long-path-shap.ts'
import { coverOf, PathShap } from './path-shap.ts'

/** A path of up to this many different features gets a table: 2^6 rows of 6 numbers are 3 KB. */
const TABLE_FEATURES = 6

/**
 * Exact path-dependent TreeSHAP (Lundberg, Erion and Lee 2018, arXiv:1802.03888).
 *
 * What a leaf contributes depends only on which features of its path the row fails, so all cases
 * are tabulated once and a row costs one look-up for each leaf (Yang 2021, arXiv:2109.09847).
 * Trees with longer paths are computed for each row, by the same formula.
 */
export class TreeShap {
  readonly #forest: Forest
  readonly #baseIndex: number
  readonly #baseValue: number
  /** First node and end of the nodes of each tree with tables. */
  readonly #tabulated: { readonly first: number; readonly end: number }[] = []
  readonly #leaves: TabulatedLeaves
  /** Roots of the trees without. */
  readonly #longTrees: number[] = []
  readonly #longPathShap: LongPathShap
  /** For each node, the bit that stands for its feature on the paths through it. */
  readonly #bit: Int32Array
  /** Scratch: bits of the features that the row fails, at index `leaves + child` (leaf or node). */
  readonly #failed: Int32Array

  constructor(forest: Forest, featureCount: number) {
    this.#forest = forest
    this.#baseIndex = featureCount
    this.#baseValue = expectedScore(forest)
    this.#longPathShap = new LongPathShap(forest)
    this.#bit = new Int32Array(forest.feature.length)
    this.#failed = new Int32Array(forest.leafValue.length + forest.feature.length)
    const paths: LeafPath[] = []
    forest.roots.forEach((root, tree) => {
      if (root < 0) return
      const found = leafPaths(forest, root, this.#bit)
      if (found.some(({ features }) => features.length > TABLE_FEATURES)) {
        this.#longTrees.push(root)
        return
      }
      this.#tabulated.push({ first: root, end: forest.nodeEnds[tree] as number })
      for (const path of found) paths.push(path)
    })
    this.#leaves = tabulate(paths, forest)
  }

  /**
   * @param row one value for each feature, NaN = missing
   * @param out receives one number for each feature and the base value last
   */
  contributions(row: Float64Array, out: Float64Array): void {
    out.fill(0, 0, this.#baseIndex)
    out[this.#baseIndex] = this.#baseValue
    for (const { first, end } of this.#tabulated) this.#markFailed(row, first, end)
    this.#addTabulated(out)
    for (const root of this.#longTrees) this.#longPathShap.add(root, row, out)
  }

  /** Passes the bits down from the root: parents are numbered before children. */
  #markFailed(row: Float64Array, first: number, end: number): void {
    const { feature, leftChild, rightChild, leafValue } = this.#forest
    const failed = this.#failed
    const offset = leafValue.length
    failed[offset + first] = 0
    for (let node = first; node < end; node++) {
      const left = leftChild[node] as number
      const wentLeft = this.#forest.child(node, row[feature[node] as number] as number) === left
      const here = failed[offset + node] as number
      const aside = here | (this.#bit[node] as number)
      failed[offset + left] = wentLeft ? here : aside
      failed[offset + (rightChild[node] as number)] = wentLeft ? aside : here
    }
  }

  #addTabulated(out: Float64Array): void {
    const { leaf, start, features, table, contributions } = this.#leaves
    const failed = this.#failed
    const offset = this.#forest.leafValue.length
    for (let i = 0; i < leaf.length; i++) {
      const begin = start[i] as number
      const end = start[i + 1] as number
      const row = failed[offset + ~(leaf[i] as number)] as number
      let entry = (table[i] as number) + row * (end - begin)
      for (let slot = begin; slot < end; slot++, entry++) {
        const feature = features[slot] as number
        out[feature] = (out[feature] as number) + (contributions[entry] as number)
      }
    }
  }
}

/** Features on the way to a leaf, each once, in the order of their first node. */
interface LeafPath {
  readonly leaf: number
  readonly features: readonly number[]
  /** For each feature, the share of training rows that its nodes send on towards the leaf. */
  readonly covers: readonly number[]
}

interface TabulatedLeaves {
  readonly leaf: Int32Array
  /** Leaf `i` owns the `features` from `start[i]` to `start[i + 1]`. */
  readonly start: Int32Array
  readonly features: Int32Array
  /** Where the leaf's table begins in `contributions`: a row for each set of failed features. */
  readonly table: Int32Array
  readonly contributions: Float64Array
}

function leafPaths(forest: Forest, root: number, bits: Int32Array): LeafPath[] {
  const found: LeafPath[] = []
  const visit = (child: number, features: readonly number[], covers: readonly number[]): void => {
    if (child < 0) {
      found.push({ leaf: ~child, features, covers })
      return
    }
    const feature = forest.feature[child] as number
    const known = features.indexOf(feature)
    const slot = known < 0 ? features.length : known
    const passed = known < 0 ? [...features, feature] : features
    bits[child] = 1 << slot
    for (const next of [forest.leftChild[child] as number, forest.rightChild[child] as number]) {
      const cover = (covers[slot] ?? 1) * coverOf(forest, child, next)
      visit(next, passed, covers.toSpliced(slot, 1, cover))
    }
  }
  visit(root, [], [])
  return found
}

function tabulate(paths: readonly LeafPath[], { leafValue }: Forest): TabulatedLeaves {
  const start = new Int32Array(paths.length + 1)
  const table = new Int32Array(paths.length + 1)
  paths.forEach(({ features: { length } }, i) => {
    start[i + 1] = (start[i] as number) + length
    table[i + 1] = (table[i] as number) + length * 2 ** length
  })
  const contributions = new Float64Array(table.at(-1) ?? 0)
  const pathShap = new PathShap()
  paths.forEach(({ leaf, features: { length }, covers }, i) => {
    const satisfied = new Array<number>(length)
    for (let failed = 0; failed < 2 ** length; failed++) {
      for (let slot = 0; slot < length; slot++) satisfied[slot] = 1 - ((failed >> slot) & 1)
      const row = contributions.subarray((table[i] as number) + failed * length)
      pathShap.contributions(length, satisfied, covers, leafValue[leaf] as number, row)
    }
  })
  return {
    leaf: Int32Array.from(paths, ({ leaf }) => leaf),
    start,
    features: Int32Array.from(paths.flatMap(({ features }) => features)),
    table,
    contributions,
  }
}

/** Mean raw score over the training rows, as the leaves' counts tell it. */
function expectedScore({ roots, leafValue, leafCount, nodeCount, leafEnds }: Forest): number {
  let score = 0
  let leaf = 0
  roots.forEach((root, tree) => {
    const total = root < 0 ? 1 : (nodeCount[root] as number)
    for (; leaf < (leafEnds[tree] as number); leaf++) {
      const share = root < 0 ? 1 : (leafCount[leaf] as number) / total
      score += share * (leafValue[leaf] as number)
    }
  })
  return score
}
