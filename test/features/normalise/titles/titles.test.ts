import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  rolesLikeness,
  titleRoles,
} from '../../../../src/features/normalise/titles/title-similarity.ts'
import {
  normaliseTitle,
  seniorityFromText,
} from '../../../../src/features/normalise/titles/titles.ts'
import type { ExperienceLevel } from '../../../../supabase/functions/_shared/payload.ts'

const SENIORITY: readonly (readonly [string, ExperienceLevel | undefined, string])[] = [
  ['Sr. Software Eng.', 'senior', 'software engineer'],
  ['Senior Backend Developer (m/w/d)', 'senior', 'backend developer'],
  ['Jr Front-End Dev', 'junior', 'frontend developer'],
  ['Junior School Teacher', undefined, 'junior school teacher'],
  ['Lead Generation Specialist', undefined, 'lead generation specialist'],
  ['Lead Designer', 'lead', 'designer'],
  ['Team Lead', 'lead', 'team'],
  ['Tech Lead', 'lead', 'technical'],
  ['Senior Care Nurse', undefined, 'senior care nurse'],
  ['Executive Assistant', undefined, 'executive assistant'],
  [
    'Executive Assistant to the CEO',
    undefined,
    'executive assistant to the chief executive officer',
  ],
  ['Account Executive', undefined, 'account executive'],
  ['Senior Account Executive', 'senior', 'account executive'],
  ['Head Chef', 'lead', 'chef'],
  ['Head of Engineering', 'executive', 'engineering'],
  ['Chief of Staff', undefined, 'chief of staff'],
  ['Chief Executives', 'executive', 'executives'],
  ['CTO', 'executive', 'technology officer'],
  ['Managing Director', 'executive', 'managing'],
  ['Art Director', undefined, 'art director'],
  ['Director of Product', 'executive', 'product'],
  ['VP, Sales', 'executive', 'sales'],
  ['School Principal', undefined, 'school principal'],
  ['Principal', undefined, 'principal'],
  ['Principal Engineer', 'lead', 'engineer'],
  ['Staff Software Engineer', 'lead', 'software engineer'],
  ['Staff Nurse', undefined, 'staff nurse'],
  ['Software Engineer II', 'mid', 'software engineer'],
  ['Software Engineer III', 'senior', 'software engineer'],
  ['Marketing Intern', 'entry', 'marketing'],
  ['Graduate Engineer', 'entry', 'engineer'],
  ['Graduate Teaching Assistant', undefined, 'graduate teaching assistant'],
  ['Entry-level Accountant', 'entry', 'accountant'],
  ['Mid-level Java Developer', 'mid', 'java developer'],
  ['Middle School Teacher', undefined, 'middle school teacher'],
  ['Associate Consultant', 'junior', 'consultant'],
  ['Sales Associate', undefined, 'sales associate'],
  ['Product Manager', undefined, 'product manager'],
  ['QA Engineer', undefined, 'qa engineer'],
  ['Full Stack Engineer', undefined, 'fullstack engineer'],
]

describe('normaliseTitle', () => {
  it.each(SENIORITY)('%s is %s', (title, seniority, core) => {
    expect(normaliseTitle(title)).toMatchObject({ seniority, core })
  })

  it('never empties the core of a title that has words', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), (title) => {
        const { tokens, core } = normaliseTitle(title)
        expect(core === '').toBe(tokens.length === 0)
      }),
    )
  })

  it('spells abbreviations out once: the tokens of its tokens are the same', () => {
    for (const [title] of SENIORITY) {
      const { tokens } = normaliseTitle(title)
      expect(normaliseTitle(tokens.join(' ')).tokens).toEqual(tokens)
    }
  })
})

describe('seniorityFromText', () => {
  it.each([
    ['We are looking for a senior engineer to join us.', 'senior'],
    ['We look for a senior software engineer', 'senior'],
    ['Seeking a Sr. Data Scientist', 'senior'],
    ['This is a mid-level role', 'mid'],
    ['Great for recent graduates', 'entry'],
    ['No prior experience is required.', 'entry'],
    ['We are hiring a Lead Designer', 'lead'],
    ['We are seeking a Head of Marketing', 'executive'],
    ['You will work with senior engineers and report to senior management', undefined],
    ['Looking for a junior developer or a senior developer. Hiring a senior developer', undefined],
    ['Caring for senior citizens', undefined],
    ['', undefined],
  ])('%j is %s', (text, level) => {
    expect(seniorityFromText(text)).toBe(level)
  })
})

describe('rolesLikeness', () => {
  const likenessOf = (a: string, b: string) => rolesLikeness(titleRoles(a), titleRoles(b))

  it('is 1 for the same title but for seniority, number and spelling', () => {
    expect(likenessOf('Sr. Software Eng.', 'software engineers')).toBe(1)
    expect(likenessOf('Front End Developer', 'Frontend developer')).toBe(1)
    expect(likenessOf('Attorney', 'Lawyers')).toBe(1)
  })

  it('finds one role among several', () => {
    expect(likenessOf('Accountants and Auditors', 'accountant')).toBeGreaterThanOrEqual(0.85)
  })

  it('ranks the nearer title higher', () => {
    const near = likenessOf('Data Engineer', 'Big Data Engineer')
    const middle = likenessOf('Data Engineer', 'Sales Engineer')
    const far = likenessOf('Data Engineer', 'Head Chef')
    expect(near).toBeGreaterThan(middle)
    expect(middle).toBeGreaterThan(far)
    expect(far).toBe(0)
  })

  it('shares less by a general role noun than by a specific word', () => {
    expect(likenessOf('Marketing Manager', 'Warehouse Manager')).toBeLessThan(
      likenessOf('Marketing Manager', 'Marketing Analyst'),
    )
  })

  it('is symmetric, within 0 and 1, and 1 on itself', () => {
    const title = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom(...SENIORITY.map(([one]) => one)),
    )
    fc.assert(
      fc.property(title, title, (a, b) => {
        const likeness = likenessOf(a, b)
        expect(likeness).toBeGreaterThanOrEqual(0)
        expect(likeness).toBeLessThanOrEqual(1)
        expect(likenessOf(b, a)).toBeCloseTo(likeness, 12)
      }),
    )
    for (const [one] of SENIORITY) expect(likenessOf(one, one)).toBe(1)
  })
})
