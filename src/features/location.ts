import type { Feature } from './feature.ts'
import { authorizationMatch } from './normalise/employment/authorization.ts'
import { type Coordinates, haversineKm, type Place } from './normalise/places/places.ts'
import { WORKDAY_HOURS, workdayOverlapHours } from './normalise/places/time-zones.ts'
import type { Pair } from './pair.ts'

/** Kilometres at which half of the nearness is gone: about the longest daily journey to work. */
const HALF_NEARNESS_KM = 80
/** What a shared country stands for where no coordinates are known, in kilometres; and a foreign one. */
const SAME_COUNTRY_KM = 350
const OTHER_COUNTRY_KM = 4000

/** Kilometres between the two places, NaN where one cannot be located. */
export function distanceKm({ talent, job }: Pair): number {
  return isLocated(talent.place) && isLocated(job.place)
    ? haversineKm(talent.place, job.place)
    : Number.NaN
}

const isLocated = (place: Place | undefined): place is Place & Coordinates =>
  place?.latitude !== undefined && place.longitude !== undefined

function isSamePlace(a: Pair['talent']['place'], b: Pair['job']['place']): boolean {
  return (
    a?.name === b?.name &&
    a?.kind === b?.kind &&
    a?.country === b?.country &&
    a?.region === b?.region
  )
}

function overlapHours({ talent, job, context }: Pair): number {
  return talent.timeZone && job.timeZone
    ? workdayOverlapHours(talent.timeZone, job.timeZone, new Date(context.today))
    : Number.NaN
}

/**
 * How near the two are, 0-1, by the finest thing both sides say: distance, else country, else
 * time zone. One number, so that a nearer place can only be better: time zone and border beside
 * it could tell against the nearer of two places.
 */
export function nearness(pair: Pair): number {
  const km = distanceKm(pair)
  if (!Number.isNaN(km)) return nearnessOf(km)
  const { talent, job } = pair
  if (talent.place?.country && job.place?.country) {
    return nearnessOf(
      talent.place.country === job.place.country ? SAME_COUNTRY_KM : OTHER_COUNTRY_KM,
    )
  }
  const hours = overlapHours(pair)
  return Number.isNaN(hours)
    ? Number.NaN
    : nearnessOf(OTHER_COUNTRY_KM) +
        (nearnessOf(SAME_COUNTRY_KM) - nearnessOf(OTHER_COUNTRY_KM)) * (hours / WORKDAY_HOURS)
}

const nearnessOf = (km: number) => 1 / (1 + km / HALF_NEARNESS_KM)

/** How far the way of working suits, 0-1; NaN where the job does not say. */
export function workModeFit({ talent, job }: Pair): number {
  switch (job.mode) {
    case 'remote':
      return talent.remote === 'office' ? 0.7 : 1
    case 'hybrid':
      return talent.remote === 'only' ? 0.2 : 0.8
    case 'onsite':
      return talent.remote === 'only' ? 0 : talent.remote === 'office' ? 0.8 : 0.6
    default:
      return talent.remote === 'only' ? 0.2 : Number.NaN
  }
}

export const locationFeatures: readonly Feature[] = [
  {
    name: 'geographic_distance_km',
    group: 'location',
    description: 'Great-circle distance of the two places in kilometres',
    missing: 'a place is unknown or cannot be located',
    compute: distanceKm,
  },
  {
    name: 'remote_compatibility',
    group: 'location',
    description:
      'How far the way of working suits: 1 remote job, 0 on site against remote only; 0-1',
    missing: 'the job does not say where it is done',
    ranked: 1,
    compute: workModeFit,
  },
  {
    name: 'timezone_overlap_hours',
    group: 'location',
    description: 'Hours of a 9-17 working day that both share today; 0-8',
    missing: 'a time zone is unknown',
    compute: overlapHours,
  },
  {
    name: 'location_exact_match',
    group: 'location',
    description: '1 where both name the same city, else 0',
    missing: 'a side names no city',
    compute: ({ talent, job }) =>
      talent.place?.kind === 'city' && job.place?.kind === 'city'
        ? Number(isSamePlace(talent.place, job.place))
        : Number.NaN,
  },
  {
    name: 'relocation_willingness',
    group: 'location',
    description: '1 where the talent would move, 0 where not',
    missing: 'the talent does not say',
    ranked: 1,
    compute: ({ talent }) =>
      talent.relocates === undefined ? Number.NaN : Number(talent.relocates),
  },
  {
    name: 'hybrid_compatibility',
    group: 'location',
    description: 'For a hybrid job, how near its office is; 0-1',
    missing: 'the job is not hybrid, or a place is unknown',
    ranked: 1,
    compute: (pair) => (pair.job.mode === 'hybrid' ? nearness(pair) : Number.NaN),
  },
  {
    name: 'place_nearness',
    group: 'location',
    description:
      'Nearness by distance, else by country, else by time zone: 1 same place, 0.5 at 80 km; 0-1',
    missing: 'the places cannot be compared at all',
    ranked: 1,
    compute: nearness,
  },
  {
    name: 'same_country',
    group: 'location',
    description: '1 where both places are in one country, else 0',
    missing: 'a country is unknown',
    compute: ({ talent, job }) =>
      talent.place?.country && job.place?.country
        ? Number(talent.place.country === job.place.country)
        : Number.NaN,
  },
  {
    name: 'work_authorization_match',
    group: 'location',
    description:
      "1 where the talent's work authorisation meets what the job's text demands, else 0",
    missing: 'the job demands none, or the field does not tell',
    ranked: 1,
    compute: ({ talent, job }) => {
      if (!job.authorization) return Number.NaN
      const match = authorizationMatch(job.authorization, talent.authorization, job.place?.country)
      return match === undefined ? Number.NaN : Number(match)
    },
  },
]
