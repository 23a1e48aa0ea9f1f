import type { Ranker } from './ranker.ts'

/** Scores every row 0 and explains nothing; a trivial implementation for tests and wiring. */
export class NullRanker implements Ranker {
  readonly featureNames: readonly string[]

  constructor(featureNames: readonly string[] = []) {
    this.featureNames = featureNames
  }

  predict(_rows: Float64Array, count: number, out: Float64Array): void {
    out.fill(0, 0, count)
  }

  contributions(_row: Float64Array, out: Float64Array): void {
    out.fill(0, 0, this.featureNames.length + 1)
  }
}
