import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readLimit } from '../../src/http/page-limit.ts'

const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true })
const nearlyNumbers = fc.stringMatching(/^\s?[+-]?[0-9]{0,20}(\.[0-9]{0,3}|e[0-9]{1,2})?\s?$/)

it('a limit is an integer from 1 to 100, or a fault that says where', () => {
  const given = fc.oneof(anything, nearlyNumbers, fc.array(nearlyNumbers, { minLength: 1 }))
  fc.assert(
    fc.property(given, (limit) => {
      const read = readLimit(limit)
      if (typeof read !== 'number') expect(read.loc).toEqual(['query', 'limit'])
      else expect(Number.isInteger(read) && read >= 1 && read <= 100, `${read}`).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
