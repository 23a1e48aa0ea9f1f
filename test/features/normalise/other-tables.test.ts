import { describe, expect, it } from 'vitest'
import {
  authorizationDemand,
  authorizationHeld,
  authorizationMatch,
} from '../../../src/features/normalise/employment/authorization.ts'
import {
  canonicalIndustry,
  industriesInText,
} from '../../../src/features/normalise/employment/industries.ts'
import {
  canonicalLanguage,
  languagesFromText,
} from '../../../src/features/normalise/employment/languages.ts'
import {
  benefitsOf,
  canonicalBenefit,
  canonicalBenefits,
} from '../../../src/features/normalise/pay/benefits.ts'

describe('languages', () => {
  it.each([
    ['Deutsch', 'German'],
    ['german (C1)', 'German'],
    ['Français', 'French'],
    ['Mandarin', 'Chinese'],
    ['ENGLISH', 'English'],
    ['Native English', 'English'],
    ['klingon', 'Klingon'],
  ])('canonicalLanguage(%j) is %s', (name, language) => {
    expect(canonicalLanguage(name)).toBe(language)
  })

  it.each([
    ['You speak fluent German.', ['German']],
    ['German C1 and English B2', ['English', 'German']],
    ['native English speaker', ['English']],
    ['Fluent in English and French', ['English', 'French']],
    ['Excellent written and spoken English', ['English']],
    ['Spanish-speaking customer agent', ['Spanish']],
    ['Fließend Deutsch', ['German']],
    ['German is required', ['German']],
    ['very good command of Polish', ['Polish']],
    ['We work on the German market with a French team', []],
    ['German is a plus', []],
    ['Fluent German is a plus', []],
    ['Polish your skills', []],
    ['an Italian restaurant', []],
    ['', []],
  ])('languagesFromText(%j)', (text, languages) => {
    expect([...languagesFromText(text)].sort()).toEqual(languages)
  })
})

describe('authorizationDemand', () => {
  it.each([
    [
      'You must be authorized to work in the US without sponsorship.',
      { country: 'US', noSponsorship: true, citizenOnly: false },
    ],
    [
      'Applicants must be legally authorized to work in the United States.',
      { country: 'US', noSponsorship: false, citizenOnly: false },
    ],
    ['US citizens only', { country: 'US', noSponsorship: false, citizenOnly: true }],
    ['Must be a U.S. citizen', { country: 'US', noSponsorship: false, citizenOnly: true }],
    ['EU work permit required', { country: 'EU', noSponsorship: false, citizenOnly: false }],
    [
      'You need the right to work in the UK',
      { country: 'GB', noSponsorship: false, citizenOnly: false },
    ],
    ['We are unable to sponsor visas.', { noSponsorship: true, citizenOnly: false }],
    [
      'Visa sponsorship is not available for this role',
      { noSponsorship: true, citizenOnly: false },
    ],
    [
      'US citizens and permanent residents only, no sponsorship',
      { country: 'US', noSponsorship: true, citizenOnly: false },
    ],
    ['We offer visa sponsorship', { noSponsorship: false, citizenOnly: false, sponsors: true }],
  ])('%j', (text, demand) => {
    expect(authorizationDemand(text)).toEqual({ sponsors: false, ...demand })
  })

  it.each([
    'All applicants will be considered regardless of citizenship',
    'We help you get a work permit.',
    'Work with citizens and communities',
    'You will join a team in the US',
    '',
  ])('%j demands nothing', (text) => {
    expect(authorizationDemand(text)).toBeUndefined()
  })
})

describe('authorizationHeld', () => {
  it.each([
    ['US Citizen', { country: 'US', citizen: true, needsSponsorship: false }],
    ['U.S. Citizen', { country: 'US', citizen: true, needsSponsorship: false }],
    ['Green Card', { country: 'US', citizen: false, needsSponsorship: false }],
    ['Green Card Holder', { country: 'US', citizen: false, needsSponsorship: false }],
    ['H1B', { country: 'US', citizen: false, needsSponsorship: true }],
    ['H-1B Visa', { country: 'US', citizen: false, needsSponsorship: true }],
    ['EU Citizen', { country: 'EU', citizen: true, needsSponsorship: false }],
    ['Canadian Citizen', { country: 'CA', citizen: true, needsSponsorship: false }],
    ['Needs sponsorship', { citizen: false, needsSponsorship: true }],
    ['Requires visa sponsorship', { citizen: false, needsSponsorship: true }],
    ['Authorized to work in the UK', { country: 'GB', needsSponsorship: false }],
    ['No sponsorship needed', { needsSponsorship: false }],
    ['Other', undefined],
    ['', undefined],
  ])('%j', (field, held) => {
    expect(authorizationHeld(field)).toEqual(held)
  })
})

describe('authorizationMatch', () => {
  const match = (text: string, field: string, jobCountry?: string) => {
    const demand = authorizationDemand(text)
    if (!demand) throw new Error(`no demand: ${text}`)
    return authorizationMatch(demand, authorizationHeld(field), jobCountry)
  }
  const NO_SPONSOR = 'must be authorized to work in the US without sponsorship'

  it('meets, denies, or cannot tell', () => {
    expect(match(NO_SPONSOR, 'US Citizen')).toBe(true)
    expect(match(NO_SPONSOR, 'Green Card')).toBe(true)
    expect(match(NO_SPONSOR, 'H1B')).toBe(false)
    expect(match(NO_SPONSOR, 'Needs sponsorship')).toBe(false)
    expect(match(NO_SPONSOR, 'Other')).toBeUndefined()
    expect(match('US citizens only', 'Green Card')).toBe(false)
    expect(match('US citizens only', 'US Citizen')).toBe(true)
    expect(match('EU work permit required', 'EU Citizen')).toBe(true)
    expect(match('You must have the right to work in Germany', 'EU Citizen')).toBe(true)
    expect(match('No visa sponsorship', 'EU Citizen', 'DE')).toBe(true)
    expect(match('No visa sponsorship', 'EU Citizen')).toBeUndefined()
  })
})

describe('benefits', () => {
  it.each([
    ['Health insurance', 'medical'],
    ['Medical', 'medical'],
    ['Dental', 'dental'],
    ['401k', 'retirement'],
    ['401(k) matching', 'retirement'],
    ['Pension', 'retirement'],
    ['Unlimited PTO', 'unlimited_pto'],
    ['Paid time off', 'paid_time_off'],
    ['Remote work', 'remote_work'],
    ['Work from home', 'remote_work'],
    ['Stock options', 'equity'],
    ['Flexible hours', 'flexible_hours'],
    ['Gym membership', 'wellness'],
    ['Professional development', 'learning'],
    ['Free Unicorn Rides', 'free unicorn rides'],
  ])('canonicalBenefit(%j) is %s', (phrase, key) => {
    expect(canonicalBenefit(phrase)).toBe(key)
  })

  it('splits a phrase that names several', () => {
    expect([...benefitsOf('Health, dental and vision insurance')].sort()).toEqual([
      'dental',
      'medical',
      'vision',
    ])
    expect([...canonicalBenefits(['401k', 'Pension', ' ', 'Free Unicorn Rides'])]).toEqual([
      'retirement',
      'free unicorn rides',
    ])
  })
})

describe('industries', () => {
  it.each([
    ['FinTech', 'fintech'],
    ['Financial Services', 'finance'],
    ['Healthcare', 'healthcare'],
    ['Information Technology', 'technology'],
    ['E-commerce', 'ecommerce'],
    ['Education', 'education'],
    ['Real Estate', 'real_estate'],
    ['Basket weaving', undefined],
  ])('canonicalIndustry(%j) is %s', (name, key) => {
    expect(canonicalIndustry(name)).toBe(key)
  })

  it('reads prose', () => {
    expect([...industriesInText('Ten years in investment banking and e-commerce')].sort()).toEqual([
      'ecommerce',
      'finance',
    ])
    expect([...industriesInText('I build data pipelines at work')]).toEqual([])
  })
})
