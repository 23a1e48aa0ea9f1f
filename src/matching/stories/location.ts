import { distanceKm, workModeFit } from '../../features/location.ts'
import { authorizationMatch } from '../../features/normalise/authorization.ts'
import type { Pair } from '../../features/pair.ts'
import type { Story } from './story.ts'

/** A journey that is still made daily. */
const NEAR_KM = 60

const MODE_NAMES = { remote: 'remote', hybrid: 'hybrid', onsite: 'on site' } as const

function workMode({ talent, job }: Pair): string | undefined {
  if (!job.mode)
    return talent.remote === 'only'
      ? 'The profile wants remote work only; the job does not say'
      : undefined
  const wish =
    talent.remote === 'only'
      ? ', the profile wants remote work only'
      : talent.remote === 'office'
        ? ', the profile does not ask for remote work'
        : ''
  return `The job is ${MODE_NAMES[job.mode]}${wish}`
}

/** Kilometres as people say them: whole below 100, tens above. */
const distance = (km: number) =>
  (km < 100 ? Math.round(km) : Math.round(km / 10) * 10).toLocaleString('en-US')

function place(pair: Pair): string | undefined {
  const { talent, job } = pair
  const here = talent.given.location
  const there = job.given.location
  const km = distanceKm(pair)
  if (Number.isNaN(km)) {
    if (!here || !there || !talent.place?.country || !job.place?.country) return undefined
    return talent.place.country === job.place.country
      ? `Same country: ${here} and ${there}`
      : `Different countries: ${here} and ${there}`
  }
  if (!here || !there) return `The two places are ${distance(km)} km apart`
  return km < 1 ? `Both are in ${there}` : `${here} is about ${distance(km)} km from ${there}`
}

const authorized = ({ talent, job }: Pair) =>
  job.authorization &&
  authorizationMatch(job.authorization, talent.authorization, job.place?.country)

export const locationStories: readonly Story[] = [
  {
    id: 'work_mode',
    label: 'Way of working',
    features: ['remote_compatibility'],
    describe: workMode,
    mismatch: (pair) => (workModeFit(pair) < 0.5 ? workMode(pair) : undefined),
  },
  {
    id: 'place',
    label: 'Place',
    features: ['place_nearness', 'hybrid_compatibility', 'relocation_willingness'],
    describe: (pair) => {
      const fact = place(pair)
      const moves = pair.talent.relocates
      if (!fact)
        return moves === undefined
          ? undefined
          : `The profile is ${moves ? '' : 'not '}willing to relocate`
      return moves && distanceKm(pair) > NEAR_KM ? `${fact}; willing to relocate` : fact
    },
    mismatch: (pair) =>
      pair.job.mode !== 'remote' && !pair.talent.relocates && distanceKm(pair) > NEAR_KM
        ? place(pair)
        : undefined,
  },
  {
    id: 'work_authorization',
    label: 'Work authorisation',
    features: ['work_authorization_match'],
    describe: (pair) => {
      const match = authorized(pair)
      if (match === undefined) return undefined
      const held = pair.talent.given.work_authorization
      return match
        ? `The work authorisation "${held}" meets what the job demands`
        : `The work authorisation "${held}" does not meet what the job demands`
    },
  },
]
