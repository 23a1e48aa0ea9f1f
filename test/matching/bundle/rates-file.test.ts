import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { BUNDLE_FILES, loadBundle } from '../../../src/matching/bundle/bundle.ts'
import { writeModel } from '../../../src/training/publish.ts'
import { Variants } from '../../models/variants.ts'

const DELIVERED = 'models/initial'
const TODAY = 0

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talentmatch-rates-'))
  await cp(DELIVERED, folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true }))

const rates = async () => (await loadBundle(folder)).contextOn(TODAY).rates

it('replaces single rates of a model by those beside it', async () => {
  const before = await rates()
  await writeFile(join(folder, 'rates.json'), '{"EUR": 2, "XTS": 0.5}')
  expect(await rates()).toEqual({ ...before, EUR: 2, XTS: 0.5 })
})

it.each(['[]', '[1]', '{"EUR": "1"}', '{"EUR": 1e308}', '{"EUR": 0}', '{"euro": 1}', 'null', '{'])(
  'refuses %s, naming the file',
  async (text) => {
    await writeFile(join(folder, 'rates.json'), text)
    await expect(rates()).rejects.toThrow('rates.json: must be')
  },
)

it('outlives a new model in the same folder', async () => {
  await writeFile(join(folder, 'rates.json'), '{"EUR": 2}')
  const { manifest } = await loadBundle(folder)
  const texts = await Promise.all(
    BUNDLE_FILES.map((name) => readFile(join(DELIVERED, name), 'utf8')),
  )
  await writeModel(folder, { manifest, texts })
  expect((await rates()).EUR).toBe(2)
})

it.each(['null', '[]', '{"USD": 1e308}', '{"EUR": null}'])(
  'refuses a model whose own rates are %s',
  async (own) => {
    const variants = await Variants.make()
    const edit = (name: string, text: string) =>
      name === 'tables.json'
        ? JSON.stringify({ ...JSON.parse(text), rates: JSON.parse(own) })
        : text
    try {
      const model = await variants.write({ version: '9.9.9', edit })
      await expect(loadBundle(model)).rejects.toThrow('no usable model: its rates')
    } finally {
      await variants.remove()
    }
  },
)
