import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { LightgbmRanker } from '../../src/ranking/lightgbm.ts'
import { LightgbmModelError, parseLightgbmModel } from '../../src/ranking/lightgbm-model.ts'
import { CATEGORICAL, COLUMNS, openLightgbm, trainSmall } from './lightgbm-oracle.ts'

describe('parseLightgbmModel', () => {
  let text = ''
  beforeAll(async () => {
    const library = await openLightgbm()
    const params = { ...CATEGORICAL, objective: 'binary', num_leaves: 5, sigmoid: 2 }
    text = trainSmall(library, params, (score) => (score > 1 ? 1 : 0), 3).save()
  }, 120_000)

  test('reads header and trees', () => {
    const model = parseLightgbmModel(text)
    expect(model.featureNames).toHaveLength(COLUMNS)
    expect(model).toMatchObject({ objective: 'binary sigmoid:2', treesPerIteration: 1 })
    expect(model.averageOutput).toBe(false)
    expect(model.trees.map((tree) => tree.leafValue.length)).toEqual([5, 5, 5])
    expect(model.trees.some((tree) => tree.categories.length > 0)).toBe(true)
    for (const { nodeCount, leafCount } of model.trees) {
      expect(leafCount.reduce((sum, count) => sum + count)).toBe(nodeCount[0])
    }
  })

  test("reads names of features as they are: '=', quotes of other scripts, no spaces", () => {
    const named = replaceLine(text, 'feature_names', 'Größe a=b 履歴 _ é|x 1 2 3 4 5 6 7')
    expect(parseLightgbmModel(named).featureNames.slice(0, 5)).toEqual([
      'Größe',
      'a=b',
      '履歴',
      '_',
      'é|x',
    ])
  })

  test.each([
    ['version', 'v3', /line 2 \(header\): version v3 is not v4/],
    ['max_feature_idx', 'x', /line 6 \(header\): max_feature_idx holds 'x'/],
    ['feature_names', 'a b', /feature_names has 2 values, not 12/],
    ['feature_names', 'a a b c d e f g h i j k', /feature_names repeat/],
    ['tree_sizes', '1 2', /\(after the trees\): expected 'end of trees'/],
    ['tree_sizes', '1 2 3 4', /expected 'Tree=3' of 4 trees/],
    ['num_tree_per_iteration', '2', /3 trees are not whole rounds of 2/],
    ['Tree', '7', /\(tree 0\): expected 'Tree=0'/],
    ['num_leaves', '6', /\(tree 0\): leaf_value has 5 values, not 6/],
    ['num_leaves', '99999999', /not 99999999/],
    ['split_feature', '0 1 2 12', /split_feature holds '12', not an integer from 0 to 11/],
    ['split_feature', '0 1 2  3', /split_feature has 5 values/],
    ['threshold', '0 0 nan 0', /threshold holds 'nan', not a finite number/],
    ['threshold', '0 0 1e999 0', /threshold holds '1e999'/],
    ['threshold', '0 0 0x1 0', /threshold holds '0x1'/],
    ['decision_type', '0 0 0 12', /decision_type 12 of node 3 is unknown/],
    ['decision_type', '1 1 1 1', /names the categories/],
    ['left_child', '1 1 -1 -2', /node 1 is reached twice, the second time from node 1/],
    ['left_child', '0 1 2 3', /node 0 is reached twice/],
    ['left_child', '-1 -1 -1 -1', /reached twice/],
    ['left_child', '-6 -1 -1 -1', /left_child holds '-6'/],
    ['internal_count', '1 2 3 -4', /internal_count holds '-4'/],
    ['is_linear', '1', /linear trees are not supported/],
  ])('names the fault: %s=%s', (key, value, message) => {
    const faulty = replaceLine(text, key, value)
    expect(() => parseLightgbmModel(faulty)).toThrow(message)
    expect(() => parseLightgbmModel(faulty)).toThrow(LightgbmModelError)
  })

  test.each([
    ['', /line 1 .*does not start with 'tree'/],
    ['{"name":"tree"}', /does not start with 'tree'/],
    ['tree\n', /version is missing/],
  ])('refuses what is no model: %j', (other, message) => {
    expect(() => parseLightgbmModel(other)).toThrow(message)
  })

  test('refuses a line given twice, and a missing one', () => {
    const twice = text.replace(/^(num_leaves=.*)$/m, '$1\n$1')
    expect(() => parseLightgbmModel(twice)).toThrow(/num_leaves is given twice/)
    const missing = text.replace(/^leaf_count=.*\n/m, '')
    expect(() => parseLightgbmModel(missing)).toThrow(/\(tree 0\): leaf_count is missing/)
  })

  test('refuses every text cut short before its end', () => {
    const end = text.indexOf('end of parameters') + 'end of parameters'.length
    fc.assert(
      fc.property(fc.nat(end - 1), (length) => {
        expect(() => parseLightgbmModel(text.slice(0, length))).toThrow(LightgbmModelError)
      }),
      { numRuns: 500 },
    )
    expect(parseLightgbmModel(text.slice(0, end)).trees).toHaveLength(3)
  })

  test('takes a mutated text for a model that works, or refuses it; never else', () => {
    const trees = text.indexOf('end of trees')
    const mutation = fc.record({
      at: fc.nat(trees),
      removed: fc.nat(20),
      inserted: fc.oneof(
        fc.string({ maxLength: 6 }),
        fc.constantFrom('-', '9', ' ', '\n', '=', 'e'),
      ),
    })
    let sound = 0
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        let mutated = text
        for (const { at, removed, inserted } of mutations) {
          mutated = mutated.slice(0, at) + inserted + mutated.slice(at + removed)
        }
        try {
          const ranker = LightgbmRanker.parse(mutated)
          const width = ranker.featureNames.length
          const out = new Float64Array(width + 1)
          ranker.predict(new Float64Array(width).fill(1), 1, out)
          expect(out[0]).toSatisfy(Number.isFinite)
          ranker.contributions(new Float64Array(width).fill(Number.NaN), out)
          sound++
        } catch (error) {
          expect(error).toBeInstanceOf(LightgbmModelError)
        }
      }),
      { numRuns: 2000 },
    )
    expect(sound).toBeGreaterThan(0)
  })
})

function replaceLine(text: string, key: string, value: string): string {
  const replaced = text.replace(new RegExp(`^${key}=.*$`, 'm'), () => `${key}=${value}`)
  expect(replaced).not.toBe(text)
  return replaced
}
