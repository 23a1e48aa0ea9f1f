import { PLACES } from '../training/synthetic/places.ts'
import type { SyntheticJob, SyntheticTalent } from '../training/synthetic/truth.ts'
import { createWorld } from '../training/synthetic/world.ts'

/** Who there is: those who are shown matches and act, those who never are, and the jobs of all. */
export interface Market {
  readonly acting: readonly SyntheticTalent[]
  /** Only the truth is measured on them. */
  readonly heldOut: readonly SyntheticTalent[]
  readonly jobs: readonly SyntheticJob[]
}

export interface MarketSize {
  readonly seed: number
  readonly talents: number
  readonly heldOut: number
  readonly jobs: number
  /** Jobs are posted before this moment, and stay open. */
  readonly asOf: Date
}

/**
 * A platform of one region and a few kinds of work: so many jobs suit each talent by their kind that what
 * people want beside it decides.
 */
const OCCUPATIONS = [
  'frontend-developer',
  'backend-developer',
  'java-developer',
  'devops-engineer',
  'data-scientist',
  'data-analyst',
  'registered-nurse',
  'nurse-practitioner',
  'nursing-assistant',
  'home-care-aide',
]
const CITIES = ['New York', 'Boston', 'Chicago', 'Austin', 'Denver', 'Seattle']
const DRAWN = {
  occupationShaped: 0,
  occupations: OCCUPATIONS,
  places: PLACES.filter(({ city }) => CITIES.includes(city)),
}

export function createMarket({ seed, talents, heldOut, jobs, asOf }: MarketSize): Market {
  const world = createWorld(`market ${seed}`, { talents: talents + heldOut, jobs, asOf, ...DRAWN })
  return {
    // The first, so that more who act leave those as they are by whom the truth is told.
    heldOut: world.talents.slice(0, heldOut),
    acting: world.talents.slice(heldOut),
    jobs: world.jobs.map(({ payload, truth }) => ({
      payload: { ...payload, application_deadline: null },
      truth,
    })),
  }
}
