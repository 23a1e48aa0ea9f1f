import { describe, expect, it } from 'vitest'
import { featureOf, type Sides, TODAY } from './make-pair.ts'

/** Cosines: titles 0.6, profile to description 0.8, bio to culture −0.5, title to description 0.28. */
const FIXTURE = {
  talent: { title: 'Baker', bio: 'Bread and rye.' },
  job: { title: 'Miller', description: 'Flour.', company_culture: 'Early birds.' },
  vectors: {
    baker: [1, 0, 0, 0],
    miller: [0.6, 0.8, 0, 0],
    'baker. Bread and rye.': [0, 0, 1, 0],
    'Flour.': [0.28, 0, 0.8, Math.sqrt(1 - 0.28 ** 2 - 0.64)],
    'Bread and rye.': [0, 0, 1, 0],
    'Early birds.': [0, Math.sqrt(0.75), -0.5, 0],
  },
} satisfies Sides

const DAY = 86_400_000

describe('text features', () => {
  it.each([
    ['title_embedding_similarity', 0.6],
    ['description_embedding_similarity', 0.8],
    ['best_window_similarity', 0.8],
    ['culture_fit_score', -0.5],
    // No shared word and no skill asked for, which counts as the usual 0.03.
    ['role_similarity', 0.32 * 0.8 + 0.07 * 0.28 + 0.11 * 0.6 + 0.27 * 0.03],
  ])('%s is %d', (name, expected) => {
    expect(featureOf(name, FIXTURE)).toBeCloseTo(expected, 6)
  })

  it.each([
    'title_embedding_similarity',
    'description_embedding_similarity',
    'best_window_similarity',
    'culture_fit_score',
    'role_similarity',
  ])('%s is missing without vectors', (name) => {
    expect(featureOf(name, { ...FIXTURE, vectors: {} })).toBeNaN()
  })

  it('has no culture fit without a bio or a culture text', () => {
    const { talent, job } = FIXTURE
    expect(
      featureOf('culture_fit_score', { ...FIXTURE, talent: { ...talent, bio: null } }),
    ).toBeNaN()
    expect(
      featureOf('culture_fit_score', { ...FIXTURE, job: { ...job, company_culture: null } }),
    ).toBeNaN()
  })

  it('compares words by BM25: share of the rarity, times how saturated the posting is', () => {
    // Two words of equal rarity in the profile; one of them stands once in a posting of usual length.
    const sides = {
      talent: { title: 'Baker', bio: 'Sourdough' },
      job: { title: 'Miller', description: 'Sourdough' },
      context: { usualLength: 2 },
    }
    expect(featureOf('lexical_description_overlap', sides)).toBeCloseTo(0.5 / 2.2, 12)
    expect(
      featureOf('lexical_description_overlap', { ...sides, job: { description: 'Rye' } }),
    ).toBe(0)
    expect(
      featureOf('lexical_description_overlap', { ...sides, talent: { title: '🥐' } }),
    ).toBeNaN()
  })

  it('tells the industry, where both sides name one', () => {
    const talent = { bio: 'Ten years at an insurance company.' }
    const of = (industry: string | null) =>
      featureOf('industry_match', { talent, job: { company_industry: industry } })
    expect(of('Insurance')).toBe(1)
    expect(of('Healthcare')).toBe(0)
    expect(of(null)).toBeNaN()
    expect(featureOf('industry_match', { job: { company_industry: 'Insurance' } })).toBeNaN()
  })

  it('counts whole days from today', () => {
    const at = (ms: number) => new Date(ms).toISOString()
    const of = (name: string, job: Sides['job']) => featureOf(name, { job })
    expect(of('posting_age_days', { posted_at: at(TODAY - 3 * DAY) })).toBe(3)
    expect(of('posting_age_days', { posted_at: at(TODAY + 5 * DAY) })).toBe(0)
    expect(of('posting_age_days', {})).toBeNaN()
    expect(of('days_to_deadline', { application_deadline: at(TODAY + 2.5 * DAY) })).toBe(2)
    expect(of('days_to_deadline', { application_deadline: at(TODAY - DAY) })).toBe(-1)
    expect(of('days_to_deadline', {})).toBeNaN()
  })

  it('says how much of each side is filled in', () => {
    expect(featureOf('talent_completeness', {})).toBe(0)
    expect(
      featureOf('talent_completeness', {
        talent: { bio: 'Bread.', skills: [{ name: 'Rye' }], hourly_rate_min: 20, timezone: 'UTC' },
      }),
    ).toBe(3 / 8)
    expect(featureOf('job_completeness', { job: { description: 'Short.' } })).toBe(0)
    expect(
      featureOf('job_completeness', { job: { description: 'x'.repeat(50), remote_allowed: true } }),
    ).toBe(2 / 8)
  })
})
