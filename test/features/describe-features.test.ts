import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeFeatures } from '../../src/features/describe-features.ts'
import { FEATURES } from '../../src/features/registry.ts'

test('docs/features.md is what the code says; `npm run docs:features` writes it', () => {
  expect(readFileSync('docs/features.md', 'utf8')).toBe(describeFeatures())
})

test('every feature has a row of four cells', () => {
  const rows = describeFeatures().match(/^\| `.*$/gm) ?? []
  expect(rows).toHaveLength(FEATURES.length)
  for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(6)
})
