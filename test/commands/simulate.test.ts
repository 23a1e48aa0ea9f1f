import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { exitCode, makeFolder, runCli, startCli } from './run-cli.ts'

const folder = makeFolder()
afterAll(() => rmSync(folder, { recursive: true }))

const env = { XDG_CACHE_HOME: process.env.XDG_CACHE_HOME ?? `${process.env.HOME}/.cache` }
const ARGS = ['simulate', '--rounds', '1', '--talents', '100', '--jobs', '20']

describe('talentmatch simulate', () => {
  it('prints every number for machines', { timeout: 120_000 }, async () => {
    const { code, stdout, stderr } = await runCli([...ARGS, '--json'], folder, { env })
    expect(code, stderr).toBe(0)
    const { initial, rounds } = JSON.parse(stdout)
    expect(initial).toBeGreaterThan(0.4)
    expect(rounds).toHaveLength(1)
    expect(rounds[0].corrected.rows).toBeGreaterThan(100)
  })

  it('says by its exit code that nothing was learned, where that is asked', {
    timeout: 120_000,
  }, async () => {
    // One round of so few people never passes the gate.
    const { code, stdout, stderr } = await runCli([...ARGS, '--assert'], folder, { env })
    expect(stdout).toContain('data_enough')
    expect(stderr).toContain('nothing was learned')
    expect(code).toBe(1)
  })

  it('ends at Ctrl-C', { timeout: 120_000 }, async () => {
    const child = startCli([...ARGS, '--talents', '800'], folder, env)
    const ended = exitCode(child)
    let said = ''
    let isTold = false
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      // A second one would end it at once.
      if (!isTold && said.includes('Visits')) isTold = child.kill('SIGINT')
    })
    expect(await ended).toBe(130)
    expect(said).toContain('stopped')
  })
})
