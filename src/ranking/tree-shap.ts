import type { Forest } from './forest.ts'
import { addShares } from './leaf-path.ts'
import { createTables, type Leaf, type ShapTables } from './tree-shap-tables.ts'

/**
 * Exact path-dependent TreeSHAP (Lundberg, Erion and Lee 2018, arXiv:1802.03888). What a leaf gives
 * to a feature hangs on the row only through the questions on its path, so it is looked up in tables
 * by their outcomes (as Yang 2021, "Fast TreeSHAP", arXiv:2109.09847), many leaves at a time.
 */
export class TreeShap {
  readonly #forest: Forest
  readonly #featureCount: number
  readonly #baseValue: number
  readonly #tables: ShapTables
  /** Scratch: for each question, 1 if the row goes left. */
  readonly #answers: Uint8Array
  /** Scratch: the outcome at each place of the chains. */
  readonly #outcomes: Int32Array

  constructor(forest: Forest, featureCount: number) {
    this.#forest = forest
    this.#featureCount = featureCount
    this.#baseValue = expectedScore(forest)
    this.#tables = createTables(forest)
    this.#answers = new Uint8Array(this.#tables.questions.length)
    this.#outcomes = new Int32Array(this.#tables.before.length)
  }

  /**
   * @param row one value for each feature, NaN = missing
   * @param out receives one number for each feature and the base value last
   */
  contributions(row: Float64Array, out: Float64Array): void {
    out.fill(0, 0, this.#featureCount)
    out[this.#featureCount] = this.#baseValue
    this.#ask(row)
    this.#lookUp(out)
    for (const leaf of this.#tables.loose) this.#addLeaf(leaf, out)
  }

  #ask(row: Float64Array): void {
    const { before, asked, questions } = this.#tables
    const { feature } = this.#forest
    const answers = this.#answers
    const outcomes = this.#outcomes
    for (let i = 0; i < questions.length; i++) {
      const node = questions[i] as number
      answers[i] = this.#forest.goesLeft(node, row[feature[node] as number] as number)
    }
    for (let place = 1; place < before.length; place++) {
      const outcome = outcomes[before[place] as number] as number
      outcomes[place] = 2 * outcome + (answers[asked[place] as number] as number)
    }
  }

  #lookUp(out: Float64Array): void {
    const { lasts, starts, featureStarts, features, table } = this.#tables
    const outcomes = this.#outcomes
    for (let block = 0; block < lasts.length; block++) {
      const first = featureStarts[block] as number
      const end = featureStarts[block + 1] as number
      const outcome = outcomes[lasts[block] as number] as number
      let from = (starts[block] as number) + outcome * (end - first)
      for (let i = first; i < end; i++) {
        const index = features[i] as number
        out[index] = (out[index] as number) + (table[from++] as number)
      }
    }
  }

  #addLeaf({ path, value }: Leaf, out: Float64Array): void {
    const passes = new Uint8Array(path.features.length).fill(1)
    const { placeOf, asked } = this.#tables
    for (const { node, left, asks } of path.steps) {
      if (this.#answers[asked[placeOf[node] as number] as number] !== left) passes[asks] = 0
    }
    addShares(path, passes, value, out, path.features)
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
