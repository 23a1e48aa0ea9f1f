import { describe, expect, it } from 'vitest'
import { brokenGuards } from '../../src/rollout/guards.ts'

const CALLS = { calls: 100, p50Ms: 50, p95Ms: 3_000, fallbacks: 20, errors: 5 }
const ARM = { users: 100, pairsShown: 1_000, engagement: 0.2, conversion: 0.1, calls: CALLS }
const REPORT = {
  percentage: 50,
  isKilled: false,
  isHeld: false,
  since: new Date(0),
  due: new Date(1),
  treatment: ARM,
  control: ARM,
  difference: {
    engagement: { value: -0.1, low: -0.2, high: 0 },
    conversion: { value: -0.1, low: -0.2, high: 0 },
  },
  isSampleRatioPlausible: true,
  usersNeeded: null,
}
const calls = (fields: Partial<typeof CALLS>) => ({
  ...REPORT,
  treatment: { ...ARM, calls: { ...CALLS, ...fields } },
})
const worse = { value: -0.1, low: -0.2, high: -0.01 }

describe('what stands against advancing', () => {
  it('is nothing at the limits', () => {
    expect(brokenGuards(REPORT)).toEqual([])
    expect(brokenGuards({ ...REPORT, isSampleRatioPlausible: null })).toEqual([])
    expect(brokenGuards({ ...REPORT, difference: { engagement: null, conversion: null } })).toEqual(
      [],
    )
  })

  it.each([
    ['expected number of users', { ...REPORT, isSampleRatioPlausible: false }],
    ['fewer views', { ...REPORT, difference: { ...REPORT.difference, engagement: worse } }],
    ['fewer applications', { ...REPORT, difference: { ...REPORT.difference, conversion: worse } }],
    ['21 of 100 answers', calls({ fallbacks: 21 })],
    ['6 of 100 calls', calls({ errors: 6 })],
    ['3001 ms', calls({ p95Ms: 3_001 })],
  ])('is named: %s', (words, report) => {
    expect(brokenGuards(report)).toEqual([expect.stringContaining(words)])
  })

  it('is nothing of a handful of calls', () => {
    expect(brokenGuards(calls({ calls: 99, fallbacks: 99, errors: 99, p95Ms: 9_000 }))).toEqual([])
  })
})
