import { describe, expect, it } from 'vitest'
import { featureOf, type Sides } from './make-pair.ts'

const IDF: Readonly<Record<string, number>> = { alphaware: 1, betaware: 2, gammaware: 3 }

/**
 * Made-up names, so that no table of skills relates them. Two of three required skills are held,
 * Betaware three levels and three years short; the optional Deltaware is not.
 */
const FIXTURE = {
  talent: {
    bio: 'Three years with Gammaware.',
    skills: [
      { name: 'Alphaware', proficiency_level: 4, years_of_experience: 6, is_primary: true },
      { name: 'Betaware', proficiency_level: 2, years_of_experience: 1 },
      { name: 'Knotting', is_primary: true, category: 'craft' },
    ],
  },
  job: {
    title: 'Kubernetes engineer',
    skills: [
      { name: 'Alphaware', proficiency_level: 3, years_of_experience: 3, category: 'trade' },
      { name: 'Betaware', proficiency_level: 5, years_of_experience: 4 },
      { name: 'Gammaware', category: 'craft' },
      { name: 'Deltaware', is_required: false },
    ],
  },
  context: { skillIdf: (id: string) => IDF[id] ?? 4 },
} satisfies Sides

/** The asked ones weigh 2, 2, 2 and 1. */
const WEIGHT = 7

describe('skill features', () => {
  it.each([
    ['skill_overlap_jaccard', 2 / 5],
    ['skill_proficiency_alignment', (1 + 0.25) / 2],
    ['required_skills_coverage', 2 / 3],
    ['avg_skill_years_ratio', (2 + 0.25) / 2],
    ['primary_skills_match', 2 / 3],
    ['primary_skills_coverage', 2 / WEIGHT],
    ['skill_category_overlap', 1 / 2],
    ['rare_skills_bonus', 3 / 10],
    ['skill_count_ratio', 3 / 4],
    // Betaware loses a fifth of three quarters; Gammaware is only mentioned.
    ['weighted_skill_score', (2 * 1 + 2 * 0.85 + 2 * 0.7) / WEIGHT],
    ['optional_skills_coverage', 0],
    ['related_skills_coverage', (2 + 2 + 2 * 0.7) / WEIGHT],
    ['proficiency_coverage', (2 * 1 + 2 * 0.25) / WEIGHT],
    // Half for holding it, half for the years.
    ['skill_years_coverage', (2 * 1 + 2 * (0.5 + 0.5 * 0.25)) / WEIGHT],
    ['required_shortfall_count', 1],
    ['largest_proficiency_gap', 4],
    ['bio_mentions_of_job_skills', 2 / WEIGHT],
    ['title_skill_overlap', 0],
  ])('%s is %d', (name, expected) => {
    expect(featureOf(name, FIXTURE)).toBeCloseTo(expected, 12)
  })

  it('counts a skill that the title names, listed or spoken of', () => {
    const { job } = FIXTURE
    const talent = { skills: [{ name: 'k8s' }] }
    expect(featureOf('title_skill_overlap', { talent, job })).toBe(1)
    expect(featureOf('title_skill_overlap', { talent: { bio: 'Runs Kubernetes.' }, job })).toBe(1)
    expect(featureOf('title_skill_overlap', { talent, job: { title: 'Baker' } })).toBeNaN()
  })

  it.each([
    'skill_overlap_jaccard',
    'required_skills_coverage',
    'primary_skills_match',
    'primary_skills_coverage',
    'rare_skills_bonus',
    'skill_count_ratio',
    'weighted_skill_score',
    'optional_skills_coverage',
    'related_skills_coverage',
    'proficiency_coverage',
    'skill_years_coverage',
    'required_shortfall_count',
    'largest_proficiency_gap',
    'bio_mentions_of_job_skills',
    'bio_skill_affinity',
    'skill_embedding_similarity',
    'skill_proficiency_alignment',
    'avg_skill_years_ratio',
    'skill_category_overlap',
  ])('%s is missing where the job lists no skills', (name) => {
    expect(featureOf(name, { talent: FIXTURE.talent, job: { skills: null } })).toBeNaN()
    expect(featureOf(name, { talent: FIXTURE.talent, job: { skills: [] } })).toBeNaN()
  })

  it.each([
    ['skill_proficiency_alignment', Number.NaN],
    ['avg_skill_years_ratio', Number.NaN],
    ['primary_skills_match', Number.NaN],
    ['skill_category_overlap', Number.NaN],
    ['skill_embedding_similarity', Number.NaN],
    ['bio_skill_affinity', Number.NaN],
    // An absent skill is the full shortfall: nothing here is unknown.
    ['skill_overlap_jaccard', 0],
    ['required_skills_coverage', 0],
    ['primary_skills_coverage', 0],
    ['skill_years_coverage', 0],
    ['proficiency_coverage', 0],
    ['required_shortfall_count', 3],
    ['largest_proficiency_gap', 4],
  ])('%s is %d where the talent lists none', (name, expected) => {
    expect(featureOf(name, { job: FIXTURE.job })).toBe(expected)
  })

  it('tells apart what only required or only optional skills can answer', () => {
    const optional = { skills: [{ name: 'Alphaware', is_required: false }] }
    const required = { skills: [{ name: 'Alphaware' }] }
    const { talent } = FIXTURE
    expect(featureOf('required_skills_coverage', { talent, job: optional })).toBeNaN()
    expect(featureOf('required_shortfall_count', { talent, job: optional })).toBeNaN()
    expect(featureOf('optional_skills_coverage', { talent, job: optional })).toBe(1)
    expect(featureOf('optional_skills_coverage', { talent, job: required })).toBeNaN()
  })

  it('takes usual years of the level where a job asks for none, and unstated years as none known', () => {
    const job = { experience_level: 'senior', skills: [{ name: 'Alphaware' }] } as const
    const talent = (years: number | null) => ({
      skills: [{ name: 'Alphaware', years_of_experience: years }],
    })
    expect(featureOf('avg_skill_years_ratio', { talent: talent(2), job })).toBe(2 / 4)
    expect(featureOf('skill_years_coverage', { talent: talent(2), job })).toBe(0.75)
    expect(featureOf('skill_years_coverage', { talent: talent(9), job })).toBe(1)
    for (const years of [0, null]) {
      expect(featureOf('avg_skill_years_ratio', { talent: talent(years), job })).toBeNaN()
      expect(featureOf('skill_years_coverage', { talent: talent(years), job })).toBe(0.5)
    }
  })

  it('takes an unstated level as 3, the default of the platform', () => {
    const job = { skills: [{ name: 'Alphaware' }] }
    const of = (level: number | null) =>
      featureOf('proficiency_coverage', {
        talent: { skills: [{ name: 'Alphaware', proficiency_level: level }] },
        job,
      })
    expect([of(null), of(3), of(5), of(2), of(1)]).toEqual([1, 1, 1, 0.75, 0.5])
  })

  it('gives credit by cosine: from 0.45 on, at most 0.8, and by the best skill', () => {
    const of = (cosine: number, name = 'related_skills_coverage') =>
      featureOf(name, {
        talent: { skills: [{ name: 'Omegaware' }, { name: 'Psiware' }] },
        job: { skills: [{ name: 'Alphaware' }] },
        vectors: {
          alphaware: [1, 0, 0, 0],
          omegaware: [cosine, Math.sqrt(1 - cosine ** 2), 0, 0],
          psiware: [0, 0, 1, 0],
        },
      })
    expect(of(0.44)).toBe(0)
    expect(of(0.725)).toBeCloseTo(0.5, 6)
    expect(of(0.999)).toBe(0.8)
    expect(of(0.725, 'skill_embedding_similarity')).toBeCloseTo(0.725, 6)
    expect(of(-0.5, 'skill_embedding_similarity')).toBe(0)
  })

  it('weighs required skills double in the mean of the best cosines', () => {
    const vectors = { alphaware: [1, 0, 0, 0], betaware: [0, 1, 0, 0], omegaware: [1, 0, 0, 0] }
    expect(
      featureOf('skill_embedding_similarity', {
        talent: { skills: [{ name: 'Omegaware' }] },
        job: { skills: [{ name: 'Alphaware' }, { name: 'Betaware', is_required: false }] },
        vectors,
      }),
    ).toBeCloseTo(2 / 3, 12)
  })

  it('reads how near the bio comes to a skill, from cosine 0.35 to 0.8', () => {
    const of = (cosine: number) =>
      featureOf('bio_skill_affinity', {
        talent: { title: 'Zzyzx', bio: 'Text.' },
        job: { skills: [{ name: 'Alphaware' }] },
        vectors: {
          'Text.': [cosine, Math.sqrt(1 - cosine ** 2), 0, 0],
          'zzyzx. Text.': [0, 0, 1, 0],
          alphaware: [1, 0, 0, 0],
        },
      })
    expect(of(0.3)).toBe(0)
    expect(of(0.575)).toBeCloseTo(0.5, 6)
    expect(of(0.9)).toBe(1)
  })

  it('merges a skill given twice into its stronger statement', () => {
    const job = { skills: [{ name: 'JavaScript', proficiency_level: 5, years_of_experience: 4 }] }
    const skills = [
      { name: 'JS', proficiency_level: 5, years_of_experience: null },
      { name: 'JavaScript', proficiency_level: 1, years_of_experience: 4, is_primary: true },
    ]
    for (const given of [skills, skills.toReversed()]) {
      const sides = { talent: { skills: given }, job }
      expect(featureOf('skill_overlap_jaccard', sides)).toBe(1)
      expect(featureOf('proficiency_coverage', sides)).toBe(1)
      expect(featureOf('skill_years_coverage', sides)).toBe(1)
      expect(featureOf('primary_skills_coverage', sides)).toBe(1)
      expect(featureOf('skill_count_ratio', sides)).toBe(1)
    }
  })
})
