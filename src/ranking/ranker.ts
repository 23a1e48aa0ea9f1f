/**
 * Turns feature vectors into raw scores and says what each feature contributed.
 * Implementations: LightGBM (`lightgbm.ts`), null (`null.ts`).
 */
export interface Ranker {
  /** Names of the inputs, in the order of a row. */
  readonly featureNames: readonly string[]
  /**
   * @param rows row-major matrix of `count` × `featureNames.length` numbers, NaN = missing
   * @param out receives `count` raw scores
   */
  predict(rows: Float64Array, count: number, out: Float64Array): void
  /**
   * Exact contributions (path-dependent TreeSHAP): base + Σ contributions = raw score.
   * @param row `featureNames.length` numbers, NaN = missing
   * @param out receives `featureNames.length + 1` numbers, the base value last (LightGBM's layout)
   */
  contributions(row: Float64Array, out: Float64Array): void
}
