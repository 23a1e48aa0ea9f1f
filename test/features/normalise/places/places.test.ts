import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { haversineKm, resolvePlace } from '../../../../src/features/normalise/places/places.ts'

describe('resolvePlace', () => {
  it.each([
    ['Berlin, Germany', { kind: 'city', name: 'Berlin', country: 'DE', timeZone: 'Europe/Berlin' }],
    ['Berlin Germany', { kind: 'city', name: 'Berlin', country: 'DE' }],
    [
      'San Francisco, CA or Remote',
      { kind: 'city', name: 'San Francisco', region: 'California', country: 'US', remote: true },
    ],
    ['NYC', { kind: 'city', name: 'New York', country: 'US' }],
    ['New York, NY', { kind: 'city', name: 'New York', country: 'US' }],
    ['New York City, New York, United States', { kind: 'city', name: 'New York', country: 'US' }],
    ['Bay Area', { kind: 'city', name: 'San Francisco' }],
    ['San Francisco Bay Area', { kind: 'city', name: 'San Francisco' }],
    ['Greater Boston Area', { kind: 'city', name: 'Boston', country: 'US' }],
    ['Washington, DC', { kind: 'city', name: 'Washington', region: 'District of Columbia' }],
    ['London, UK', { kind: 'city', name: 'London', country: 'GB' }],
    ['London', { kind: 'city', name: 'London', country: 'GB' }],
    ['London, Ontario', { kind: 'city', name: 'London', country: 'CA' }],
    ['London, ON, Canada', { kind: 'city', name: 'London', country: 'CA' }],
    ['München', { kind: 'city', name: 'Munich', country: 'DE' }],
    ['Munich, Bavaria', { kind: 'city', name: 'Munich', country: 'DE' }],
    ['São Paulo', { kind: 'city', name: 'Sao Paulo', country: 'BR' }],
    ['Paris', { kind: 'city', name: 'Paris', country: 'FR' }],
    ['Paris, TX', { country: 'US', region: 'Texas' }],
    ['Portland, ME', { kind: 'city', region: 'Maine' }],
    ['Portland, OR', { kind: 'city', region: 'Oregon' }],
    ['Austin TX', { kind: 'city', name: 'Austin', country: 'US' }],
    ['Bangalore, India', { kind: 'city', name: 'Bengaluru', country: 'IN' }],
    ['Tbilisi, Georgia', { kind: 'city', country: 'GE' }],
    ['Atlanta, Georgia', { kind: 'city', country: 'US', region: 'Georgia' }],
    ['Birmingham, AL', { kind: 'city', country: 'US' }],
    ['Birmingham', { kind: 'city', country: 'GB' }],
    ['Singapore', { kind: 'city', country: 'SG' }],
    ['Texas', { kind: 'region', name: 'Texas', country: 'US' }],
    ['California, USA', { kind: 'region', name: 'California', country: 'US' }],
    ['Ontario, Canada', { country: 'CA', region: 'Ontario' }],
    ['Scotland', { kind: 'region', country: 'GB' }],
    ['Germany', { kind: 'country', name: 'Germany', country: 'DE', timeZone: 'Europe/Berlin' }],
    ['Remote (Germany)', { kind: 'country', country: 'DE', remote: true }],
    ['Deutschland', { kind: 'country', country: 'DE' }],
    ['US', { kind: 'country', country: 'US' }],
    ['U.S.', { kind: 'country', country: 'US' }],
    ['Mexico', { kind: 'country', country: 'MX' }],
    ['Mexico City', { kind: 'city', country: 'MX' }],
    ['Remote - EU', { kind: 'continent', name: 'European Union', remote: true }],
    ['Europe', { kind: 'continent', name: 'Europe' }],
    ['Remote, US only', { kind: 'country', country: 'US', remote: true }],
    ['Anywhere in Europe', { kind: 'continent', name: 'Europe', remote: true }],
    ['10115 Berlin', { kind: 'city', name: 'Berlin' }],
    ['Boston or New York', { kind: 'city', name: 'Boston' }],
    ['Trinidad and Tobago', { kind: 'country', country: 'TT' }],
    ['Berlin / Hamburg', { kind: 'city', name: 'Berlin' }],
    ['Hybrid - Amsterdam, Netherlands', { kind: 'city', name: 'Amsterdam' }],
  ])('%j', (text, place) => {
    expect(resolvePlace(text)).toMatchObject(place)
  })

  it.each([
    '',
    'Remote',
    'Anywhere',
    'Worldwide',
    'Moon base',
    'CA',
    'our office',
    'to be agreed',
    'Springfield Gardens of Nowhere',
  ])('%j is no place', (text) => {
    expect(resolvePlace(text)).toBeUndefined()
  })

  it('gives no coordinates to a country', () => {
    expect(resolvePlace('France')?.latitude).toBeUndefined()
  })

  it('ignores case and accents', () => {
    expect(resolvePlace('MÜNCHEN')).toEqual(resolvePlace('munchen'))
    expect(resolvePlace('são paulo, brasil')).toEqual(resolvePlace('Sao Paulo, Brazil'))
  })
})

describe('haversineKm', () => {
  const berlin = { latitude: 52.52, longitude: 13.405 }
  const paris = { latitude: 48.8566, longitude: 2.3522 }

  it('agrees with published distances', () => {
    expect(haversineKm(berlin, paris)).toBeCloseTo(877.5, 0)
    expect(haversineKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(
      20015.1,
      0,
    )
    expect(
      haversineKm({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 77 }),
    ).toBeCloseTo(20015.1, 0)
  })

  it('is a metric on any points', () => {
    const point = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    })
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        expect(haversineKm(a, a)).toBe(0)
        expect(haversineKm(a, b)).toBeCloseTo(haversineKm(b, a), 6)
        // Metres: the formula is ill-conditioned near antipodes.
        expect(haversineKm(a, c)).toBeLessThanOrEqual(haversineKm(a, b) + haversineKm(b, c) + 1e-3)
      }),
    )
  })
})
