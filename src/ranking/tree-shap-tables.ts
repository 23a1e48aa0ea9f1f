import type { Forest } from './forest.ts'
import { addShares, extend, NO_PATH, type Path } from './leaf-path.ts'

/**
 * Questions that index one table at most. Those of 100 trees of 31 leaves then take 3 MB; fewer, but
 * larger tables gain nothing, and trees six deep, as we train them, never need more.
 */
const MAX_QUESTIONS = 8

/** Numbers in all tables, 64 MB; leaves beyond are worked out row by row. */
const MAX_NUMBERS = 8_000_000

export interface Leaf {
  readonly path: Path
  readonly value: number
}

/**
 * What is worked out of the forest before any row comes. The leaves below a node that is reached by
 * few questions and has few below it form a block: its table holds, for every outcome of all these
 * questions, what its leaves together give to each feature that is asked for.
 *
 * Outcomes are numbered along chains of nodes: that of a node is twice that of the node before it,
 * plus 1 if the row goes left. Nodes above the blocks are chained to their parents, those within a
 * block one to the other. Place 0 of the chains is where they begin.
 */
export interface ShapTables {
  /** For each place, the one before it in its chain, which is lower. */
  readonly before: Int32Array
  /** For each place, its question. */
  readonly asked: Int32Array
  /** For each question, a node that asks it; trees share many. */
  readonly questions: Int32Array
  /** For each node, its place. */
  readonly placeOf: Int32Array
  /** For each block: the place whose outcome is that of the block, and where its table begins. */
  readonly lasts: Int32Array
  readonly starts: Int32Array
  /** Block `i` tells of the features `[featureStarts[i]]` to `[featureStarts[i + 1]]` of `features`. */
  readonly featureStarts: Int32Array
  readonly features: Int32Array
  /** By block, outcome and feature. */
  readonly table: Float64Array
  /** Leaves in no block. */
  readonly loose: readonly Leaf[]
}

interface Block {
  readonly last: number
  readonly features: readonly number[]
  readonly numbers: Float64Array
}

export function createTables(forest: Forest): ShapTables {
  const placeOf = new Int32Array(forest.feature.length)
  const order: number[] = []
  const before = [0]
  const blocks: Block[] = []
  const loose: Leaf[] = []
  let numbers = 0

  const put = (node: number, parent: number) => {
    before.push(parent)
    placeOf[node] = order.push(node)
    return order.length
  }
  const visit = (child: number, path: Path, parent: number): void => {
    const inside = nodesBelow(forest, child, MAX_QUESTIONS - path.steps.length)
    if (inside && numbers < MAX_NUMBERS) {
      const last = inside.reduce((place, node) => put(node, place), parent)
      const block = createBlock(forest, child, path, inside)
      numbers += block.numbers.length
      blocks.push({ ...block, last })
    } else if (child < 0) {
      loose.push({ path, value: forest.leafValue[~child] as number })
    } else {
      const place = put(child, parent)
      visit(forest.leftChild[child] as number, extend(path, forest, child, 1), place)
      visit(forest.rightChild[child] as number, extend(path, forest, child, 0), place)
    }
  }
  for (const root of forest.roots) if (root >= 0) visit(root, NO_PATH, 0)
  const { questions, questionOf } = distinctQuestions(forest)
  return {
    before: Int32Array.from(before),
    asked: Int32Array.from([0, ...order.map((node) => questionOf[node] as number)]),
    questions,
    placeOf,
    ...joined(blocks),
    loose,
  }
}

/** The nodes from this child down, parents first; `undefined` where they are more than `most`. */
function nodesBelow(forest: Forest, child: number, most: number): number[] | undefined {
  if (most < 0) return undefined
  const nodes = child < 0 ? [] : [child]
  for (const node of nodes) {
    for (const next of [forest.leftChild[node] as number, forest.rightChild[node] as number]) {
      if (next >= 0) nodes.push(next)
    }
    if (nodes.length > most) return undefined
  }
  return nodes
}

function createBlock(
  forest: Forest,
  child: number,
  path: Path,
  inside: readonly number[],
): Omit<Block, 'last'> {
  const chain = [...path.steps.map(({ node }) => node), ...inside]
  const leaves = leavesBelow(forest, child, path)
  const features = [...new Set(leaves.flatMap((leaf) => leaf.path.features))]
  const numbers = new Float64Array(features.length << chain.length)
  for (const { path, value } of leaves) {
    const positions = path.features.map((feature) => features.indexOf(feature))
    const shares = sharesByPasses(path, value)
    const bits = path.steps.map(({ node }) => chain.length - 1 - chain.indexOf(node))
    for (let outcome = 0; outcome < 1 << chain.length; outcome++) {
      let passes = (1 << path.features.length) - 1
      path.steps.forEach(({ left, asks }, step) => {
        if (((outcome >> (bits[step] as number)) & 1) !== left) passes &= ~(1 << asks)
      })
      positions.forEach((position, i) => {
        const to = outcome * features.length + position
        numbers[to] = (numbers[to] as number) + (shares[passes * positions.length + i] as number)
      })
    }
  }
  return { features, numbers }
}

function leavesBelow(forest: Forest, child: number, path: Path): Leaf[] {
  if (child < 0) return [{ path, value: forest.leafValue[~child] as number }]
  return [
    ...leavesBelow(forest, forest.leftChild[child] as number, extend(path, forest, child, 1)),
    ...leavesBelow(forest, forest.rightChild[child] as number, extend(path, forest, child, 0)),
  ]
}

/** The Shapley values of a leaf for each set of features that let the row through, as bits. */
function sharesByPasses(path: Path, value: number): Float64Array {
  const count = path.features.length
  const shares = new Float64Array(count << count)
  const places = path.features.map((_, i) => i)
  const passes = new Uint8Array(count)
  for (let set = 0; set < 1 << count; set++) {
    for (let i = 0; i < count; i++) passes[i] = (set >> i) & 1
    addShares(path, passes, value, shares.subarray(set * count, (set + 1) * count), places)
  }
  return shares
}

/** Nodes of all trees that decide every row alike count as one question. */
function distinctQuestions(forest: Forest) {
  const questions: number[] = []
  const known = new Map<string, number>()
  const questionOf = Int32Array.from(forest.feature, (_, node) => {
    const key = forest.questionKey(node)
    const question = known.get(key) ?? questions.push(node) - 1
    known.set(key, question)
    return question
  })
  return { questions: Int32Array.from(questions), questionOf }
}

function joined(blocks: readonly Block[]) {
  const starts = new Int32Array(blocks.length)
  const featureStarts = new Int32Array(blocks.length + 1)
  const table = new Float64Array(blocks.reduce((sum, { numbers }) => sum + numbers.length, 0))
  let start = 0
  blocks.forEach(({ features, numbers }, i) => {
    starts[i] = start
    featureStarts[i + 1] = (featureStarts[i] as number) + features.length
    table.set(numbers, start)
    start += numbers.length
  })
  return {
    lasts: Int32Array.from(blocks, ({ last }) => last),
    starts,
    featureStarts,
    features: Int32Array.from(blocks.flatMap(({ features }) => features)),
    table,
  }
}
