import { expect, test } from 'vitest'
import { auditImpact } from '../../src/fairness/impact.ts'
import type { Demographics } from '../../src/files/demographics.ts'
import type { Score } from '../../src/files/scores.ts'

type Person = readonly [id: string, sex: string | null, race: string | null, score: number]

function inputOf(rows: readonly Person[]) {
  return {
    people: new Map<string, Demographics>(
      rows.map(([id, sex, raceEthnicity]) => [id, { sex, raceEthnicity }]),
    ),
    scores: rows.map(([talentId, , , score]): Score => ({ talentId, score })),
  }
}

const TEN: readonly Person[] = [
  ['a', 'Female', 'White', 10],
  ['b', 'Female', 'White', 20],
  ['c', 'Female', 'Asian', 30],
  ['d', 'Female', 'Asian', 60],
  ['e', 'Female', 'White', 70],
  ['f', 'Male', 'White', 40],
  ['g', 'Male', 'White', 80],
  ['h', 'Male', null, 50],
  ['i', 'Male', 'Asian', 90],
  ['j', null, 'White', 95],
]

test('scoring rates and impact ratios are those computed by hand', () => {
  const { people, scores } = inputOf(TEN)
  const audit = auditImpact(scores, people)
  // Of ten, the fifth and the sixth are 50 and 60.
  expect(audit).toMatchObject({ rate: 'scoring', threshold: 55, talents: 10, scores: 10 })
  const [sex, race, both] = audit.splits.map(({ categories, unknown }) => ({
    rates: Object.fromEntries(
      categories.map(({ category, above, scores: count, rate, impactRatio }) => [
        category,
        [above, count, rate, impactRatio],
      ]),
    ),
    unknown: unknown.scores,
  }))
  // Above 55 are d and e of five women, g and i of four men; j is of unknown sex. Highest: 2/4.
  expect(sex).toEqual({
    rates: { Female: [2, 5, 2 / 5, 0.8], Male: [2, 4, 2 / 4, 1] },
    unknown: 1,
  })
  // d and i of c, d, i; e, g and j of a, b, e, f, g, j; h is unknown. 2/3 is the highest, 1/2 : 2/3 = 3/4.
  expect(race).toEqual({
    rates: { Asian: [2, 3, 2 / 3, 1], White: [3, 6, 1 / 2, 0.75] },
    unknown: 1,
  })
  // d of c, d; e of a, b, e; i of i; g of f, g; h and j are unknown. The highest is 1.
  expect(both).toEqual({
    rates: {
      'Female, Asian': [1, 2, 1 / 2, 1 / 2],
      'Female, White': [1, 3, 1 / 3, 1 / 3],
      'Male, Asian': [1, 1, 1, 1],
      'Male, White': [1, 2, 1 / 2, 1 / 2],
    },
    unknown: 2,
  })
})

test('a score at the median is not above it, a score at the cutoff is selected', () => {
  const { people, scores } = inputOf(TEN.slice(0, 5))
  const rateOf = (from?: number) => auditImpact(scores, people, from).splits[0]?.categories[0]
  // 10 20 30 60 70: the median is 30.
  expect(rateOf()).toMatchObject({ above: 2, rate: 2 / 5 })
  expect(rateOf(30)).toMatchObject({ above: 3, rate: 3 / 5 })
})

test('below 2 % of the data a category is counted, has no ratio and sets no measure', () => {
  const many = (count: number, sex: string, score: (at: number) => number) =>
    Array.from({ length: count }, (_, at): Person => [`${sex}${at}`, sex, null, score(at)])
  const splitOf = (small: number) => {
    const { people, scores } = inputOf([
      ...many(60, 'Female', (at) => at),
      ...many(40, 'Male', (at) => at),
      ...many(small, 'X', () => 100),
    ])
    return auditImpact(scores, people).splits[0]?.categories.find(
      ({ category }) => category === 'X',
    )
  }
  // 2 of 102 are 1.96 %; 3 of 103 are 2.9 %.
  expect(splitOf(2)).toMatchObject({ scores: 2, rate: 1, impactRatio: null, isSmall: true })
  expect(splitOf(3)).toMatchObject({ scores: 3, rate: 1, impactRatio: 1, isSmall: false })
})

test('whoever is not in the file is unknown, everywhere', () => {
  const { scores } = inputOf(TEN)
  for (const { categories, unknown } of auditImpact(scores, new Map()).splits) {
    expect(categories).toEqual([])
    expect(unknown).toEqual({ talents: 10, scores: 10 })
  }
})

test('equal scores are above no median, and nobody has a ratio', () => {
  const { people, scores } = inputOf(TEN.map(([id, sex, race]) => [id, sex, race, 50] as const))
  for (const { rate, impactRatio } of auditImpact(scores, people).splits[0]?.categories ?? []) {
    expect([rate, impactRatio]).toEqual([0, null])
  }
})
