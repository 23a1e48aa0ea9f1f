import { distanceKm, workModeFit } from '../../features/location.ts'
import { authorizationMatch } from '../../features/normalise/employment/authorization.ts'
import type { Pair } from '../../features/pair.ts'
import type { Story } from './story.ts'
import { quoted, shortened } from './wording.ts'

/** A journey that is still made daily. */
const NEAR_KM = 60

const MODES = { remote: 'can be done remotely', hybrid: 'is hybrid', onsite: 'is on site' } as const

function workMode({ talent, job }: Pair): string | undefined {
  const wish =
    talent.remote === 'only'
      ? 'the profile wants remote work only'
      : talent.remote === 'office'
        ? 'the profile does not ask for remote work'
        : undefined
  if (!job.mode) {
    return talent.remote === 'only'
      ? 'The profile wants remote work only; the job does not say where it is done'
      : undefined
  }
  return `The job ${MODES[job.mode]}${wish ? `; ${wish}` : ''}`
}

/** Kilometres as people say them: whole below 100, tens above. */
const distance = (km: number) =>
  (km < 100 ? Math.round(km) : Math.round(km / 10) * 10).toLocaleString('en-US')

function place(pair: Pair): string | undefined {
  const { talent, job } = pair
  const here = shortened(talent.given.location ?? '')
  const there = shortened(job.given.location ?? '')
  const isNamed = here !== '' && there !== ''
  const km = distanceKm(pair)
  if (!Number.isNaN(km)) {
    if (km < 1) return isNamed ? `Both are in ${there}` : 'Both are in the same place'
    return isNamed
      ? `${here} is about ${distance(km)} km from ${there}`
      : `The two places are about ${distance(km)} km apart`
  }
  if (!isNamed || !talent.place?.country || !job.place?.country) return undefined
  return isAbroad(pair)
    ? `Different countries: ${here} and ${there}`
    : `Same country: ${here} and ${there}`
}

/** Whether the places are known to be in two countries. */
const isAbroad = ({ talent, job }: Pair) =>
  talent.place?.country !== undefined &&
  job.place?.country !== undefined &&
  talent.place.country !== job.place.country

/** Too far for a daily journey; by the border where the distance is unknown. */
function isFar(pair: Pair): boolean {
  const km = distanceKm(pair)
  return Number.isNaN(km) ? isAbroad(pair) : km > NEAR_KM
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
      return moves && isFar(pair) ? `${fact}; the profile is willing to relocate` : fact
    },
    mismatch: (pair) =>
      pair.job.mode !== 'remote' && !pair.talent.relocates && isFar(pair) ? place(pair) : undefined,
  },
  {
    id: 'work_authorization',
    label: 'Work authorisation',
    features: ['work_authorization_match'],
    describe: (pair) => {
      const match = authorized(pair)
      if (match === undefined) return undefined
      const held = quoted(pair.talent.given.work_authorization ?? '')
      return match
        ? `The work authorisation ${held} meets what the job demands`
        : `The work authorisation ${held} does not meet what the job demands`
    },
  },
]
