import type { Pair } from '../../features/pair.ts'

/**
 * What a person would call one reason: features that tell the same story, and the sentence that
 * tells it. Their contributions are summed, so a reason is named once.
 */
export interface Story {
  readonly id: string
  /** Short name shown to people. */
  readonly label: string
  readonly features: readonly string[]
  /**
   * States facts of the input, and only those.
   *
   * @returns `undefined` where the pair gives the story nothing to state
   */
  readonly describe: (pair: Pair) => string | undefined
  /** The same where it tells against the pair, `undefined` where it does not. */
  readonly mismatch?: (pair: Pair) => string | undefined
}
