import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenEngine, pglite } from '../db/engines.ts'
import { makeFolder, runCli } from './run-cli.ts'

const folder = makeFolder()
let engine: OpenEngine
beforeAll(async () => {
  engine = await pglite.open({ migrated: false })
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true })
})

const seed = (...args: string[]) =>
  runCli(['seed', ...args], folder, { env: { DATABASE_URL: engine.connectionString } })
const countTalents = async () =>
  (await engine.database.query<{ count: number }>('select count(*)::int from public.talents'))[0]
    ?.count ?? 0

test.each([
  [['--talents', '-1'], '--talents'],
  [['--jobs', 'many'], '--jobs'],
  [['--companies', '0'], '--companies'],
  [['--seed', '1.5'], '--seed'],
  [['--applications', 'some'], '--applications'],
  [['--weeks', '0'], '--weeks'],
])('%j is refused', async (args, option) => {
  const { code, stderr } = await seed(...args)
  expect(code).toBe(2)
  expect(stderr).toContain(option)
})

test('an empty database is migrated and filled, and said to be', async () => {
  const { code, stdout, stderr } = await seed(
    '--talents',
    '30',
    '--jobs',
    '40',
    '--applications',
    '70',
  )
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  expect(stderr).toContain('Created 30 talents, 40 jobs, 48 companies and 70 applications.')
  expect(await countTalents()).toBeGreaterThanOrEqual(30)
})

test('a database that has rows is left alone, unless --add is said', async () => {
  const before = await countTalents()
  const refused = await seed('--talents', '10', '--jobs', '10', '--seed', '2')
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('--add')
  expect(await countTalents()).toBe(before)
  const added = await seed('--talents', '10', '--jobs', '10', '--seed', '2', '--add')
  expect(added.code).toBe(0)
  expect(await countTalents()).toBeGreaterThanOrEqual(before + 10)
})

test('a database that cannot be reached is told in a sentence', async () => {
  const { code, stderr } = await runCli(['seed'], folder, {
    env: { DATABASE_URL: 'postgres://127.0.0.1:1/none' },
  })
  expect(code).toBe(1)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(stderr).not.toContain(' at ')
})
