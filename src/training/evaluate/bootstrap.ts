import { Random } from '../synthetic/random.ts'
import { type Interval, intervalOf, type Resampled } from './interval-of.ts'
import type { Statistic } from './statistic.ts'

export interface BootstrapOptions {
  readonly resamples?: number
  readonly seed?: number
}

/** Ends of a 95 % interval move by a tenth of its width or so from one seed to the next. */
export const RESAMPLES = 1000
const SEED = 1

/**
 * Draws whole talents with replacement, as many as there are (Efron's bootstrap, by clusters: pairs of one
 * talent are alike, so they go together; Field and Welsh 2007, "Bootstrapping clustered data"). All
 * statistics see the same resamples, so what is told of their differences is paired.
 */
export class Bootstrap {
  readonly #talentCount: number
  readonly #resamples: number
  readonly #seed: number
  readonly #asked: { readonly statistic: Statistic; readonly values: Float64Array }[] = []

  constructor(talentCount: number, { resamples = RESAMPLES, seed = SEED }: BootstrapOptions = {}) {
    this.#talentCount = talentCount
    this.#resamples = resamples
    this.#seed = seed
  }

  /** @returns the estimate at once, and room for the resamples that {@link run} fills */
  add(statistic: Statistic): Resampled {
    const values = new Float64Array(this.#resamples)
    this.#asked.push({ statistic, values })
    return { estimate: statistic(new Uint16Array(this.#talentCount).fill(1)), resamples: values }
  }

  /** @yields the share that is done, so that a caller may let others run, or stop */
  *run(): Generator<number, void> {
    const random = new Random(this.#seed, 'bootstrap')
    const draws = new Uint16Array(this.#talentCount)
    for (let at = 0; at < this.#resamples; at++) {
      draws.fill(0)
      for (let drawn = 0; drawn < draws.length; drawn++) {
        const talent = random.int(0, draws.length - 1)
        draws[talent] = (draws[talent] as number) + 1
      }
      for (const { statistic, values } of this.#asked) values[at] = statistic(draws)
      yield (at + 1) / this.#resamples
    }
  }
}

/**
 * Mean and 95 % interval over resamples of single values. For two systems, give their differences by
 * query: the interval is then paired.
 *
 * @param values at least one
 */
export function bootstrapMean(values: readonly number[], options: BootstrapOptions = {}): Interval {
  const bootstrap = new Bootstrap(values.length, options)
  const mean = bootstrap.add((draws) => {
    let sum = 0
    for (let at = 0; at < draws.length; at++) sum += (draws[at] as number) * (values[at] as number)
    return sum / draws.length
  })
  for (const _ of bootstrap.run());
  return intervalOf(mean)
}
