import { describe, expect, it } from 'vitest'
import { Job } from '../../src/http/schemas/job.ts'
import { Talent } from '../../src/http/schemas/talent.ts'
import { compileBody } from '../../src/http/schemas/validator.ts'
import { asApplicant } from '../../src/training/synthetic/applicant.ts'
import { Random } from '../../src/training/synthetic/random.ts'
import { createWorld } from '../../src/training/synthetic/world.ts'
import { fitByTeacher } from '../../src/training/teacher.ts'
import type * as Payload from '../../supabase/functions/_shared/payload.ts'
import { makePair } from '../features/make-pair.ts'

const TALENT: Partial<Payload.Talent> = {
  title: 'Backend Engineer',
  bio: 'Services in TypeScript and PostgreSQL.',
  skills: [{ name: 'TypeScript', proficiency_level: 3, years_of_experience: 2 }],
  experience_level: 'mid',
  years_of_experience: 4,
  location: 'Hamburg',
  salary_min: 60_000,
  salary_max: 70_000,
}
const JOB: Partial<Payload.Job> = {
  title: 'Backend Engineer',
  description: 'Services in TypeScript and PostgreSQL. At least 5 years of experience.',
  skills: [
    { name: 'TypeScript', proficiency_level: 4, years_of_experience: 4 },
    { name: 'PostgreSQL' },
    { name: 'Kafka', is_required: false },
  ],
  experience_level: 'senior',
  location: 'Berlin',
  salary_min: 55_000,
  salary_max: 65_000,
}

const judge = (talent: Partial<Payload.Talent> = {}, job: Partial<Payload.Job> = {}) =>
  fitByTeacher(makePair({ talent: { ...TALENT, ...talent }, job: { ...JOB, ...job } }))

describe('the teacher', () => {
  it.each<[string, Partial<Payload.Talent>, Partial<Payload.Job>]>([
    ['another asked skill', { skills: [...(TALENT.skills ?? []), { name: 'PostgreSQL' }] }, {}],
    ['an optional skill', { skills: [...(TALENT.skills ?? []), { name: 'Kafka' }] }, {}],
    [
      'a higher level of a skill',
      { skills: [{ name: 'TypeScript', proficiency_level: 4, years_of_experience: 2 }] },
      {},
    ],
    [
      'more years in a skill',
      { skills: [{ name: 'TypeScript', proficiency_level: 3, years_of_experience: 4 }] },
      {},
    ],
    ['the years asked for', { years_of_experience: 5 }, {}],
    ['the level asked for', { experience_level: 'senior' }, {}],
    ['the same town', { location: 'Berlin' }, {}],
    ['a remote job', {}, { remote_allowed: true }],
    ['a better offer', {}, { salary_min: 60_000, salary_max: 70_000 }],
    ['a job that asks less', {}, { skills: [{ name: 'TypeScript', proficiency_level: 2 }] }],
  ])('judges %s better', (_, talent, job) => {
    expect(judge(talent, job)).toBeGreaterThan(judge())
  })

  it.each<[string, Partial<Payload.Talent>, Partial<Payload.Job>]>([
    [
      'another kind of work',
      {},
      { title: 'Pastry Chef', description: 'Cakes and bread.', skills: [] },
    ],
    ['a wish far above the offer', { salary_min: 120_000, salary_max: 130_000 }, {}],
    ['a place overseas', { location: 'Sydney' }, {}],
    [
      'an unrelated skill asked for as well',
      {},
      { skills: [...(JOB.skills ?? []), { name: 'Falconry' }] },
    ],
    [
      'a level far above',
      { experience_level: 'executive', years_of_experience: 30 },
      { experience_level: 'junior' },
    ],
  ])('judges %s worse', (_, talent, job) => {
    expect(judge(talent, job)).toBeLessThan(judge())
  })

  it('stays within 0-100 for all of a world, with and without facts', () => {
    const { talents, jobs } = createWorld('teacher', { talents: 25, jobs: 25 })
    for (const talent of talents) {
      for (const job of jobs) {
        const fit = fitByTeacher(makePair({ talent: talent.payload, job: job.payload }))
        expect(fit).toBeGreaterThanOrEqual(0)
        expect(fit).toBeLessThanOrEqual(110)
      }
    }
    expect(fitByTeacher(makePair({}))).toBeGreaterThanOrEqual(0)
  })
})

describe('a talent as an applicant', () => {
  it('stays a valid payload, and keeps what an application does not change', () => {
    const { talents, jobs } = createWorld('applicants', { talents: 60, jobs: 60 })
    const check = { talent: compileBody(Talent), job: compileBody(Job) }
    talents.forEach(({ payload }, at) => {
      const posting = jobs[at]
      if (!posting) return
      const made = asApplicant(payload, posting, new Random('applicant', at))
      expect(check.talent(structuredClone(made.talent))).not.toHaveProperty('error')
      expect(check.job(structuredClone(made.job))).not.toHaveProperty('error')
      expect(made.talent.id).toBe(payload.id)
      expect(made.talent.title).toBe(payload.title)
      expect(made.job.id).toBe(posting.payload.id)
      expect((made.talent.bio ?? '').endsWith(made.wish)).toBe(true)
      expect(made.job.description.endsWith(made.demand)).toBe(true)
    })
  })
})
