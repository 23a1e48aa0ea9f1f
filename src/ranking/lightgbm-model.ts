/**
 * Reads the text format in which LightGBM saves models (`Booster.save_model`, version 4; see
 * `src/boosting/gbdt_model_text.cpp` and `src/io/tree.cpp` of LightGBM). Fields that neither
 * prediction nor explanation needs, such as gains, are not read.
 */
export interface LightgbmModel {
  /** Names of the inputs; a name never holds white space. */
  readonly featureNames: readonly string[]
  /** Objective with its parameters, as `binary sigmoid:1`; undefined for a custom one. */
  readonly objective: string | undefined
  /** Trees of one boosting round: the number of classes, otherwise 1. */
  readonly treesPerIteration: number
  /** True for random forests, whose output is the mean of the rounds and not their sum. */
  readonly averageOutput: boolean
  readonly trees: readonly LightgbmTree[]
}

/**
 * A binary tree. Nodes are counted from the root, 0; a child below 0 is the leaf `~child`. A tree
 * of one leaf has no nodes.
 */
export interface LightgbmTree {
  readonly splitFeature: Int32Array
  /** Numbers up to this go left; at a categorical node, the index of its set of categories. */
  readonly threshold: Float64Array
  /** See {@link DECISION}. */
  readonly decisionType: Int32Array
  readonly leftChild: Int32Array
  readonly rightChild: Int32Array
  /** Training rows that reached the node. */
  readonly nodeCount: Int32Array
  readonly leafValue: Float64Array
  /** Training rows that ended in the leaf. */
  readonly leafCount: Int32Array
  /** Set `i` of categories is the words `[i]` to `[i + 1]` of {@link categories}. */
  readonly categoryBounds: Int32Array
  /** Bit sets: the categories in a node's set go left. */
  readonly categories: Uint32Array
}

/** Bits of `decisionType`. */
export const DECISION = {
  categorical: 1,
  defaultLeft: 2,
  /** Where {@link MISSING} begins. */
  missingShift: 2,
} as const

/** What a numerical node takes for missing and sends to its default side. */
export const MISSING = { none: 0, zero: 1, nan: 2 } as const

/** The text is not a whole, sound model; the message names the line, the tree and the fault. */
export class LightgbmModelError extends Error {
  override readonly name = 'LightgbmModelError'
}

const INTEGER = /^-?\d{1,10}$/
const REAL = /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i
const INT32_MAX = 2 ** 31 - 1
const UINT32_MAX = 2 ** 32 - 1
const DECISION_MAX = DECISION.categorical | DECISION.defaultLeft | (MISSING.nan << 2)

/** @throws LightgbmModelError */
export function parseLightgbmModel(text: string): LightgbmModel {
  const lines = text.split('\n')
  const header = new Section('header', lines, 0)
  if (lines[0] !== 'tree') throw header.fault("does not start with 'tree'; is it a model?", 0)
  const version = header.text('version')
  if (version !== 'v4') throw header.faultOf('version', `${version} is not v4`)
  const featureCount = header.integer('max_feature_idx', 0) + 1
  const featureNames = header.words('feature_names', featureCount)
  if (new Set(featureNames).size < featureCount) throw header.fault('feature_names repeat')
  header.words('feature_infos', featureCount)
  const treesPerIteration = header.integer('num_tree_per_iteration', 1)
  const treeCount = header.words('tree_sizes').length
  if (treeCount % treesPerIteration > 0) {
    throw header.fault(`${treeCount} trees are not whole rounds of ${treesPerIteration}`)
  }

  const trees: LightgbmTree[] = []
  let next = skipBlank(lines, header.end)
  while (trees.length < treeCount) {
    const section = new Section(`tree ${trees.length}`, lines, next)
    if (lines[next] !== `Tree=${trees.length}`) {
      throw section.fault(`expected 'Tree=${trees.length}' of ${treeCount} trees`, next)
    }
    trees.push(parseTree(section, featureCount))
    next = skipBlank(lines, section.end)
  }
  const footer = new Section('after the trees', lines, next)
  if (lines[next] !== 'end of trees') throw footer.fault("expected 'end of trees'", next)
  if (!lines.includes('end of parameters', next)) {
    throw footer.fault("the file is cut short: 'end of parameters' is missing", lines.length - 1)
  }
  return {
    featureNames,
    objective: header.has('objective') ? header.text('objective') : undefined,
    treesPerIteration,
    averageOutput: header.has('average_output'),
    trees,
  }
}

function parseTree(section: Section, featureCount: number): LightgbmTree {
  if (section.has('is_linear') && section.text('is_linear') !== '0') {
    throw section.fault('linear trees are not supported: train with linear_tree=false')
  }
  const leaves = section.integer('num_leaves', 1)
  const sets = section.integer('num_cat', 0)
  const leafValue = section.reals('leaf_value', leaves)
  const nodes = leaves - 1
  if (nodes === 0) return { ...NO_NODES, leafValue, leafCount: new Int32Array(1) }

  const tree: LightgbmTree = {
    splitFeature: section.integers('split_feature', nodes, 0, featureCount - 1),
    threshold: section.thresholds('threshold', nodes),
    decisionType: section.integers('decision_type', nodes, 0, DECISION_MAX + 1),
    leftChild: section.integers('left_child', nodes, -leaves, nodes - 1),
    rightChild: section.integers('right_child', nodes, -leaves, nodes - 1),
    nodeCount: section.integers('internal_count', nodes, 0, INT32_MAX),
    leafValue,
    leafCount: section.integers('leaf_count', leaves, 0, INT32_MAX),
    ...(sets > 0 ? parseCategories(section, sets) : NO_CATEGORIES),
  }
  checkDecisions(tree, sets, section)
  checkShape(tree, section)
  return tree
}

const NO_CATEGORIES = { categoryBounds: Int32Array.of(0), categories: new Uint32Array(0) }
const NO_NODES = {
  splitFeature: new Int32Array(0),
  threshold: new Float64Array(0),
  decisionType: new Int32Array(0),
  leftChild: new Int32Array(0),
  rightChild: new Int32Array(0),
  nodeCount: new Int32Array(0),
  ...NO_CATEGORIES,
}

function parseCategories(section: Section, sets: number) {
  const categoryBounds = section.integers('cat_boundaries', sets + 1, 0, INT32_MAX)
  if (
    categoryBounds[0] !== 0 ||
    categoryBounds.some((bound, i) => bound < (categoryBounds[i - 1] ?? 0))
  ) {
    throw section.fault('cat_boundaries do not rise from 0')
  }
  const words = section.words('cat_threshold', categoryBounds[sets])
  const categories = Uint32Array.from(words, (word) =>
    section.parseInteger('cat_threshold', word, 0, UINT32_MAX),
  )
  return { categoryBounds, categories }
}

function checkDecisions(tree: LightgbmTree, sets: number, section: Section): void {
  tree.decisionType.forEach((type, node) => {
    if (type >> DECISION.missingShift > MISSING.nan) {
      throw section.fault(`decision_type ${type} of node ${node} is unknown`)
    }
    const set = tree.threshold[node] ?? 0
    if (type & DECISION.categorical && !(Number.isInteger(set) && set >= 0 && set < sets)) {
      throw section.fault(`node ${node} names the categories ${set} of ${sets} sets`)
    }
  })
}

/** Each node but the root and each leaf is the child of exactly one node, and the root reaches all. */
function checkShape({ leftChild, rightChild }: LightgbmTree, section: Section): void {
  const seen = new Set<number>([0])
  for (const node of seen) {
    if (node < 0) continue
    for (const child of [leftChild[node] ?? 0, rightChild[node] ?? 0]) {
      if (seen.has(child)) {
        const name = child < 0 ? `leaf ${~child}` : `node ${child}`
        throw section.fault(`${name} is reached twice, the second time from node ${node}`)
      }
      seen.add(child)
    }
  }
  const all = 2 * leftChild.length + 1
  if (seen.size < all) throw section.fault(`${all - seen.size} nodes or leaves are never reached`)
}

function skipBlank(lines: readonly string[], start: number): number {
  let next = start
  while (lines[next] === '') next++
  return next
}

/** The `key=value` lines from `start` to the next blank line. */
class Section {
  /** Index of the line after the section. */
  readonly end: number
  readonly #name: string
  readonly #start: number
  readonly #values = new Map<string, { readonly value: string; readonly line: number }>()

  constructor(name: string, lines: readonly string[], start: number) {
    this.#name = name
    this.#start = start
    let line = start
    for (let text = lines[line]; text !== undefined && text !== ''; text = lines[++line]) {
      const separator = text.indexOf('=')
      const key = separator < 0 ? text : text.slice(0, separator)
      if (this.#values.has(key)) throw this.fault(`${key} is given twice`, line)
      this.#values.set(key, { value: separator < 0 ? '' : text.slice(separator + 1), line })
    }
    this.end = line
  }

  has(key: string): boolean {
    return this.#values.has(key)
  }

  text(key: string): string {
    const found = this.#values.get(key)
    if (found === undefined) throw this.fault(`${key} is missing`)
    return found.value
  }

  words(key: string, count?: number): string[] {
    const text = this.text(key)
    const words = text === '' ? [] : text.split(' ')
    if (count !== undefined && words.length !== count) {
      throw this.faultOf(key, `has ${words.length} values, not ${count}`)
    }
    const empty = words.indexOf('')
    if (empty >= 0) throw this.faultOf(key, `has nothing for value ${empty}`)
    return words
  }

  integer(key: string, min: number): number {
    return this.parseInteger(key, this.text(key), min, INT32_MAX)
  }

  integers(key: string, count: number, min: number, max: number): Int32Array {
    return Int32Array.from(this.words(key, count), (word) => this.parseInteger(key, word, min, max))
  }

  /** A split of all known values from the missing ones has an infinite threshold. */
  thresholds(key: string, count: number): Float64Array {
    const bounds = this.words(key, count).map((word) => word.replace(/^(-?)inf$/, '$11e308'))
    return Float64Array.from(bounds, (word) => this.#real(key, word))
  }

  reals(key: string, count: number): Float64Array {
    return Float64Array.from(this.words(key, count), (word) => this.#real(key, word))
  }

  #real(key: string, word: string): number {
    const value = REAL.test(word) ? Number(word) : Number.NaN
    if (!Number.isFinite(value)) throw this.faultOf(key, `holds '${word}', not a finite number`)
    return value
  }

  parseInteger(key: string, word: string, min: number, max: number): number {
    const value = INTEGER.test(word) ? Number(word) : Number.NaN
    if (value >= min && value <= max) return value
    throw this.faultOf(key, `holds '${word}', not an integer from ${min} to ${max}`)
  }

  fault(message: string, line: number = this.#start): LightgbmModelError {
    return new LightgbmModelError(`line ${line + 1} (${this.#name}): ${message}`)
  }

  faultOf(key: string, message: string): LightgbmModelError {
    return this.fault(`${key} ${message}`, this.#values.get(key)?.line)
  }
}
