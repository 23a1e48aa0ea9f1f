import { Command } from 'commander'
import type { AlertState } from '../alerts/alert-state.ts'
import { anchorOf, CONDITIONS, limitOf } from '../alerts/conditions.ts'
import { withUnit } from '../alerts/with-unit.ts'
import { minuteOf } from '../text/minute-of.ts'

export function alertsCommand(): Command {
  return new Command('alerts')
    .summary('show which alerts are firing')
    .description(
      'Shows the state of every alert at the last check by a worker, usually within the last minute. ' +
        'docs/runbook.md explains each alert and what to do about it.',
    )
    .option('--json', 'as JSON', false)
    .addHelpText('after', '\nExamples:\n  $ talentmatch alerts')
    .action(async ({ json }: { readonly json: boolean }) => {
      const [{ withDatabase }, { Alerts }] = await Promise.all([
        import('../setup/open-database.ts'),
        import('../db/observation/alert-rows.ts'),
      ])
      await withDatabase(async (database) => {
        const states = await new Alerts(database).states()
        process.stdout.write(
          json ? `${JSON.stringify(states, null, 2)}\n` : `${await toAlertTable(states)}\n`,
        )
      })
    })
}

async function toAlertTable(states: readonly AlertState[]): Promise<string> {
  const { plainTable, trimLines } = await import('../files/output/table.ts')
  const table = plainTable(
    ['alert', 'state', 'since', 'value', 'limit', 'what to do'],
    [20, 13, 22, 21, 22, 46],
    0,
  )
  const byName = new Map(states.map((state) => [state.name, state]))
  for (const condition of CONDITIONS) {
    const state = byName.get(condition.name)
    table.push([
      condition.name,
      state ? (state.firedAt ? 'firing' : state.since ? 'pending' : 'ok') : 'not checked',
      state?.since ? minuteOf(state.since) : '-',
      state ? (state.value === null ? 'not enough data' : withUnit(state.value, condition)) : '-',
      `${'above' in condition.limit ? '>' : '<'} ${withUnit(limitOf(condition), condition)}`,
      `docs/runbook.md#${anchorOf(condition.name)}`,
    ])
  }
  return trimLines(table.toString())
}
