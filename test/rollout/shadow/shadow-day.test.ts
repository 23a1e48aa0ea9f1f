import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ShadowDays } from '../../../src/db/rollout/shadow-days.ts'
import { addSums, NO_SUMS, scoreInShadow } from '../../../src/rollout/shadow/shadow-day.ts'
import { meansOf, toShadowTable } from '../../../src/rollout/shadow/shadow-text.ts'
import { engines, type OpenEngine } from '../../db/engines.ts'
import { matchOf, servedOf } from '../../db/interactions/kept.ts'
import { answerOf, lineBundle } from './shadow-bundle.ts'

/** The second and third changed places to learn from: their raw scores say where the model had them. */
const ANSWER = answerOf([
  [90, 4, 15],
  [55, 2, 85],
  [60, 3, 70],
  [40, 1, 20],
])
/** By hand. */
const SUMS = {
  answers: 1,
  pairs: 4,
  servingSum: 245,
  shadowSum: 190,
  servingSquares: 8100 + 3025 + 3600 + 1600,
  shadowSquares: 225 + 7225 + 4900 + 400,
  products: 1350 + 4675 + 4200 + 800,
  servingGood: 3,
  shadowGood: 2,
  servingHigh: 1,
  shadowHigh: 1,
  lists: 1,
  overlapSum: 2 / 3,
  // From 0, 1, 2, 3 to 3, 1, 0, 2.
  displacementSum: 3 + 0 + 2 + 1,
}
const KEY = { day: '2026-03-01', shadowVersion: '2', servingVersion: '1' }
const day = { ...KEY, ...addSums(NO_SUMS, { ...SUMS, msSum: 2 }) }

describe('the sums of an answer', () => {
  it('are those by hand', () => {
    const { msSum, ...sums } = scoreInShadow(ANSWER, lineBundle())
    expect(sums).toEqual(SUMS)
    expect(msSum).toBeGreaterThanOrEqual(0)
  })

  it('count no list of three: its first three are always the same', () => {
    const three = { ...ANSWER, served: ANSWER.served.slice(0, 3) }
    expect(scoreInShadow(three, lineBundle())).toMatchObject({ pairs: 3, lists: 0, overlapSum: 0 })
  })

  it.each([
    ['rules', { ...servedOf([matchOf('t', 'j')]), excluded: {} }],
    ['features of another contract', { ...ANSWER, featureContract: 'other' }],
  ])('are none for %s', (_, answer) => {
    expect(scoreInShadow(answer, lineBundle())).toEqual({ skipped: 1 })
  })

  it('come to means, and none where nothing was scored', () => {
    const means = meansOf(day)
    expect(means).toMatchObject({
      shift: -13.75,
      servingGoodShare: 0.75,
      shadowGoodShare: 0.5,
      overlap: 2 / 3,
      displacement: 1.5,
      ms: 2,
    })
    expect(means.correlation).toBeCloseTo(-2450 / Math.sqrt(5275 * 14900), 12)
    expect(new Set(Object.values(meansOf({ ...KEY, ...NO_SUMS })))).toEqual(new Set([null]))
    expect(toShadowTable([day])).toMatch(/-13\.75 +-0\.276 +75\.0 % -> 50\.0 %/)
  })
})

describe.each(engines)('the sums of a day on $name', (engine) => {
  let open: OpenEngine
  beforeAll(async () => {
    open = await engine.open()
  }, 60_000)
  afterAll(() => open?.close())

  it('add up, whichever replica adds at once, by day, shadow and what serves', async () => {
    const days = new ShadowDays(open.database)
    const other = { ...day, servingVersion: '0' }
    await Promise.all([days.add([day, other]), days.add([other, day]), days.add([day])])
    const times = (n: number) =>
      Array.from({ length: n }).reduce<typeof NO_SUMS>((sums) => addSums(sums, day), NO_SUMS)
    const listed = await days.list(10)
    expect(listed).toEqual([
      { ...KEY, servingVersion: '0', ...times(2) },
      { ...KEY, ...times(3) },
    ])
  })
})
