import type { QualityDay } from './quality-day.ts'

/** How what serves does, against what it is held to; null where too little is known to say. */
export interface QualityTrend {
  /**
   * Engagement of talents with the active model over that of the one before it, or, where that one showed too little, over that of
   * the control arm, whom rules answer: the upper end of the ratio's interval on the log scale, so that less than 1 is
   * hardly chance. One talent's pairs, on whatever days, are alike: the error is that of groups of talents, each left
   * out in turn (the jackknife of random groups: Wolter, Introduction to Variance Estimation, 2nd ed., chapter 4).
   */
  readonly engagementRatio: number | null
  /** How far scores and labels have moved apart since the model's first week that is kept, in points, without sign. */
  readonly calibrationShift: number | null
}

/** A whole week has all days of the week. */
const DAYS = 7
const MIN_IMPRESSIONS = 500
const MIN_LABELLED = 50
/** Three of a normal are as unlikely as so many of Student's t with 15 degrees of freedom, a group fewer. */
const STANDARD_ERRORS = 3.6
const CONTROL = 'control'

/**
 * @param days of any version, those alone that are over, with the 24 hours after them
 * @param versions the active one, and the one active before it
 */
export function trendOf(
  days: readonly QualityDay[],
  versions: { readonly active: string | undefined; readonly previous: string | undefined },
): QualityTrend {
  const daysOf = (version: string | undefined) =>
    days
      .filter(({ modelVersion }) => modelVersion === version)
      .sort((a, b) => a.day.localeCompare(b.day))
  const active = daysOf(versions.active)
  const dates = [...new Set(active.map(({ day }) => day))]
  const recent = active.filter(({ day }) => dates.slice(-DAYS).includes(day))
  const first = active.filter(({ day }) => dates.slice(0, DAYS).includes(day))
  return {
    engagementRatio:
      upperRatio(recent, daysOf(versions.previous)) ??
      upperRatio(
        recent,
        days.filter(({ arm, day }) => arm === CONTROL && dates.includes(day)),
      ),
    calibrationShift: dates.length > DAYS ? shiftOf(first, recent) : null,
  }
}

const sum = (days: readonly QualityDay[], of: (day: QualityDay) => number) =>
  days.reduce((total, day) => total + of(day), 0)

function upperRatio(now: readonly QualityDay[], before: readonly QualityDay[]): number | null {
  const [shown, shownBefore] = [now, before].map((days) => sumByGroup(days, 'impressionsByGroup'))
  const [engaged, engagedBefore] = [now, before].map((days) => sumByGroup(days, 'engagedByGroup'))
  if (!shown || !shownBefore || !engaged || !engagedBefore) return null
  if ([shown, shownBefore].some((groups) => total(groups) < MIN_IMPRESSIONS || groups.includes(0)))
    return null
  // Half an act more, so that none at all has an interval too.
  const logRatio = (without?: number) =>
    Math.log((total(engaged, without) + 0.5) / total(shown, without)) -
    Math.log(total(engagedBefore, without) / total(shownBefore, without))
  const replicates = shown.map((_, group) => logRatio(group))
  const mean = total(replicates) / replicates.length
  const spread = total(replicates.map((each) => (each - mean) ** 2))
  const error = Math.sqrt((spread * (replicates.length - 1)) / replicates.length)
  const upper = Math.exp(logRatio() + STANDARD_ERRORS * error)
  return Number.isFinite(upper) ? upper : null
}

/** Undefined where no day has groups. */
const sumByGroup = (days: readonly QualityDay[], of: 'impressionsByGroup' | 'engagedByGroup') =>
  days
    .map((day) => day[of])
    .filter((groups) => groups.length > 0)
    .reduce<readonly number[] | undefined>(
      (sums, groups) => groups.map((each, at) => each + (sums?.[at] ?? 0)),
      undefined,
    )

const total = (numbers: readonly number[], without?: number) =>
  numbers.reduce((all, each, at) => (at === without ? all : all + each), 0)

function shiftOf(first: readonly QualityDay[], recent: readonly QualityDay[]): number | null {
  const gaps = [first, recent].map((days) => {
    const labelled = sum(days, (day) => day.labelled)
    return labelled < MIN_LABELLED
      ? Number.NaN
      : sum(days, (day) => day.scoreSum - day.labelSum) / labelled
  })
  const shift = Math.abs((gaps[1] as number) - (gaps[0] as number))
  return Number.isNaN(shift) ? null : shift
}
