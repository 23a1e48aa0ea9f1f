import { DECISION, type LightgbmTree, MISSING } from './lightgbm-model.ts'

/** `kZeroThreshold` of LightGBM, a single-precision constant: what is nearer to 0 counts as 0. */
const ZERO_THRESHOLD = Math.fround(1e-35)

/** How a node decides; NaN is settled before, by `nanChild`. */
const NUMERICAL = 0
const NUMERICAL_ZERO_MISSING = 1
const CATEGORICAL = 2

/**
 * All trees of a model in shared arrays, one entry for each node, since objects for nodes would
 * cost a cache miss each. Nodes and leaves are numbered through the whole forest, parents before
 * children; a child below 0 is the leaf `~child`.
 */
export class Forest {
  /** Root of each tree; below 0 where the tree is the single leaf `~root`. */
  readonly roots: Int32Array
  /** Of each tree, one past its last node, and one past its last leaf. */
  readonly nodeEnds: Int32Array
  readonly leafEnds: Int32Array
  readonly feature: Int32Array
  readonly leftChild: Int32Array
  readonly rightChild: Int32Array
  /** The child that takes NaN. */
  readonly nanChild: Int32Array
  /** Numbers up to this go left, at a numerical node. */
  readonly threshold: Float64Array
  readonly nodeCount: Int32Array
  readonly leafValue: Float64Array
  readonly leafCount: Int32Array
  readonly #kind: Uint8Array
  /** Words of `#categories` that hold a node's set. */
  readonly #setStart: Int32Array
  readonly #setEnd: Int32Array
  readonly #categories: Uint32Array

  constructor(trees: readonly LightgbmTree[]) {
    const nodes = sum(trees, (tree) => tree.splitFeature.length)
    const leaves = sum(trees, (tree) => tree.leafValue.length)
    this.roots = new Int32Array(trees.length)
    this.nodeEnds = new Int32Array(trees.length)
    this.leafEnds = new Int32Array(trees.length)
    this.feature = new Int32Array(nodes)
    this.leftChild = new Int32Array(nodes)
    this.rightChild = new Int32Array(nodes)
    this.nodeCount = new Int32Array(nodes)
    this.leafValue = new Float64Array(leaves)
    this.leafCount = new Int32Array(leaves)
    this.threshold = new Float64Array(nodes)
    this.#kind = new Uint8Array(nodes)
    this.nanChild = new Int32Array(nodes)
    this.#setStart = new Int32Array(nodes)
    this.#setEnd = new Int32Array(nodes)
    this.#categories = new Uint32Array(sum(trees, (tree) => tree.categories.length))
    this.#plant(trees)
  }

  /** True if thresholds decide everywhere, and only NaN is missing. */
  get isNumerical(): boolean {
    return this.#kind.every((kind) => kind === NUMERICAL)
  }

  /** The child that a row with this value of the node's feature goes to. */
  child(node: number, value: number): number {
    // Only NaN differs from itself; this is faster than Number.isNaN here.
    // biome-ignore lint/suspicious/noSelfCompare: see above
    if (value !== value) return this.nanChild[node] as number
    const kind = this.#kind[node] as number
    if (kind !== NUMERICAL) return this.#unusualChild(node, value, kind)
    const left = value <= (this.threshold[node] as number)
    return (left ? this.leftChild[node] : this.rightChild[node]) as number
  }

  /** 1 if a row with this value of the node's feature goes left, else 0. */
  goesLeft(node: number, value: number): number {
    if (this.#kind[node] !== NUMERICAL) return +(this.child(node, value) === this.leftChild[node])
    // Without branches: a processor guesses half of the decisions wrong. Only NaN differs from itself.
    const isLow = +(value <= (this.threshold[node] as number))
    // biome-ignore lint/suspicious/noSelfCompare: see above
    return isLow | (+(value !== value) & +(this.nanChild[node] === this.leftChild[node]))
  }

  /** The same for two nodes only if they send every row alike. */
  questionKey(node: number): string {
    const set = this.#categories.subarray(this.#setStart[node], this.#setEnd[node])
    const nanLeft = this.nanChild[node] === this.leftChild[node]
    return [this.feature[node], this.#kind[node], this.threshold[node], nanLeft, ...set].join()
  }

  /** As `Ranker.predict`, for rows of `width` numbers. */
  predict(rows: Float64Array, count: number, width: number, out: Float64Array): void {
    const { roots, feature, leafValue } = this
    for (let row = 0, start = 0; row < count; row++, start += width) {
      let score = 0
      for (let tree = 0; tree < roots.length; tree++) {
        let node = roots[tree] as number
        while (node >= 0) {
          node = this.child(node, rows[start + (feature[node] as number)] as number)
        }
        score += leafValue[~node] as number
      }
      out[row] = score
    }
  }

  #unusualChild(node: number, value: number, kind: number): number {
    if (kind === NUMERICAL_ZERO_MISSING && Math.abs(value) <= ZERO_THRESHOLD) {
      return this.nanChild[node] as number
    }
    const left =
      kind === CATEGORICAL
        ? this.#hasCategory(node, Math.trunc(value))
        : value <= (this.threshold[node] as number)
    return (left ? this.leftChild[node] : this.rightChild[node]) as number
  }

  #hasCategory(node: number, category: number): boolean {
    const start = this.#setStart[node] as number
    const words = (this.#setEnd[node] as number) - start
    if (!(category >= 0 && category < words * 32)) return false
    const word = this.#categories[start + (category >>> 5)] as number
    return ((word >>> (category & 31)) & 1) === 1
  }

  #plant(trees: readonly LightgbmTree[]): void {
    let nodes = 0
    let leaves = 0
    let words = 0
    trees.forEach((tree, index) => {
      this.leafValue.set(tree.leafValue, leaves)
      this.leafCount.set(tree.leafCount, leaves)
      this.#categories.set(tree.categories, words)
      this.roots[index] = tree.splitFeature.length === 0 ? ~leaves : nodes
      const order = parentsFirst(tree)
      const place = new Map(order.map((node, position) => [node, nodes + position]))
      const moved = (child: number) => (child < 0 ? ~(leaves + ~child) : (place.get(child) ?? 0))
      order.forEach((from, position) => {
        this.#plantNode(nodes + position, tree, from, moved, words)
      })
      nodes += order.length
      leaves += tree.leafValue.length
      this.nodeEnds[index] = nodes
      this.leafEnds[index] = leaves
      words += tree.categories.length
    })
  }

  #plantNode(
    node: number,
    tree: LightgbmTree,
    from: number,
    moved: (child: number) => number,
    firstWord: number,
  ): void {
    const type = tree.decisionType[from] as number
    const threshold = tree.threshold[from] as number
    const missing = type >> DECISION.missingShift
    const left = moved(tree.leftChild[from] as number)
    const right = moved(tree.rightChild[from] as number)
    this.feature[node] = tree.splitFeature[from] as number
    this.nodeCount[node] = tree.nodeCount[from] as number
    this.leftChild[node] = left
    this.rightChild[node] = right
    this.threshold[node] = threshold
    if (type & DECISION.categorical) {
      this.#kind[node] = CATEGORICAL
      this.#setStart[node] = firstWord + (tree.categoryBounds[threshold] as number)
      this.#setEnd[node] = firstWord + (tree.categoryBounds[threshold + 1] as number)
      this.nanChild[node] = right
      return
    }
    this.#kind[node] = missing === MISSING.zero ? NUMERICAL_ZERO_MISSING : NUMERICAL
    // Where nothing counts as missing, LightGBM reads NaN as 0.
    const nanLeft = missing === MISSING.none ? 0 <= threshold : type & DECISION.defaultLeft
    this.nanChild[node] = nanLeft ? left : right
  }
}

function parentsFirst({ leftChild, rightChild }: LightgbmTree): number[] {
  const order = leftChild.length === 0 ? [] : [0]
  for (const node of order) {
    for (const child of [leftChild[node] ?? -1, rightChild[node] ?? -1]) {
      if (child >= 0) order.push(child)
    }
  }
  return order
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0)
}
