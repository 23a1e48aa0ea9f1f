import { expect, it } from 'vitest'
import type { QualityDay } from '../../src/quality/quality-day.ts'
import { trendOf } from '../../src/quality/trend.ts'

const day = (number: number, fields: Partial<QualityDay> = {}): QualityDay => ({
  day: new Date(Date.UTC(2026, 2, number)).toISOString().slice(0, 10),
  arm: 'treatment',
  modelVersion: 'new',
  answers: 100,
  fallbackAnswers: 0,
  impressions: 1_000,
  engaged: 100,
  applied: 10,
  positive: 20,
  wanted: 30,
  labelled: 100,
  scoreSum: 7_000,
  labelSum: 7_000,
  scores: [],
  ...fields,
})
const VERSIONS = { active: 'new', previous: 'old' }
const before = Array.from({ length: 7 }, (_, at) => day(at, { modelVersion: 'old' }))
const after = (fields: Partial<QualityDay>, from = 10) =>
  Array.from({ length: 7 }, (_, at) => day(from + at, fields))

it('says how engagement compares at best, beyond three standard errors', () => {
  const { engagementRatio } = trendOf([...before, ...after({ engaged: 70 })], VERSIONS)
  // 490 of 7,000 against 700 of 7,000.
  const error = Math.sqrt(1 / 490.5 - 1 / 7_000 + 1 / 700 - 1 / 7_000)
  expect(engagementRatio).toBeCloseTo((490.5 / 700) * Math.exp(3 * error), 9)
  expect(engagementRatio).toBeLessThan(0.9)
})

it('does not take chance for harm', () => {
  const { engagementRatio } = trendOf([...before, ...after({ engaged: 95 })], VERSIONS)
  expect(engagementRatio).toBeGreaterThan(1)
})

it('holds the first model to what rules come to in the same days', () => {
  const alone = { active: 'new', previous: undefined }
  const rules = (from: number) =>
    after({ arm: 'control', modelVersion: 'rules-1', engaged: 140 }, from)
  const { engagementRatio } = trendOf([...after({}), ...rules(10)], alone)
  expect(engagementRatio).toBeLessThan(0.9)
  expect(trendOf([...after({}), ...rules(1)], alone).engagementRatio).toBeNull()
})

it('says nothing of little, and nothing without anything to compare with', () => {
  const few = [day(10, { impressions: 499, engaged: 0 })]
  expect(trendOf([...before, ...few], VERSIONS).engagementRatio).toBeNull()
  const alone = { active: 'new', previous: undefined }
  expect(trendOf([...before, ...after({})], alone).engagementRatio).toBeNull()
})

it('says how far the gap between scores and labels has moved since the first week', () => {
  const days = [...after({ labelSum: 6_800 }), ...after({ labelSum: 5_500 }, 17)]
  expect(trendOf(days, VERSIONS).calibrationShift).toBeCloseTo(13, 9)
  expect(trendOf(after({}), VERSIONS).calibrationShift).toBeNull()
})
