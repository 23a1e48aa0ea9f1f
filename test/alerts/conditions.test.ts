import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { alertRows } from '../../src/alerts/alert-table.ts'
import { anchorOf, CONDITIONS } from '../../src/alerts/conditions.ts'
import { rulesFile } from '../../src/alerts/rules-file.ts'
import { withUnit } from '../../src/alerts/with-unit.ts'

const promtool = (...args: string[]) => spawnSync('promtool', args, { encoding: 'utf8' })
const isThere = promtool('--version').error === undefined
if (!isThere && !process.env.CI) console.log('promtool is left out: Debian has it in `prometheus`')

it('are what the rules for Prometheus were made of', () => {
  expect(readFileSync('deploy/prometheus/rules.yml', 'utf8'), 'npm run docs:alerts').toBe(
    rulesFile(),
  )
})

it('are told of in docs/operations.md', () => {
  expect(readFileSync('docs/operations.md', 'utf8'), 'npm run docs:alerts').toContain(alertRows())
})

it('have sections of the runbook', () => {
  const sections = readFileSync('docs/runbook.md', 'utf8').match(/(?<=^## ).*$/gm)
  expect(sections).toEqual(CONDITIONS.map(({ name }) => anchorOf(name)))
})

describe.runIf(isThere || process.env.CI)('to promtool', () => {
  it('are rules', () => {
    const { stdout, stderr } = promtool('check', 'rules', 'deploy/prometheus/rules.yml')
    expect(stdout + stderr).toContain(`${CONDITIONS.length} rules found`)
  })

  it('fire when they should, and only then', () => {
    const { status, stdout, stderr } = promtool('test', 'rules', 'deploy/prometheus/rules.test.yml')
    expect(status, stdout + stderr).toBe(0)
  })
})

it.each([
  [0.0612, 'share', '6.12 %'],
  [24_800, 'seconds', '6.9 hours'],
  [30 * 86_400, 'seconds', '30 days'],
  [600, 'seconds', '10 minutes'],
  [12.34, 'seconds', '12.3 seconds'],
  [0, 'count', '0'],
  [0.25, 'PSI', '0.25 PSI'],
] as const)('are told of to people: %d %s is %s', (value, unit, text) => {
  expect(withUnit(value, { unit })).toBe(text)
})
