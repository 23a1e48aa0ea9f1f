/** Where a raw score lands on the scale. */
export type Knot = readonly [raw: number, score: number]

/** The stored or given knots are no calibration; the message says why. */
export class CalibrationError extends Error {
  override readonly name = 'CalibrationError'
}

/** Slope in points for each unit of raw score where a single knot tells nothing about it. */
const LONE_SLOPE = 1

/**
 * A strictly increasing map of raw scores to 0-100: straight lines between the knots, and beyond
 * them a hyperbola that starts with the mean slope and never reaches 0 or 100. So calibration never
 * changes an order, save that raw scores apart by less than the rounding of numbers may tie.
 */
export class Calibration {
  readonly knots: readonly Knot[]
  readonly #slope: number

  /** @throws CalibrationError unless raw and score both rise, with scores between 0 and 100 */
  constructor(knots: readonly Knot[]) {
    const [first, last] = [knots[0], knots.at(-1)]
    if (first === undefined || last === undefined) throw new CalibrationError('there are no knots')
    knots.forEach(([raw, score], i) => {
      const before = knots[i - 1] ?? [Number.NEGATIVE_INFINITY, 0]
      const sound = Number.isFinite(raw) && raw > before[0] && score > before[1] && score < 100
      if (!sound) throw new CalibrationError(`knot ${i} (${raw}, ${score}) does not rise below 100`)
    })
    this.knots = knots
    this.#slope = knots.length === 1 ? LONE_SLOPE : (last[1] - first[1]) / (last[0] - first[0])
    if (!(this.#slope > 0 && this.#slope < Number.POSITIVE_INFINITY)) {
      throw new CalibrationError('the knots lie too far apart or too near')
    }
  }

  /** @returns points from 0 to 100 */
  apply(raw: number): number {
    const [firstRaw, firstScore] = this.knots[0] as Knot
    const [lastRaw, lastScore] = this.knots.at(-1) as Knot
    if (raw <= firstRaw) return this.#approach(firstScore, firstRaw - raw)
    if (raw > lastRaw) {
      return Math.max(lastScore, 100 - this.#approach(100 - lastScore, raw - lastRaw))
    }
    const above = this.#knotAbove(raw)
    const [lowRaw, lowScore] = this.knots[above - 1] as Knot
    const [highRaw, highScore] = this.knots[above] as Knot
    const score = lowScore + (highScore - lowScore) * ((raw - lowRaw) / (highRaw - lowRaw))
    return Math.min(score, highScore) // here and above, rounding must not pass a knot
  }

  toJSON(): { knots: readonly Knot[] } {
    return { knots: this.knots }
  }

  /** From `room` points above the bound, ever nearer to it. */
  #approach(room: number, distance: number): number {
    return room / (1 + (this.#slope * distance) / room)
  }

  #knotAbove(raw: number): number {
    let low = 0
    let high = this.knots.length - 1
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.knots[middle] as Knot)[0] <= raw) low = middle
      else high = middle
    }
    return high
  }
}

/**
 * Reads what `JSON.stringify(calibration)` wrote.
 *
 * @param stored the parsed JSON
 * @throws CalibrationError
 */
export function parseCalibration(stored: unknown): Calibration {
  const knots = typeof stored === 'object' && stored && 'knots' in stored ? stored.knots : undefined
  if (!Array.isArray(knots)) throw new CalibrationError('a calibration holds a list of knots')
  return new Calibration(knots.map(parseKnot))
}

function parseKnot(knot: unknown, index: number): Knot {
  if (Array.isArray(knot) && knot.length === 2) {
    const [raw, score]: unknown[] = knot
    if (typeof raw === 'number' && typeof score === 'number') return [raw, score]
  }
  throw new CalibrationError(`knot ${index} is not a pair of numbers`)
}
