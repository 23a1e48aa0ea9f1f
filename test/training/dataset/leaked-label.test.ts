import { describe, expect, it } from 'vitest'
import { RANKED_FEATURES } from '../../../src/features/registry.ts'
import { LeakedLabelError, refuseLeakedLabels } from '../../../src/training/dataset/leaked-label.ts'
import { Random } from '../../../src/training/synthetic/random.ts'

const WIDTH = RANKED_FEATURES.length
const COUNT = 500

/** Noise, in which `plant` may put a column. */
function examples(plant: (label: number, row: number) => number | undefined = () => undefined) {
  const random = new Random('leaks')
  const labels = Float64Array.from({ length: COUNT }, () =>
    random.weighted([10, 20, 30, 55, 85, 100].map((label) => [label, 1])),
  )
  const rows = Float64Array.from({ length: COUNT * WIDTH }, () => random.next())
  labels.forEach((label, row) => {
    const planted = plant(label, row)
    if (planted !== undefined) rows[row * WIDTH + 3] = planted
  })
  return { count: COUNT, rows, labels, talents: new Int32Array(COUNT) }
}

describe('a leaked label', () => {
  it.each<[string, (label: number, row: number) => number]>([
    ['the label', (label) => label],
    ['the label on another scale, turned round', (label) => 7 - label / 100],
    ['the label, where it is known', (label, row) => (row % 3 === 0 ? label : Number.NaN)],
    ['the label with a little noise', (label, row) => label + (row % 2) / 10],
  ])('is refused by name: %s', (_, plant) => {
    expect(() => refuseLeakedLabels(examples(plant))).toThrow(RANKED_FEATURES[3]?.name)
    expect(() => refuseLeakedLabels(examples(plant))).toThrow(LeakedLabelError)
  })

  it('is refused where a value is missing for one of two labels', () => {
    const given = examples()
    const labels = given.labels.map((label) => (label > 40 ? 100 : 10))
    const rows = given.rows.map((value, at) =>
      at % WIDTH === 3 && labels[Math.floor(at / WIDTH)] === 10 ? Number.NaN : value,
    )
    expect(() => refuseLeakedLabels({ ...given, rows, labels })).toThrow(LeakedLabelError)
  })

  it.each<[string, (label: number, row: number) => number]>([
    ['noise', (_, row) => Math.sin(row)],
    ['what goes along with the label', (label, row) => label + 20 * Math.sin(row)],
    ['one value', () => 1],
    ['a value that is hardly ever known', (label, row) => (row < 10 ? label : Number.NaN)],
  ])('is not: %s', (_, plant) => {
    expect(() => refuseLeakedLabels(examples(plant))).not.toThrow()
  })
})
