import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Calibration,
  CalibrationError,
  parseCalibration,
} from '../../src/ranking/calibration.ts'
import { fitCalibration } from '../../src/ranking/calibration-fit.ts'
import { uniform } from './random.ts'

const row = fc.record({
  raw: fc.double({ min: -200, max: 200, noNaN: true }),
  label: fc.double({ min: 0, max: 100, noNaN: true }),
  weight: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
})

const fitted = fc.array(row, { minLength: 1, maxLength: 300 }).map((rows) =>
  fitCalibration(
    Float64Array.from(rows, ({ raw }) => raw),
    Float64Array.from(rows, ({ label }) => label),
    Float64Array.from(rows, ({ weight }) => weight),
  ),
)

describe('a fitted calibration', () => {
  test('keeps every order', () => {
    const pair = fc.tuple(fc.double({ noNaN: true }), fc.double({ noNaN: true }))
    fc.assert(
      fc.property(fitted, pair, (calibration, [a, b]) => {
        const [low, high] = [calibration.apply(Math.min(a, b)), calibration.apply(Math.max(a, b))]
        expect(low).toBeLessThanOrEqual(high)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(100)
      }),
      { numRuns: 1000 },
    )
  })

  test('parts scores that are visibly apart, beyond the knots too', () => {
    const raw = fc.double({ min: -400, max: 400, noNaN: true })
    fc.assert(
      fc.property(
        fitted,
        raw,
        fc.double({ min: 1e-4, max: 100, noNaN: true }),
        (map, at, apart) => {
          fc.pre(slopeOf(map) > 1e-6)
          expect(map.apply(at + apart)).toBeGreaterThan(map.apply(at))
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('is the same after a round trip through JSON', () => {
    fc.assert(
      fc.property(fitted, fc.double({ noNaN: true }), (calibration, raw) => {
        const copy = parseCalibration(JSON.parse(JSON.stringify(calibration)))
        expect(copy.apply(raw)).toBe(calibration.apply(raw))
      }),
    )
  })

  test('follows the expected label, and the weights', () => {
    const random = uniform(4)
    const raw = Float64Array.from({ length: 20_000 }, () => random() * 10)
    const expected = (x: number) => 20 + 60 / (1 + Math.exp(5 - x))
    const labels = raw.map((x) => (random() * 100 < expected(x) ? 100 : 0))
    const calibration = fitCalibration(raw, labels)
    for (let x = 0.5; x < 10; x += 0.5) {
      expect(Math.abs(calibration.apply(x) - expected(x))).toBeLessThan(5)
    }
    const zerosTriple = labels.map((label) => (label === 0 ? 3 : 1))
    expect(fitCalibration(raw, labels, zerosTriple).apply(9)).toBeLessThan(
      calibration.apply(9) - 10,
    )
  })

  test('of labels that fall with the score is one knot, and still rises', () => {
    const calibration = fitCalibration(Float64Array.of(1, 2, 3), Float64Array.of(30, 20, 10))
    expect(calibration.knots).toEqual([[2, 20]])
    expect(calibration.apply(2.5)).toBeGreaterThan(20)
  })

  test.each([
    ['no rows', [], []],
    ['fewer labels', [1, 2], [1]],
    ['NaN', [1, Number.NaN], [1, 2]],
  ])('needs sound rows: %s', (_, raw, labels) => {
    const fit = () => fitCalibration(Float64Array.from(raw), Float64Array.from(labels))
    expect(fit).toThrow(CalibrationError)
  })
})

describe('parseCalibration', () => {
  test('draws straight lines between the knots and flattens beyond them', () => {
    const calibration = parseCalibration({
      knots: [
        [-1, 20],
        [0, 40],
        [2, 90],
      ],
    })
    expect([-1, -0.5, 0, 1, 2].map((raw) => calibration.apply(raw))).toEqual([20, 30, 40, 65, 90])
    expect(calibration.apply(-1000)).toBeCloseTo(0, 1)
    expect(calibration.apply(1000)).toBeCloseTo(100, 1)
  })

  test.each<[unknown]>([
    [null],
    [[]],
    [{}],
    [{ knots: [] }],
    [{ knots: [[1]] }],
    [{ knots: [['1', 2]] }],
    [{ knots: [[1, 0]] }],
    [{ knots: [[1, 100]] }],
    [
      {
        knots: [
          [1, 20],
          [1, 30],
        ],
      },
    ],
    [
      {
        knots: [
          [1, 20],
          [2, 20],
        ],
      },
    ],
    [{ knots: [[1, Number.NaN]] }],
    [
      {
        knots: [
          [-1e308, 20],
          [1e308, 30],
        ],
      },
    ],
  ])('refuses %j', (stored) => {
    expect(() => parseCalibration(stored)).toThrow(CalibrationError)
  })

  test('takes any JSON for a calibration or refuses it by its own error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.record({ knots: fc.jsonValue() }).map((v) => JSON.stringify(v)),
        ),
        (json) => {
          try {
            expect(parseCalibration(JSON.parse(json)).apply(1)).toBeGreaterThanOrEqual(0)
          } catch (error) {
            expect(error).toBeInstanceOf(CalibrationError)
          }
        },
      ),
    )
  })
})

function slopeOf({ knots }: Calibration): number {
  const [first, last] = [knots[0], knots.at(-1)]
  if (!first || !last || first === last) return 1
  return (last[1] - first[1]) / (last[0] - first[0])
}
