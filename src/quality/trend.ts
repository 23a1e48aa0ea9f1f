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
  /**
   * How far, at least, scores and labels have moved apart since the model's first week that is kept, in points, without
   * sign: the lower end of the interval, by the same groups.
   */
  readonly calibrationShift: number | null
}

/** A whole week has all days of the week. */
const DAYS = 7
const MIN_IMPRESSIONS = 500
const MIN_LABELLED = 100
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
    calibrationShift: dates.length > DAYS ? leastShift(first, recent) : null,
  }
}

function upperRatio(now: readonly QualityDay[], before: readonly QualityDay[]): number | null {
  const sumsOf = (days: readonly QualityDay[]) => ({
    shown: sumByGroup(days, 'impressionsByGroup'),
    engaged: sumByGroup(days, 'engagedByGroup'),
  })
  const [a, b] = [sumsOf(now), sumsOf(before)]
  if (!hasEnough(a.shown, MIN_IMPRESSIONS) || !hasEnough(b.shown, MIN_IMPRESSIONS)) return null
  // Half an act more, so that none at all has an interval too.
  const logRatio = (without?: number) =>
    Math.log((total(a.engaged, without) + 0.5) / total(a.shown, without)) -
    Math.log(total(b.engaged, without) / total(b.shown, without))
  const upper = Math.exp(logRatio() + STANDARD_ERRORS * errorOf(logRatio, a.shown.length))
  return Number.isFinite(upper) ? upper : null
}

function leastShift(first: readonly QualityDay[], recent: readonly QualityDay[]): number | null {
  const sumsOf = (days: readonly QualityDay[]) => ({
    labelled: sumByGroup(days, 'labelledByGroup'),
    gap: sumByGroup(days, 'gapByGroup'),
  })
  const [a, b] = [sumsOf(first), sumsOf(recent)]
  if (!hasEnough(a.labelled, MIN_LABELLED) || !hasEnough(b.labelled, MIN_LABELLED)) return null
  const shift = (without?: number) =>
    total(b.gap, without) / total(b.labelled, without) -
    total(a.gap, without) / total(a.labelled, without)
  const error = errorOf(shift, a.labelled.length)
  return Math.max(0, Math.abs(shift()) - STANDARD_ERRORS * error)
}

/** The jackknife's standard error of a statistic that can be had without one of `groups`. */
function errorOf(statistic: (without: number) => number, groups: number): number {
  const replicates = Array.from({ length: groups }, (_, group) => statistic(group))
  const mean = total(replicates) / groups
  const spread = total(replicates.map((each) => (each - mean) ** 2))
  return Math.sqrt((spread * (groups - 1)) / groups)
}

type ByGroup = 'impressionsByGroup' | 'engagedByGroup' | 'labelledByGroup' | 'gapByGroup'

/** Empty where no day has groups. */
const sumByGroup = (days: readonly QualityDay[], of: ByGroup): readonly number[] =>
  days
    .map((day) => day[of])
    .filter((groups) => groups.length > 0)
    .reduce((sums, groups) => groups.map((each, at) => each + (sums[at] ?? 0)), [])

const hasEnough = (groups: readonly number[], least: number) =>
  total(groups) >= least && !groups.includes(0)

const total = (numbers: readonly number[], without?: number) =>
  numbers.reduce((all, each, at) => (at === without ? all : all + each), 0)
