import { describe, expect, it } from 'vitest'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import { expectClose, featureOf } from './make-pair.ts'

const of = (name: string, talent: Partial<Talent>, job: Partial<Job> = {}) =>
  featureOf(name, { talent, job })

const at = (latitude: number, longitude: number) => ({ latitude, longitude })
/** One degree of a great circle, radius 6,371.0088 km. */
const DEGREE_KM = (6371.0088 * Math.PI) / 180

const REMOTE = { remote_allowed: true }
const HYBRID = { hybrid: true }
const ON_SITE = { description: 'An on-site role in our bakery.' }
const ONLY_REMOTE = { bio: 'Remote only please.' }
const NO_REMOTE = { remote_preference: false }
const US_ONLY = { description: 'You must be authorized to work in the US without sponsorship.' }

describe('location features', () => {
  it.each([
    ['geographic_distance_km', at(0, 0), at(0, 1), DEGREE_KM],
    ['geographic_distance_km', at(10, 20), at(11, 20), DEGREE_KM],
    ['geographic_distance_km', at(0, 0), at(0, 180), 180 * DEGREE_KM],
    ['geographic_distance_km', at(1, 1), {}, Number.NaN],
    ['geographic_distance_km', { location: 'Germany' }, { location: 'Berlin' }, Number.NaN],
    ['geographic_distance_km', { location: 'Moon base' }, { location: 'Berlin' }, Number.NaN],
    ['location_exact_match', { location: 'Berlin' }, { location: 'Berlin, Germany' }, 1],
    ['location_exact_match', { location: 'NYC' }, { location: 'New York, NY' }, 1],
    ['location_exact_match', { location: 'Hamburg' }, { location: 'Berlin' }, 0],
    ['location_exact_match', { location: 'Germany' }, { location: 'Berlin' }, Number.NaN],
    ['same_country', { location: 'Germany' }, { location: 'Berlin' }, 1],
    ['same_country', { location: 'Paris' }, { location: 'Berlin' }, 0],
    ['same_country', { location: 'Remote' }, { location: 'Berlin' }, Number.NaN],
    ['relocation_willingness', { willing_to_relocate: true }, {}, 1],
    ['relocation_willingness', { willing_to_relocate: false }, {}, 0],
    ['relocation_willingness', {}, {}, Number.NaN],
    ['remote_compatibility', {}, REMOTE, 1],
    ['remote_compatibility', ONLY_REMOTE, REMOTE, 1],
    ['remote_compatibility', NO_REMOTE, REMOTE, 0.7],
    ['remote_compatibility', {}, HYBRID, 0.8],
    ['remote_compatibility', ONLY_REMOTE, HYBRID, 0.2],
    ['remote_compatibility', {}, ON_SITE, 0.6],
    ['remote_compatibility', NO_REMOTE, ON_SITE, 0.8],
    ['remote_compatibility', ONLY_REMOTE, ON_SITE, 0],
    ['remote_compatibility', ONLY_REMOTE, {}, 0.2],
    // Bare defaults say nothing.
    [
      'remote_compatibility',
      { remote_preference: true },
      { remote_allowed: false, hybrid: false },
      Number.NaN,
    ],
    // 80 km halve the nearness; a shared country stands for 350 km, another for 4,000.
    ['place_nearness', at(0, 0), at(0, 80 / DEGREE_KM), 0.5],
    ['place_nearness', at(5, 5), at(5, 5), 1],
    ['place_nearness', { location: 'Germany' }, { location: 'Berlin' }, 1 / (1 + 350 / 80)],
    ['place_nearness', { location: 'France' }, { location: 'Berlin' }, 1 / (1 + 4000 / 80)],
    ['place_nearness', {}, { location: 'Berlin' }, Number.NaN],
    ['place_nearness', { timezone: 'CET' }, { timezone: 'Europe/Paris' }, 1 / (1 + 350 / 80)],
    ['hybrid_compatibility', at(0, 0), { ...HYBRID, ...at(0, 80 / DEGREE_KM) }, 0.5],
    ['hybrid_compatibility', at(0, 0), at(0, 1), Number.NaN],
    ['hybrid_compatibility', {}, { ...HYBRID, ...at(0, 1) }, Number.NaN],
    ['work_authorization_match', { work_authorization: 'US Citizen' }, US_ONLY, 1],
    ['work_authorization_match', { work_authorization: 'Need sponsorship' }, US_ONLY, 0],
    ['work_authorization_match', { work_authorization: 'Other' }, US_ONLY, Number.NaN],
    ['work_authorization_match', {}, US_ONLY, Number.NaN],
    ['work_authorization_match', { work_authorization: 'US Citizen' }, {}, Number.NaN],
  ] as const)('%s of %j and %j is %d', (name, talent, job, expected) => {
    expectClose(of(name, talent, job), expected)
  })

  it('shares the hours of two working days, today', () => {
    const hours = (talent: string, job: string) =>
      of('timezone_overlap_hours', { timezone: talent }, { timezone: job })
    expect(hours('Europe/Berlin', 'Europe/Paris')).toBe(8)
    expect(hours('Europe/London', 'Europe/Berlin')).toBe(7)
    expect(hours('America/New_York', 'Europe/London')).toBe(3)
    expect(hours('America/Los_Angeles', 'Asia/Kolkata')).toBe(0)
    expect(of('timezone_overlap_hours', {}, { timezone: 'Europe/Berlin' })).toBeNaN()
  })

  it('takes UTC, the default, as unknown, and the zone of the place instead', () => {
    const job = { timezone: 'Europe/Berlin' }
    expect(of('timezone_overlap_hours', { timezone: 'UTC' }, job)).toBeNaN()
    expect(of('timezone_overlap_hours', { timezone: 'UTC', location: 'Berlin' }, job)).toBe(8)
  })
})
