import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { LightgbmError, LightgbmLibrary, PREDICT } from '../../src/training/lightgbm-library.ts'
import { locateLightgbm } from '../../src/training/lightgbm-location.ts'

const FOUR_ROWS = { values: Float64Array.of(0, 1, 2, 3), rows: 4, columns: 1 }
const TINY = { objective: 'regression', min_data_in_leaf: 1, min_data_in_bin: 1, num_threads: 1 }

const rounded = (values: Iterable<number>) =>
  [...values].map((value) => Math.round(value * 1e9) / 1e9 + 0)

describe('the C library', () => {
  let library: LightgbmLibrary

  beforeAll(async () => {
    library = new LightgbmLibrary(await locateLightgbm({ library: process.env.LIGHTGBM_LIB }))
  }, 120_000)

  test('trains, predicts, explains and saves', () => {
    const data = library.createDataset(FOUR_ROWS, TINY)
    data.setField('label', Float64Array.of(0, 0, 10, 10))
    data.setFeatureNames(['years'])
    const booster = library.createBooster(data, { ...TINY, learning_rate: 1 })
    expect(booster.update()).toBe(true)

    expect(rounded(booster.predict(FOUR_ROWS, PREDICT.raw))).toEqual([0, 0, 10, 10])
    expect(rounded(booster.predict(FOUR_ROWS, PREDICT.contributions)).slice(0, 2)).toEqual([-5, 5])
    const text = booster.save()
    expect(text).toContain('feature_names=years\n')
    expect(text.at(-1)).toBe('\n')

    const loaded = library.loadBooster(text)
    expect(rounded(loaded.predict(FOUR_ROWS, PREDICT.transformed))).toEqual([0, 0, 10, 10])
    for (const handle of [loaded, booster, data]) handle.free()
  })

  test('evaluates on a validation set binned as the training set', () => {
    const data = library.createDataset(FOUR_ROWS, TINY)
    data.setField('label', Float64Array.of(0, 0, 10, 10))
    const held = library.createDataset({ ...FOUR_ROWS, rows: 4 }, TINY, data)
    held.setField('label', Float64Array.of(0, 0, 10, 12))
    const booster = library.createBooster(data, { ...TINY, learning_rate: 1, metric: ['l2', 'l1'] })
    booster.addValidation(held)
    booster.update()
    expect(rounded(booster.evaluate())).toEqual([1, 0.5])
    for (const handle of [booster, held, data]) handle.free()
  })

  test("surfaces LightGBM's own message", () => {
    const data = library.createDataset(FOUR_ROWS, TINY)
    expect(() => data.setFeatureNames(['a', 'b'])).toThrow(/SetFeatureNames: .*feature.names/i)
    expect(() => data.setField('label', new Float64Array(3))).toThrow(/#data|length|size/i)
    expect(() => library.createBooster(data, { objective: 'nonsense' })).toThrow(LightgbmError)
    data.free()
  })

  test('refuses a matrix whose size does not fit its shape', () => {
    expect(() => library.createDataset({ ...FOUR_ROWS, rows: 5 }, TINY)).toThrow(/5 rows of 1/)
  })
})

describe('a library that cannot be loaded', () => {
  test('is named, with the setting to correct', () => {
    expect(() => new LightgbmLibrary('/nowhere/lib_lightgbm.so')).toThrow(/LIGHTGBM_LIB/)
  })

  test('is not a shared object', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'lightgbm-')), 'lib_lightgbm.so')
    await writeFile(path, 'text')
    expect(() => new LightgbmLibrary(path)).toThrow(LightgbmError)
  })
})
