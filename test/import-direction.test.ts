import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'talentmatch-imports-'))
})
afterEach(() => rmSync(root, { recursive: true }))

/** What `npm run check:imports` says of one file that imports another. */
function check(file: string, statement: string) {
  const path = join(root, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${statement}\n`)
  const { status, stderr } = spawnSync('node', ['scripts/check-imports.mjs', root], {
    encoding: 'utf8',
  })
  return { status, stderr }
}

it.each([
  ['src/features/deep/a.ts', "import { x } from '../../http/deep/b.ts'"],
  ['src/alerts/a.ts', "import type { X } from '../db/models/b.ts'"],
  ['src/matching/pairs/a.ts', "import { x } from '../by-id/b.ts'"],
  ['src/training/a.ts', "const { x } = await import('../commands/b.ts')"],
  ['src/db/platform/a.ts', "export * from '../../jobs/queue/b.ts'"],
  ['src/http/a.ts', "import '../processes/b.ts'"],
])('refuses %s: %s', (file, statement) => {
  const { status, stderr } = check(file, statement)
  expect(status).toBe(1)
  expect(stderr).toMatch(new RegExp(`^${file} must not import src/\\S+: \\S+ comes before \\S+\n$`))
})

it.each([
  ['src/http/a.ts', "import { x } from '../matching/engine/b.ts'"],
  ['src/matching/by-id/a.ts', "import { x } from './b.ts'"],
  ['src/cli.ts', "const { x } = await import('./commands/b.ts')"],
  ['src/files/a.ts', "import { x } from '../../supabase/functions/_shared/b.ts'"],
])('takes %s: %s', (file, statement) => {
  expect(check(file, statement)).toEqual({ status: 0, stderr: '' })
})

it('wants to know where a new folder belongs', () => {
  const { status, stderr } = check('src/new/a.ts', '')
  expect(status).toBe(1)
  expect(stderr).toContain('src/new/a.ts: new is not in FOLDERS of scripts/check-imports.mjs')
})
