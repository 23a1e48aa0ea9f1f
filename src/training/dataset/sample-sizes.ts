/** How much of what there is becomes rows. */
export interface SampleSizes {
  /** Rows, about. */
  readonly expected: number
  readonly shares: { readonly labelled: number; readonly passedOver: number }
}

/** Fewer pairs are not worth a run. */
export const FEWEST_PAIRS = 100

/**
 * More pairs that were passed over teach little about fit, and would pull every score to their label: the
 * score is a grade on a fixed scale, not how often people act.
 */
const PASSED_OVER_A_LABEL = 4

/** Shares that come to `maxRows` at most, and to a few passed-over pairs for each with a label. */
export function sampleSizes(
  there: { readonly labelled: number; readonly passedOver: number },
  maxRows: number,
): SampleSizes {
  const most = maxRows / (1 + PASSED_OVER_A_LABEL)
  const wanted = Math.min(there.passedOver, PASSED_OVER_A_LABEL * there.labelled)
  const labelled = Math.min(there.labelled, Math.max(most, maxRows - wanted))
  const passedOver = Math.min(wanted, maxRows - labelled)
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0)
  return {
    expected: Math.ceil(labelled + passedOver),
    shares: {
      labelled: share(labelled, there.labelled),
      passedOver: share(passedOver, there.passedOver),
    },
  }
}
