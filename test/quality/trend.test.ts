import { expect, it } from 'vitest'
import type { QualityDay } from '../../src/quality/quality-day.ts'
import { trendOf } from '../../src/quality/trend.ts'
import { uniform } from '../ranking/random.ts'

const GROUPS = 16
const evenly = (sum: number) => Array.from({ length: GROUPS }, () => sum / GROUPS)

const day = (number: number, fields: Partial<QualityDay> = {}): QualityDay => ({
  day: new Date(Date.UTC(2026, 2, number)).toISOString().slice(0, 10),
  arm: 'treatment',
  modelVersion: 'new',
  answers: 100,
  fallbackAnswers: 0,
  impressions: 1_000,
  engaged: 100,
  impressionsByGroup: evenly(fields.impressions ?? 1_000),
  engagedByGroup: evenly(fields.engaged ?? 100),
  labelledByGroup: evenly(fields.labelled ?? 100),
  gapByGroup: evenly((fields.scoreSum ?? 7_000) - (fields.labelSum ?? 7_000)),
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

/** Talents who differ in what they look at, some new each day, some of the others back. */
class Platform {
  readonly #random: () => number
  readonly #talents: { readonly group: number; readonly taste: number }[] = []

  constructor(seed: number) {
    this.#random = uniform(seed)
  }

  /** @param effect factor of everybody's rate of engagement, 0.1 on average */
  pass(number: number, modelVersion: string, effect: number): QualityDay {
    const shown = evenly(0)
    const engaged = evenly(0)
    const add = (groups: number[], group: number) => {
      groups[group] = (groups[group] ?? 0) + 1
    }
    const come = this.#talents.filter(() => this.#random() < 0.05)
    for (let i = 0; i < 10; i++) {
      // A few like nearly everything.
      const talent = {
        group: Math.floor(this.#random() * GROUPS),
        taste: 0.3 * this.#random() ** 2,
      }
      this.#talents.push(talent)
      come.push(talent)
    }
    for (const { group, taste } of come) {
      for (let i = 0; i < 20; i++) {
        add(shown, group)
        if (this.#random() < taste * effect) add(engaged, group)
      }
    }
    return day(number, { impressionsByGroup: shown, engagedByGroup: engaged, modelVersion })
  }
}

/** Of so many months of a model, how many have a day on which the alert would fire. */
function countAlarms(months: number, effect: number): number {
  let alarms = 0
  for (let month = 0; month < months; month++) {
    const platform = new Platform(month + 1)
    const days = Array.from({ length: 30 }, (_, at) => platform.pass(at, 'old', 1))
    for (let at = 30; at < 60; at++) {
      days.push(platform.pass(at, 'new', effect))
      const { engagementRatio } = trendOf(days, VERSIONS)
      if (engagementRatio === null || engagementRatio >= 0.9) continue
      alarms++
      break
    }
  }
  return alarms
}

it('hardly takes chance for harm in a month of looks, though people differ and come back', () => {
  expect(countAlarms(300, 1)).toBeLessThanOrEqual(3)
})

it('finds out a model that is looked at half as much', () => {
  expect(countAlarms(50, 0.5)).toBeGreaterThanOrEqual(45)
})

it('goes by how far people differ, not by how much they are shown', () => {
  const oneLikesAll = [100, ...Array.from({ length: GROUPS - 1 }, () => 0)]
  const ratioWith = (engagedByGroup: readonly number[]) =>
    trendOf([...before, ...after({ engagedByGroup })], VERSIONS).engagementRatio ?? Number.NaN
  expect(ratioWith(evenly(70))).toBeCloseTo(0.7, 2)
  expect(ratioWith(oneLikesAll)).toBeGreaterThan(10)
})

it('holds the first model to what rules come to in the same days', () => {
  const alone = { active: 'new', previous: undefined }
  const rules = (from: number) =>
    after({ arm: 'control', modelVersion: 'rules-1', engaged: 140 }, from)
  const { engagementRatio } = trendOf([...after({}), ...rules(10)], alone)
  expect(engagementRatio).toBeLessThan(0.9)
  expect(trendOf([...after({}), ...rules(1)], alone).engagementRatio).toBeNull()
})

it('says nothing of little, of few people, and without anything to compare with', () => {
  const few = [day(10, { impressions: 499, engaged: 0 })]
  expect(trendOf([...before, ...few], VERSIONS).engagementRatio).toBeNull()
  const onePerson = { impressionsByGroup: [1_000, ...evenly(0).slice(1)] }
  expect(trendOf([...before, ...after(onePerson)], VERSIONS).engagementRatio).toBeNull()
  const ungrouped = { impressionsByGroup: [], engagedByGroup: [] }
  expect(trendOf([...before, ...after(ungrouped)], VERSIONS).engagementRatio).toBeNull()
  const alone = { active: 'new', previous: undefined }
  expect(trendOf([...before, ...after({})], alone).engagementRatio).toBeNull()
})

it('says how far the gap between scores and labels has moved at least since the first week', () => {
  const days = [...after({ labelSum: 6_800 }), ...after({ labelSum: 5_500 }, 17)]
  expect(trendOf(days, VERSIONS).calibrationShift).toBeCloseTo(13, 9)
  expect(trendOf(after({}), VERSIONS).calibrationShift).toBeNull()
  const few = [...after({}), ...after({ labelled: 14 }, 17)]
  expect(trendOf(few, VERSIONS).calibrationShift).toBeNull()
})

it('hardly takes chance for a shift in a month of looks, however few the labels', () => {
  const labels = [55, 55, 55, 100, 85, 20, 10]
  const random = uniform(7)
  let alarms = 0
  for (let month = 0; month < 300; month++) {
    const days: QualityDay[] = []
    for (let at = 0; at < 37; at++) {
      const [labelledByGroup, gapByGroup] = [evenly(0), evenly(0)]
      for (let i = 0; i < 16; i++) {
        const group = Math.floor(random() * GROUPS)
        const label = labels[Math.floor(random() * labels.length)] ?? 0
        labelledByGroup[group] = (labelledByGroup[group] ?? 0) + 1
        gapByGroup[group] = (gapByGroup[group] ?? 0) + 70 - label
      }
      days.push(day(at, { labelledByGroup, gapByGroup }))
      if ((trendOf(days, VERSIONS).calibrationShift ?? 0) <= 10) continue
      alarms++
      break
    }
  }
  expect(alarms).toBeLessThanOrEqual(3)
})
