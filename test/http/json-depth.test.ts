import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDeeperThan } from '../../src/http/json-depth.ts'

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
    : 0

describe('isDeeperThan', () => {
  it('knows the depth of any JSON, whatever its texts hold', () => {
    const signs = fc.string({ unit: fc.constantFrom('"', '\\', '[', ']', '{', '}', 'a', 'é') })
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        signs,
        fc.integer(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(signs, tie('value'), { maxKeys: 3 }),
      ),
    }))
    fc.assert(
      fc.property(value, fc.nat(7), (json, limit) => {
        expect(isDeeperThan(limit, JSON.stringify(json))).toBe(depthOf(json) > limit)
      }),
      { numRuns: 500 },
    )
  })

  it('answers for any text, of whatever length', () => {
    fc.assert(fc.property(fc.string(), (text) => void isDeeperThan(3, text)))
    const many = 5_000_000
    expect(isDeeperThan(32, '['.repeat(many))).toBe(true)
    expect(isDeeperThan(32, `[${'[],'.repeat(many)}`)).toBe(false)
    expect(isDeeperThan(32, `"${'\\'.repeat(many)}`)).toBe(false)
    expect(isDeeperThan(32, '"\\"'.repeat(many))).toBe(false)
  })
})
