import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const PROJECT = fileURLToPath(new URL('..', import.meta.url))
const BIOME = join(PROJECT, 'node_modules/@biomejs/biome/bin/biome')

const folder = mkdtempSync(join(tmpdir(), 'talentmatch-imports-'))
afterAll(() => rmSync(folder, { recursive: true }))
for (const name of ['biome.json', '.gitignore']) cpSync(join(PROJECT, name), join(folder, name))

/** Faults that the linter finds in a file that imports another. */
function lint(file: string, imported: string): string {
  const path = join(folder, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `import { x } from '${imported}'\n\nexport const y = x\n`)
  const { stdout, stderr } = spawnSync(process.execPath, [BIOME, 'lint', file], {
    cwd: folder,
    encoding: 'utf8',
  })
  return stdout + stderr
}

test.each([
  ['src/features/a.ts', '../matching/b.ts'],
  ['src/features/deep/a.ts', '../../http/deep/b.ts'],
  ['src/embeddings/a.ts', '../training/b.ts'],
  ['src/ranking/a.ts', '../commands/b.ts'],
  ['src/matching/a.ts', '../training/b.ts'],
  ['src/matching/a.ts', '../http/b.ts'],
  ['src/training/a.ts', '../http/b.ts'],
  ['src/training/a.ts', '../processes/server.ts'],
  ['src/evaluation/a.ts', '../commands/b.ts'],
  ['src/simulation/a.ts', '../db/b.ts'],
  ['src/matching/a.ts', '../evaluation/b.ts'],
  ['src/matching/a.ts', '../models/b.ts'],
  ['src/models/a.ts', '../db/b.ts'],
  ['src/models/store/a.ts', '../../training/b.ts'],
  ['src/http/a.ts', '../demo/b.ts'],
  ['src/http/routes/a.ts', '../../training/b.ts'],
  ['src/http/routes/a.ts', '../../commands/b.ts'],
  ['src/db/a.ts', '../training/b.ts'],
  ['src/db/platform/a.ts', '../../training/synthetic/b.ts'],
  ['src/jobs/a.ts', '../http/b.ts'],
  ['src/files/a.ts', '../commands/b.ts'],
  ['src/files/a.ts', '../http/b.ts'],
  ['supabase/functions/_shared/a.ts', '../../../src/settings/config.ts'],
])('%s must not import %s', (file, imported) => {
  expect(lint(file, imported)).toContain('lint/style/noRestrictedImports')
})

test.each([
  ['src/features/a.ts', './b.ts'],
  ['src/matching/a.ts', '../features/b.ts'],
  ['src/training/a.ts', '../matching/b.ts'],
  ['src/simulation/a.ts', '../training/b.ts'],
  ['src/http/a.ts', '../matching/b.ts'],
  ['src/db/platform/a.ts', '../../training/dataset/b.ts'],
  ['src/commands/a.ts', '../training/b.ts'],
  ['src/features/a.ts', '../../supabase/functions/_shared/b.ts'],
])('%s may import %s', (file, imported) => {
  expect(lint(file, imported)).not.toContain('noRestrictedImports')
})
