import { expect, test } from 'vitest'
import { toExplanation } from '../../../src/files/output/explanation.ts'

const talent = { id: '7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11', title: 'Backend developer' }
const job = {
  id: '8f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11',
  title: 'Engineer',
  description: 'Builds.',
}
const match = {
  talent_id: talent.id,
  job_id: job.id,
  match_score: 63.25,
  confidence: 0.5,
  highly_recommended: false,
  explanation: {
    top_factors: [
      {
        factor: 'Required skills',
        score: 86,
        description: '6 of 7 required skills; missing Kafka',
      },
    ],
    sub_scores: {
      skills_match: 90,
      experience_match: 80,
      location_match: 50,
      salary_match: 50,
      cultural_fit: 61,
    },
    mismatches: ['Kafka is missing'],
    unknown: ['location_match' as const],
  },
}
const detail = {
  raw_score: 1.5,
  base_value: 1,
  contributions: [
    { feature: 'same_country', group: 'location', value: null, contribution: 0 },
    { feature: 'required_skills_coverage', group: 'skill', value: 6 / 7, contribution: 0.75 },
    { feature: 'salary_overlap_iou', group: 'compensation', value: 0, contribution: -0.25 },
  ],
}

test('says score, parts, reasons and where it does not fit', () => {
  const shown = toExplanation({ talent, job, match, modelVersion: '1.0.20260101' })
  expect(shown).toContain('Score 63.3, confidence 50 %, by 1.0.20260101')
  expect(shown).toMatch(/skills match +90\n/)
  expect(shown).toMatch(/location match +50 {2}\(unknown\)\n/)
  expect(shown).toContain('Required skills: 6 of 7 required skills; missing Kafka')
  expect(shown).toContain('Mismatches\n  Kafka is missing\n')
})

const rowsOf = (showsAll?: boolean) => {
  const shown = toExplanation(
    { talent, job, match: { ...match, detail }, modelVersion: '1' },
    showsAll,
  )
  return shown
    .slice(shown.indexOf('contribution'))
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/))
    .slice(1)
}
const EFFECTIVE = [
  ['+1.0000', '(base value)'],
  ['+0.7500', '0.85714', 'required_skills_coverage', 'skill'],
  ['-0.2500', '0', 'salary_overlap_iou', 'compensation'],
]
const SCORE = ['+1.5000', '= raw score, calibrated to 63.3']

test('lists contributions by size, from base value to score, and counts those of no effect', () => {
  expect(rowsOf()).toEqual([...EFFECTIVE, ['+0.0000', '(1 other together; --all)'], SCORE])
})

test('lists all contributions on request', () => {
  expect(rowsOf(true)).toEqual([
    ...EFFECTIVE,
    ['+0.0000', 'missing', 'same_country', 'location'],
    SCORE,
  ])
})
