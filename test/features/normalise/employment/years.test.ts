import { describe, expect, it } from 'vitest'
import { USUAL_YEARS, yearsAsked } from '../../../../src/features/normalise/employment/years.ts'
import { EXPERIENCE_LEVELS } from '../../../../supabase/functions/_shared/payload.ts'

describe('yearsAsked', () => {
  it.each([
    ['5+ years', { min: 5 }],
    ['5+ years of experience in sales', { min: 5 }],
    ['at least three years of experience', { min: 3 }],
    ['3-5 yrs experience', { min: 3, max: 5 }],
    ['3 – 5 years’ experience', { min: 3, max: 5 }],
    ['three to five years of relevant experience', { min: 3, max: 5 }],
    ['minimum of 2 years', { min: 2 }],
    ['Min. 2 years in a similar role', { min: 2 }],
    ['five (5) years of professional experience', { min: 5 }],
    ['Experience: 4 years', { min: 4 }],
    ['3 to 5 years in sales', { min: 3, max: 5 }],
    ['7+ yrs exp', { min: 7 }],
    ['two or more years working as a nurse', { min: 2 }],
    ['18 months of experience', { min: 1.5 }],
    ['mindestens 3 Jahre Berufserfahrung', { min: 3 }],
    ['5+ years of software engineering, 2+ years of React', { min: 5 }],
    ['3 years of Java required; 10+ years preferred', { min: 3 }],
    ['You have 6 years of experience. The company was founded 20 years ago.', { min: 6 }],
  ])('%j asks %j', (text, years) => {
    expect(yearsAsked(text)).toEqual(years)
  })

  it.each([
    'Founded 20 years ago',
    'We celebrate our 12 years of history',
    'We have been in the market for over 25 years',
    'You are at least 18 years of age',
    'must be 21 years old',
    '25 years old',
    'a 2 years warranty',
    'over the last 10 years we grew',
    'In the next 3 years we will',
    'A 2-year contract',
    'a 4-year degree',
    'Bachelor (3 years)',
    'serving 5000 customers',
    'In 2015 years',
    'With over 20 years of experience, we are a leading provider',
    '100 years of experience combined',
    '',
  ])('%j asks nothing', (text) => {
    expect(yearsAsked(text)).toBeUndefined()
  })
})

describe('USUAL_YEARS', () => {
  it('rises with the level', () => {
    const bands = EXPERIENCE_LEVELS.map((level) => USUAL_YEARS[level])
    bands.forEach(([min, max], index) => {
      expect(min).toBeLessThan(max)
      const next = bands[index + 1]
      if (next) {
        expect(next[0]).toBeGreaterThan(min)
        expect(next[1]).toBeGreaterThan(max)
      }
    })
  })
})
