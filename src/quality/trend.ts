import type { QualityDay } from './quality-day.ts'

/** How what serves does, against what it is held to; null where too little is known to say. */
export interface QualityTrend {
  /**
   * Engagement of the active model over that of the one before it, or, where that one showed too little, over that of
   * the control arm, whom rules answer: the upper end of the ratio's interval
   * (three standard errors, on the log scale: Katz et al. 1978), so that less than 1 is hardly chance.
   */
  readonly engagementRatio: number | null
  /** How far scores and labels have moved apart since the model's first days, in points, without sign. */
  readonly calibrationShift: number | null
}

/** A whole week has all days of the week. */
const DAYS = 7
const MIN_IMPRESSIONS = 500
const MIN_LABELLED = 50
const STANDARD_ERRORS = 3
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
  const [shown, shownBefore] = [now, before].map((days) => sum(days, (day) => day.impressions))
  const [engaged, engagedBefore] = [now, before].map((days) => sum(days, (day) => day.engaged))
  if (!shown || !shownBefore || !engagedBefore) return null
  if (Math.min(shown, shownBefore) < MIN_IMPRESSIONS) return null
  // Half an act more, so that none at all has an interval too.
  const acts = (engaged ?? 0) + 0.5
  const error = Math.sqrt(1 / acts - 1 / shown + 1 / engagedBefore - 1 / shownBefore)
  return (acts / shown / (engagedBefore / shownBefore)) * Math.exp(STANDARD_ERRORS * error)
}

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
