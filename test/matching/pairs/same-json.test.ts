import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameJson } from '../../../src/matching/pairs/same-json.ts'

test('says of any two values what their texts say', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(sameJson(a, structuredClone(a))).toBe(true)
      // JSON knows no −0.
      const [x, y] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))]
      expect(sameJson(x, y)).toBe(JSON.stringify(x) === JSON.stringify(y))
    }),
  )
})

test.each([
  [
    { a: 1, b: [1, 2] },
    { a: 1, b: [1, 3] },
  ],
  [{ a: 1 }, { a: 1, b: null }],
  [{ a: 1 }, { b: 1 }],
  [[], {}],
  [null, {}],
  ['1', 1],
])('%j is not %j', (a, b) => {
  expect(sameJson(a, b)).toBe(false)
})
