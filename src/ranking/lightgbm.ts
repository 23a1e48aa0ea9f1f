import { Forest } from './forest.ts'
import { type LightgbmModel, LightgbmModelError, parseLightgbmModel } from './lightgbm-model.ts'
import { NumericalForest } from './numerical-forest.ts'
import { type OutputTransform, outputTransform } from './objective.ts'
import type { Ranker } from './ranker.ts'
import { TreeShap } from './tree-shap.ts'

/**
 * Evaluates a LightGBM model of one output as LightGBM does, without LightGBM. The raw score is the
 * sum over all trees, before the objective's transform; for a random forest too, as in LightGBM.
 */
export class LightgbmRanker implements Ranker {
  readonly featureNames: readonly string[]
  readonly #forest: Forest
  /** The same trees for faster prediction, if they are simple enough. */
  readonly #numerical: NumericalForest | undefined
  readonly #transform: OutputTransform
  /** Divisor between raw score and transform: the number of rounds of a random forest. */
  readonly #rounds: number
  /** Built when first asked for: ranking alone never needs it. */
  #shap: TreeShap | undefined

  /** @throws LightgbmModelError when the model has several outputs */
  constructor(model: LightgbmModel) {
    if (model.treesPerIteration !== 1) {
      const { objective, treesPerIteration } = model
      const outputs = `${treesPerIteration} outputs for each row (${objective})`
      throw new LightgbmModelError(`a model of ${outputs} gives no single score to rank by`)
    }
    this.featureNames = model.featureNames
    this.#transform = outputTransform(model.objective)
    this.#rounds = model.averageOutput ? Math.max(1, model.trees.length) : 1
    this.#forest = new Forest(model.trees)
    if (this.#forest.isNumerical) this.#numerical = new NumericalForest(this.#forest)
  }

  /**
   * @param text a model in LightGBM's text format
   * @throws LightgbmModelError when it is malformed or has several outputs
   */
  static parse(text: string): LightgbmRanker {
    return new LightgbmRanker(parseLightgbmModel(text))
  }

  predict(rows: Float64Array, count: number, out: Float64Array): void {
    const width = this.featureNames.length
    if (this.#numerical) this.#numerical.predict(rows, count, width, out)
    else this.#forest.predict(rows, count, width, out)
  }

  contributions(row: Float64Array, out: Float64Array): void {
    this.#shap ??= new TreeShap(this.#forest, this.featureNames.length)
    this.#shap.contributions(row, out)
  }

  /** The raw score in the objective's unit, as LightGBM predicts by default. */
  transform(raw: number): number {
    return this.#transform(raw / this.#rounds)
  }
}
