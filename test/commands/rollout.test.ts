import { rm } from 'node:fs/promises'
import { afterAll, expect, it } from 'vitest'
import { engines } from '../db/engines.ts'
import { makeFolder, runCli } from './run-cli.ts'

const folder = makeFolder()
afterAll(() => rm(folder, { recursive: true }))
const run = (...args: string[]) => runCli(['rollout', ...args], folder)

it('rolls out by stages, refuses what the plan does not allow, and shows who changed what', async () => {
  expect((await run('start')).stderr).toContain('the rollout is already at 100 %')
  expect(await run('set', '0', '--reason', 'not launched yet')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('The model now serves 0 % of users'),
  })
  expect((await run('set', '101')).stderr).toContain('Must be a whole number from 0 to 100')
  expect(await run('start', '--reason', 'soft launch')).toMatchObject({ code: 0 })
  // A refusal is no fault of the program's: it has no stack, whatever is logged.
  const early = await runCli(['rollout', 'advance'], folder, { env: { LOG_LEVEL: 'debug' } })
  expect(early.code).toBe(1)
  expect(early.stderr).toMatch(
    /^talentmatch: nothing was changed: the stage of 10 % lasts until .* UTC$/m,
  )
  expect(early.stderr).not.toContain('    at ')
  expect(await run('advance', '--now')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('The model now serves 50 % of users'),
  })
  const { stdout } = await run('show')
  expect(stdout).toMatch(/^50 % since /)
  expect(stdout).toMatch(/operator:\S+: percentage 0 -> 10 \(soft launch\)/)
  expect(JSON.parse((await run('report', '--json')).stdout)).toMatchObject({
    percentage: 50,
    treatment: { users: 0 },
  })
}, 120_000)

it('turns the kill switch on and off, and keeps why', async () => {
  expect(await run('kill', '--reason', 'empty answers')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('the kill switch is ON'),
  })
  expect((await run('show')).stdout).toMatch(
    /operator:\S+: is_killed false -> true \(empty answers\)/,
  )
  expect((await run('unkill')).stderr).not.toContain('kill switch')
}, 120_000)

it('sets a shadow that there is only, and shows what came of it', async () => {
  const shadow = (...args: string[]) => runCli(['models', 'shadow', ...args], folder)
  const unknown = await shadow('9.9.99999999')
  expect(unknown.code).not.toBe(0)
  expect(unknown.stderr).toContain('unknown version 9.9.99999999')
  expect(await shadow('off', '--reason', 'done')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('No shadow model.'),
  })
  expect(JSON.parse((await shadow('--json')).stdout)).toEqual([])
}, 60_000)

it('migrates no server by itself, even to look', async () => {
  const [engine] = engines.filter(({ name }) => name === 'PostgreSQL')
  const open = await engine?.open({ migrated: false })
  try {
    const env = { DATABASE_URL: open?.connectionString ?? '' }
    const { code, stderr } = await runCli(['rollout', 'show'], folder, { env })
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /\d+ migrations are not applied to the database; run `talentmatch migrate` first/,
    )
    const tables = await open?.database.query(
      "select from pg_tables where tablename = 'ml_rollout'",
    )
    expect(tables).toEqual([])
  } finally {
    await open?.close()
  }
}, 60_000)
