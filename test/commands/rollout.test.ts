import { rm } from 'node:fs/promises'
import { afterAll, expect, it } from 'vitest'
import { makeFolder, runCli } from './run-cli.ts'

const folder = makeFolder()
afterAll(() => rm(folder, { recursive: true }))
const run = (...args: string[]) => runCli(['rollout', ...args], folder)

it('rolls out by stages, refuses what the plan does not allow, and shows who changed what', async () => {
  expect(await run('start', '--reason', 'soft launch')).toMatchObject({ code: 0 })
  const early = await run('advance')
  expect(early.code).not.toBe(0)
  expect(early.stderr).toContain('nothing was changed: the stage of 10 % lasts until')
  expect(await run('advance', '--now')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('The model answers 50 % of the users'),
  })
  const { stdout } = await run('show')
  expect(stdout).toMatch(/^50 % since /)
  expect(stdout).toMatch(/operator:\S+: percentage 100 -> 10 \(soft launch\)/)
  expect(JSON.parse((await run('report', '--json')).stdout)).toMatchObject({
    percentage: 50,
    treatment: { users: 0 },
  })
}, 60_000)
