/** Pairs that no step of training saw, in columns: a place in each is one pair. */
export interface HeldOut {
  /** 0-100, as observed. */
  readonly labels: Float64Array
  /** How much a pair counts in errors and calibration, above 0; 1 each if left out. */
  readonly weights?: Float64Array | undefined
  /** Whom each pair is about, by a number from 0. */
  readonly talents: Int32Array
  readonly segmentations: readonly Segmentation[]
}

/** Parts of the pairs that must each be served well, such as those of one region. */
export interface Segmentation {
  readonly name: string
  /** Names of the parts. */
  readonly values: readonly string[]
  /** For each pair its place in `values`, or -1 where nothing is known. */
  readonly codes: Int16Array
}

/** What a model makes of held-out pairs. */
export interface Scored {
  /** 0-100; only the rules may answer another scale than that of labels. */
  readonly scores: Float64Array
  /** Of the 80 % intervals, in points; left out where a scorer has none. */
  readonly halfWidths?: Float64Array | undefined
}

/** Columns that do not belong together; the message says which. */
export class HeldOutError extends Error {
  override readonly name = 'HeldOutError'
}

/** @throws HeldOutError when a column has another length, or a number is out of its range */
export function requireSound(heldOut: HeldOut, scored: Readonly<Record<string, Scored>>): void {
  const { labels, weights, talents, segmentations } = heldOut
  if (labels.length === 0) throw new HeldOutError('there are no held-out pairs')
  const isGrade = (value: number) => value >= 0 && value <= 100
  requireEach('labels', labels, isGrade)
  if (weights) requireEach('weights', weights, (weight) => weight > 0 && weight < Infinity)
  requireEach('talents', talents, (talent) => talent >= 0)
  for (const { name, codes, values } of segmentations) {
    requireEach(`segment ${name}`, codes, (code) => code >= -1 && code < values.length)
  }
  for (const [name, { scores, halfWidths }] of Object.entries(scored)) {
    requireEach(`scores of ${name}`, scores, isGrade)
    if (halfWidths) requireEach(`half-widths of ${name}`, halfWidths, (width) => width >= 0)
  }

  function requireEach(
    name: string,
    column: Float64Array | Int32Array | Int16Array,
    isSound: (value: number) => boolean,
  ): void {
    if (column.length !== labels.length) {
      throw new HeldOutError(`${name}: ${column.length} for ${labels.length} pairs`)
    }
    const at = column.findIndex((value: number) => !isSound(value))
    if (at >= 0) throw new HeldOutError(`${name}: ${column[at]} at ${at} is out of range`)
  }
}
