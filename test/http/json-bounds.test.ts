import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exceededBound, type JsonBounds } from '../../src/http/json-bounds.ts'
import { JSON_BOUNDS } from '../../src/http/limits.ts'

const none = Number.POSITIVE_INFINITY
const bounds = (some: Partial<JsonBounds>): JsonBounds => ({
  depth: 32,
  parts: none,
  shapes: none,
  ...some,
})

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
    : 0

/** Names and values below this one; an empty list or object has one. */
const partsOf = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0
  const names = Array.isArray(value) ? 0 : Object.keys(value).length
  const values = Object.values(value)
  return Math.max(1, values.length) + names + values.reduce((sum, each) => sum + partsOf(each), 0)
}

const signs = fc.string({
  unit: fc.constantFrom('"', '\\', '[', ']', '{', '}', ',', ':', 'a', 'é'),
})
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 6 },
    signs,
    fc.integer(),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(signs, tie('json'), { maxKeys: 3 }),
  ),
}))

describe('exceededBound', () => {
  it('knows depth and parts of any JSON, whatever its texts hold', () => {
    fc.assert(
      fc.property(json, fc.nat(7), fc.nat(40), (value, depth, parts) => {
        const text = JSON.stringify(value)
        const isDeep = depthOf(value) > depth
        expect(exceededBound(text, bounds({ depth })) === 'depth').toBe(isDeep)
        const isLarge = partsOf(value) > parts
        expect(exceededBound(text, bounds({ parts })) === 'parts').toBe(isLarge)
      }),
      { numRuns: 500 },
    )
  })

  it('answers for any text, of whatever length', () => {
    fc.assert(fc.property(fc.string(), (text) => void exceededBound(text, bounds({ depth: 3 }))))
    const many = 5_000_000
    expect(exceededBound('['.repeat(many), bounds({}))).toBe('depth')
    expect(exceededBound(`[${'[],'.repeat(many)}`, bounds({}))).toBeUndefined()
    expect(exceededBound(`"${'\\'.repeat(many)}`, bounds({}))).toBeUndefined()
    expect(exceededBound('"\\"'.repeat(many), bounds({}))).toBeUndefined()
  })

  /** As many objects as many names in all, each name `nameOf` its number. */
  const objects = (nameOf: (number: number) => string, fields: number) =>
    JSON.stringify(
      Array.from({ length: 200_000 / fields }, (_, object) =>
        Object.fromEntries(
          Array.from({ length: fields }, (_, field) => [nameOf(object * fields + field), 1]),
        ),
      ),
    )

  it.each<[string, (number: number) => string, number]>([
    ['one name each', (number) => `n${number}`, 1],
    ['twenty', (number) => `n${number}`, 20],
    ['a hundred', (number) => `n${number}`, 100],
    ['names that end alike', (number) => `${number}${'x'.repeat(55)}`, 20],
    ['names that begin alike, and are long', (number) => `${'x'.repeat(80)}${number}`, 20],
    ['few names in ever other orders', (number) => `n${(number * 7919 + number / 20) % 97}`, 20],
  ])('finds objects of ever other names: %s', (_name, nameOf, fields) => {
    expect(exceededBound(objects(nameOf, fields), JSON_BOUNDS)).toBe('shapes')
  })

  it('takes objects of the same names, however many, and rows that leave out fields at random', () => {
    expect(
      exceededBound(
        objects((number) => `n${number % 20}`, 20),
        JSON_BOUNDS,
      ),
    ).toBeUndefined()
    const rows = Array.from({ length: 5_000 }, () =>
      Object.fromEntries(
        Array.from({ length: 20 }, (_, field) => [`name_${field}`, field] as const).filter(
          () => Math.random() < 0.5,
        ),
      ),
    )
    expect(exceededBound(JSON.stringify(rows), JSON_BOUNDS)).toBeUndefined()
  })
})
