import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankByRules, scoreByRules } from '../../supabase/functions/_shared/rules.ts'
import { job, talent } from '../app.ts'

const bareTalent = talent({ skills: null })
const bareJob = job(0, { skills: null })

describe('the rules', () => {
  it('take a pair that says nothing as middling, and know nothing of it', () => {
    expect(scoreByRules(bareTalent, bareJob)).toMatchObject({
      match_score: 50,
      confidence: 0,
      highly_recommended: false,
      explanation: {
        sub_scores: {
          skills_match: 50,
          experience_match: 50,
          location_match: 50,
          salary_match: 50,
          cultural_fit: 50,
        },
        mismatches: [],
        unknown: [
          'skills_match',
          'experience_match',
          'location_match',
          'salary_match',
          'cultural_fit',
        ],
      },
    })
  })

  it('weigh skills 40, experience 25, location 20 and salary 15', () => {
    const someone = talent({
      skills: [{ name: 'SQL' }, { name: 'rye' }],
      experience_level: 'mid',
      location: 'Lyon, France',
      salary_min: 66_000,
    })
    const some = job(0, {
      skills: [{ name: ' Rye ' }, { name: 'Spelt' }],
      experience_level: 'senior',
      location: 'Paris, France',
      salary_max: 60_000,
    })
    const { match_score, confidence, explanation } = scoreByRules(someone, some)
    // One of three skills, one level apart, the same country, a tenth above the offer.
    expect(explanation.sub_scores).toEqual({
      skills_match: 33.33,
      experience_match: 66.67,
      location_match: 60,
      salary_match: 40,
      cultural_fit: 50,
    })
    expect(match_score).toBeCloseTo(40 / 3 + (25 * 2) / 3 + 20 * 0.6 + 15 * 0.4, 2)
    expect(confidence).toBe(1)
    expect(explanation.unknown).toEqual(['cultural_fit'])
    expect(explanation.mismatches).toEqual([
      '1 of 2 skills asked for; not listed by that name: Spelt',
      'The expected pay lies 10 % above the offer',
    ])
    expect(explanation.top_factors.map(({ factor }) => factor)).toEqual([
      'Skills',
      'Experience',
      'Location',
    ])
  })

  it.each([
    ['salary in two currencies', { salary_min: 1, salary_currency: 'EUR' }, { salary_min: 1 }],
    ['blank pay', { salary_min: 0 }, { salary_max: 60_000 }],
    ['one place', { location: 'Lyon' }, {}],
    ['one level', { experience_level: 'mid' }, {}],
  ] as const)('take %s as unknown', (_, someone, some) => {
    const match = scoreByRules({ ...bareTalent, ...someone }, { ...bareJob, ...some })
    expect(match.match_score).toBe(50)
  })

  it('order by score, then job, then talent, within limit and lowest score', () => {
    const number = fc.integer({ min: 0, max: 30 })
    fc.assert(
      fc.property(
        fc.array(number, { maxLength: 30 }),
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 0, max: 100 }),
        (numbers, limit, minScore) => {
          const jobs = numbers.map((each) => job(each, { salary_max: 50_000 + 500 * (each % 5) }))
          const sides = { talent: talent({ salary_min: 60_000 }), jobs }
          const ranked = rankByRules(sides, { limit, minScore })
          const all = rankByRules(sides, { limit: 100, minScore: 0 })
          expect(ranked).toEqual(all.filter((m) => m.match_score >= minScore).slice(0, limit))
          all.slice(1).forEach((match, at) => {
            const before = all[at]
            if (!before) return
            expect(before.match_score).toBeGreaterThanOrEqual(match.match_score)
            if (before.match_score === match.match_score) {
              expect(before.job_id <= match.job_id).toBe(true)
            }
          })
        },
      ),
      { seed: 8, numRuns: 100 },
    )
  })
})
