import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  resolveTimeZone,
  utcOffsetHours,
  workdayOverlapHours,
} from '../../../../src/features/normalise/places/time-zones.ts'

const WINTER = new Date('2025-01-15T09:00:00Z')
const SUMMER = new Date('2025-07-15T09:00:00Z')

describe('resolveTimeZone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    ['EST', 'America/New_York'],
    ['PST', 'America/Los_Angeles'],
    ['CST', 'America/Chicago'],
    ['MST', 'America/Denver'],
    ['GMT', 'Europe/London'],
    ['CET', 'Europe/Berlin'],
    ['JST', 'Asia/Tokyo'],
    ['IST', 'Asia/Kolkata'],
    ['AEST', 'Australia/Sydney'],
    ['UTC', 'UTC'],
    ['UTC+2', 'Etc/GMT-2'],
    ['GMT-5', 'Etc/GMT+5'],
    ['(UTC+05:30)', 'Asia/Kolkata'],
    ['UTC+0', 'UTC'],
    ['Eastern Time', 'America/New_York'],
    ['Pacific Standard Time', 'America/Los_Angeles'],
  ])('%j is %s', (text, zone) => {
    expect(resolveTimeZone(text)).toBe(zone)
  })

  it.each(['', 'Berlin time please', 'XYZ', 'UTC+99', 'Mars/Phobos', 'toString'])(
    '%j is none',
    (text) => {
      expect(resolveTimeZone(text)).toBeUndefined()
    },
  )

  it('answers only zones that Intl takes', () => {
    for (const text of ['EST', 'IST', 'UTC+2', 'GMT-3', 'UTC', 'HST', 'NST', 'CAT', 'WIB']) {
      expect(() => utcOffsetHours(resolveTimeZone(text) ?? 'none', WINTER)).not.toThrow()
    }
  })
})

describe('workdayOverlapHours', () => {
  it('counts the shared hours of two days', () => {
    expect(workdayOverlapHours('Europe/Berlin', 'Europe/Berlin', WINTER)).toBe(8)
    expect(workdayOverlapHours('Europe/Berlin', 'America/New_York', WINTER)).toBe(2)
    expect(workdayOverlapHours('Europe/London', 'Asia/Kolkata', WINTER)).toBe(2.5)
    expect(workdayOverlapHours('Europe/London', 'America/Los_Angeles', WINTER)).toBe(0)
    expect(workdayOverlapHours('Pacific/Auckland', 'Pacific/Honolulu', WINTER)).toBe(7)
    expect(workdayOverlapHours('UTC', 'Etc/GMT-2', WINTER)).toBe(6)
  })

  it('respects daylight saving', () => {
    expect(workdayOverlapHours('Europe/London', 'Asia/Tokyo', WINTER)).toBe(0)
    expect(workdayOverlapHours('UTC', 'Europe/Berlin', WINTER)).toBe(7)
    expect(workdayOverlapHours('UTC', 'Europe/Berlin', SUMMER)).toBe(6)
    // Between the two changes of March the distance is an hour less.
    expect(
      workdayOverlapHours('Europe/Berlin', 'America/New_York', new Date('2025-03-20T09:00:00Z')),
    ).toBe(3)
  })

  it('is symmetric and within 0 and 8', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
    fc.assert(
      fc.property(
        zone,
        zone,
        fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        (a, b, at) => {
          const hours = workdayOverlapHours(a, b, at)
          expect(hours).toBe(workdayOverlapHours(b, a, at))
          expect(hours).toBeGreaterThanOrEqual(0)
          expect(hours).toBeLessThanOrEqual(8)
        },
      ),
    )
  })
})
