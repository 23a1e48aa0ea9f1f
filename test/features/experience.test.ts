import { describe, expect, it } from 'vitest'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import { expectClose, featureOf } from './make-pair.ts'

const of = (name: string, talent: Partial<Talent>, job: Partial<Job> = {}) =>
  featureOf(name, { talent, job })

const MID = { experience_level: 'mid' } as const
const SENIOR = { experience_level: 'senior' } as const
const EXECUTIVE = { experience_level: 'executive' } as const
const ASKS_FIVE = { description: 'You have at least 5 years of experience.' }

describe('experience features', () => {
  it.each([
    ['experience_level_match', SENIOR, SENIOR, 1],
    ['experience_level_match', SENIOR, MID, 0],
    ['experience_level_match', {}, MID, Number.NaN],
    ['experience_level_match', MID, {}, Number.NaN],
    ['seniority_distance', { experience_level: 'entry' }, EXECUTIVE, -5],
    ['seniority_distance', EXECUTIVE, { experience_level: 'junior' }, 4],
    ['seniority_distance', {}, EXECUTIVE, Number.NaN],
    ['seniority_distance', MID, {}, Number.NaN],
    // Both counted one year up, so that a job that asks for none is met by anyone.
    ['years_experience_ratio', { years_of_experience: 3 }, ASKS_FIVE, 4 / 6],
    ['years_experience_ratio', { years_of_experience: 30 }, ASKS_FIVE, 2],
    ['years_experience_ratio', { years_of_experience: 3 }, SENIOR, 4 / 6],
    ['years_experience_ratio', { years_of_experience: 1 }, { experience_level: 'entry' }, 2],
    ['years_experience_ratio', { years_of_experience: 3 }, {}, Number.NaN],
    ['years_experience_ratio', {}, ASKS_FIVE, Number.NaN],
    ['years_experience_ratio', { ...SENIOR, years_of_experience: 0 }, ASKS_FIVE, Number.NaN],
    // Usual for senior: five years.
    ['career_progression_score', { ...SENIOR, years_of_experience: 9 }, {}, 6 / 10],
    ['career_progression_score', { ...SENIOR, years_of_experience: 1 }, {}, 2],
    ['career_progression_score', SENIOR, {}, Number.NaN],
    ['career_progression_score', { years_of_experience: 9 }, {}, Number.NaN],
    // One of three levels below, two of five years short.
    ['underqualified_penalty', { ...MID, years_of_experience: 3 }, SENIOR, (1 / 3 + 2 / 5) / 2],
    ['underqualified_penalty', MID, SENIOR, 1 / 3],
    ['underqualified_penalty', { years_of_experience: 3 }, ASKS_FIVE, 2 / 5],
    ['underqualified_penalty', { ...SENIOR, years_of_experience: 9 }, SENIOR, 0],
    ['underqualified_penalty', {}, SENIOR, Number.NaN],
    ['underqualified_penalty', { years_of_experience: 3 }, {}, Number.NaN],
    // Two of three levels above; 15 years are 5 of 10 beyond twice the asked 5.
    ['overqualified_penalty', { ...EXECUTIVE, years_of_experience: 15 }, SENIOR, (2 / 3 + 0.5) / 2],
    ['overqualified_penalty', { years_of_experience: 15 }, ASKS_FIVE, 0.5],
    ['overqualified_penalty', { years_of_experience: 80 }, ASKS_FIVE, 1],
    ['overqualified_penalty', { years_of_experience: 5 }, ASKS_FIVE, 0],
    ['overqualified_penalty', {}, ASKS_FIVE, Number.NaN],
    ['required_years_gap', { years_of_experience: 3 }, ASKS_FIVE, 2],
    ['required_years_gap', { years_of_experience: 9 }, ASKS_FIVE, 0],
    ['required_years_gap', { years_of_experience: 3 }, SENIOR, Number.NaN],
    ['required_years_gap', {}, ASKS_FIVE, Number.NaN],
    ['title_similarity', { title: 'Senior Nurse' }, { title: 'Nurses' }, 1],
    ['title_similarity', { title: 'Nurse' }, { title: 'Bricklayer' }, 0],
    ['title_similarity', { title: '🚀' }, { title: 'Bricklayer' }, 0],
  ] as const)('%s of %j and %j is %d', (name, talent, job, expected) => {
    expectClose(of(name, talent, job), expected)
  })

  it('reads the level from the title where the field is a bare default', () => {
    const distance = (title: string, level: Job['experience_level']) =>
      of('seniority_distance', SENIOR, { title, experience_level: level })
    expect(distance('Junior Baker', 'mid')).toBe(2)
    expect(distance('Junior Baker', null)).toBe(2)
    expect(distance('Junior Baker', 'lead')).toBe(-1)
    expect(distance('Baker', 'mid')).toBe(1)
  })

  it('takes the variance of years over the shared skills', () => {
    const skills = (...years: readonly (number | null)[]) =>
      years.map((each, at) => ({ name: `Alphaware ${'xyz'[at]}`, years_of_experience: each }))
    const job = { skills: skills(null, null, null) }
    expect(of('experience_variance', { skills: skills(2, 4, 9) }, job)).toBeCloseTo(26 / 3, 12)
    expect(of('experience_variance', { skills: skills(4, 4, null) }, job)).toBe(0)
    expect(of('experience_variance', { skills: skills(4, null, 0) }, job)).toBeNaN()
    expect(of('experience_variance', {}, job)).toBeNaN()
  })

  it('counts the languages that the job demands', () => {
    const job = { description: 'Fluent German and fluent English required.' }
    const speaks = (...languages: string[]) => of('language_match', { languages }, job)
    expect(speaks('Deutsch', 'English (C1)')).toBe(1)
    expect(speaks('english')).toBe(0.5)
    expect(speaks('Italian')).toBe(0)
    expect(speaks()).toBeNaN()
    expect(of('language_match', { languages: ['English'] }, { description: 'Bread.' })).toBeNaN()
  })
})
