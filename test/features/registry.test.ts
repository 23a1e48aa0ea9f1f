import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { SUB_SCORE_OF_GROUP } from '../../src/features/feature.ts'
import {
  CONTRACT_HASH,
  extractAll,
  extractRanked,
  FEATURES,
  RANKED_FEATURES,
} from '../../src/features/registry.ts'
import { STORIES } from '../../src/matching/stories/stories.ts'
import { makePair } from './make-pair.ts'

/** The names that the platform's analysts rely on, by group. */
const CONTRACT = {
  skill: `skill_overlap_jaccard skill_proficiency_alignment required_skills_coverage
    skill_embedding_similarity avg_skill_years_ratio primary_skills_match skill_category_overlap
    rare_skills_bonus skill_count_ratio weighted_skill_score`,
  experience: `experience_level_match years_experience_ratio seniority_distance
    career_progression_score title_similarity overqualified_penalty underqualified_penalty
    experience_variance`,
  location: `geographic_distance_km remote_compatibility hybrid_compatibility
    timezone_overlap_hours location_exact_match relocation_willingness`,
  compensation: `salary_overlap_iou salary_expectation_ratio compensation_alignment
    salary_competitiveness benefits_match`,
  text: `title_embedding_similarity description_embedding_similarity culture_fit_score`,
}

const names = FEATURES.map(({ name }) => name)

describe('the registry of features', () => {
  it('computes every name of the contract, in its group', () => {
    const contract = Object.entries(CONTRACT).flatMap(([group, list]) =>
      list.split(/\s+/).map((name) => ({ name, group })),
    )
    expect(contract).toHaveLength(32)
    for (const { name, group } of contract) {
      expect(FEATURES.find((feature) => feature.name === name)?.group, name).toBe(group)
    }
  })

  it('names each once, and says what it means and when it is missing', () => {
    expect(new Set(names).size).toBe(names.length)
    for (const { name, description, missing, group } of FEATURES) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/)
      expect(description.length, name).toBeGreaterThan(10)
      expect(missing, name).not.toBe('')
      expect(Object.keys(SUB_SCORE_OF_GROUP)).toContain(group)
    }
  })

  it('lets each feature that is ranked be told by exactly one story, and no story tell another', () => {
    const told = STORIES.flatMap(({ features }) => features)
    expect(told.toSorted()).toEqual(RANKED_FEATURES.map(({ name }) => name).toSorted())
    expect(new Set(STORIES.map(({ id }) => id)).size).toBe(STORIES.length)
  })

  it('writes the ranked part of the full vector at the offset, and nothing else', () => {
    const pair = makePair({
      talent: { skills: [{ name: 'SQL' }], years_of_experience: 4 },
      job: { skills: [{ name: 'SQL' }], experience_level: 'mid', location: 'Berlin' },
    })
    const all = extractAll(pair)
    const out = new Float64Array(RANKED_FEATURES.length + 4).fill(-7)
    extractRanked(pair, out, 2)
    expect([...out.subarray(0, 2), ...out.subarray(-2)]).toEqual([-7, -7, -7, -7])
    RANKED_FEATURES.forEach(({ name }, at) => {
      expect(out[2 + at], name).toBe(all[names.indexOf(name)])
    })
  })

  it('hashes names, order and directions of what a model reads', () => {
    const hashOf = (contract: readonly (readonly [string, number])[], revision: number) =>
      createHash('sha256')
        .update(JSON.stringify([revision, contract]))
        .digest('hex')
    const contract = RANKED_FEATURES.map(({ name, ranked }) => [name, ranked] as const)
    const revision = [...Array(100).keys()].find((each) => hashOf(contract, each) === CONTRACT_HASH)
    expect(revision).toBeDefined()
    const others = [
      contract.slice(1),
      contract.toReversed(),
      contract.map(([name, ranked], at) => [at === 0 ? 'other' : name, ranked] as const),
      contract.map(([name, ranked], at) => [name, at === 0 ? -ranked : ranked] as const),
    ]
    for (const other of others) expect(hashOf(other, revision ?? 0)).not.toBe(CONTRACT_HASH)
    expect(hashOf(contract, (revision ?? 0) + 1)).not.toBe(CONTRACT_HASH)
  })
})
