/** Level of all intervals of a report. */
export const ALPHA = 0.05
/** Users at whose number the intervals are narrowest. */
const TUNED_FOR = 1_000

/**
 * Of each arm, before there is an interval: it holds for many users, and with five in an arm it left out
 * 0 in 13 % of equal arms.
 */
const MIN_USERS = 50

/**
 * Of each arm, at the rate of both together, before there is an interval: with one or none, an arm hardly varies.
 * Without a least number, 0 was left out in 24 % of equal arms where three pairs in a thousand are applied to.
 */
const MIN_ACTS = 20

/** Per-user sums of one arm: x is what was shown, y what became of it. */
export interface Sums {
  readonly users: number
  readonly x: number
  readonly y: number
  readonly xx: number
  readonly yy: number
  readonly xy: number
}

/** A share, and the variance of the users' contributions to it. */
export interface Ratio {
  readonly value: number
  /** Of one user's; over `users` it is that of the share. */
  readonly variance: number
}

export interface Difference {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Σy / Σx over users, by the delta method. Undefined of too few users. */
export function ratioOf({ users, x, y, xx, yy, xy }: Sums): Ratio | undefined {
  if (users < MIN_USERS || x <= 0) return
  const value = y / x
  const squares = Math.max(0, yy - 2 * value * xy + value * value * xx)
  return { value, variance: squares / (users - 1) / (x / users) ** 2 }
}

/**
 * How many standard errors an interval reaches to either side: it may be looked at as often as one likes, and
 * misses at any time with a probability of `alpha`. Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas (2021),
 * arXiv:2103.06476, theorem 2.2 and its tuning of rho.
 */
export function reach(users: number, alpha = ALPHA, tunedFor = TUNED_FOR): number {
  const log = -2 * Math.log(alpha)
  const growth = 1 + (users * (log + Math.log(log + 1))) / tunedFor
  return Math.sqrt((2 * growth * Math.log(Math.sqrt(growth) / alpha)) / (growth - 1))
}

/** `a` − `b` with its interval; undefined while either arm has fewer than 50 users or, at their common rate, 20 acts. */
export function differenceOf(a: Sums, b: Sums): Difference | undefined {
  const [ratioA, ratioB] = [ratioOf(a), ratioOf(b)]
  if (!ratioA || !ratioB) return
  if ((Math.min(a.x, b.x) * (a.y + b.y)) / (a.x + b.x) < MIN_ACTS) return
  const value = ratioA.value - ratioB.value
  const error = Math.sqrt(ratioA.variance / a.users + ratioB.variance / b.users)
  const margin = reach(a.users + b.users) * error
  return { value, low: value - margin, high: value + margin }
}

/** Far beyond chance: a wrong alarm in a thousand rollouts, however often they are looked at. */
const SAMPLE_RATIO_ALPHA = 0.001

/** Whether `treated` of `users` may be chance where `share` of them was to be. */
export function isSampleRatioPlausible(treated: number, users: number, share: number): boolean {
  if (users === 0) return true
  const error = Math.sqrt((share * (1 - share)) / users)
  return Math.abs(treated / users - share) <= reach(users, SAMPLE_RATIO_ALPHA) * error
}

/** Of a standard normal: four in five. */
const Z_POWER = 0.8416

/**
 * Users of both arms together, by whom a difference of `effect` is found in four of five rollouts.
 *
 * @param variances of one user's contribution, in either arm
 * @param share of the users in the first arm, 0-1
 * @returns undefined where more than a thousand million were needed
 */
export function usersNeeded(
  effect: number,
  [a, b]: readonly [number, number],
  share: number,
): number | undefined {
  const perUser = Math.sqrt(a / share + b / (1 - share))
  const isEnough = (users: number) =>
    ((reach(users) + Z_POWER) * perUser) / Math.sqrt(users) <= Math.abs(effect)
  let [low, high] = [1, 2]
  while (!isEnough(high)) {
    if (high > 1e9) return
    low = high
    high *= 2
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isEnough(middle)) high = middle
    else low = middle
  }
  return high
}
