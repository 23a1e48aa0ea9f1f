import { Command } from 'commander'
import type { AlertState } from '../alerts/alert-state.ts'
import { anchorOf, CONDITIONS, limitOf } from '../alerts/conditions.ts'

export function alertsCommand(): Command {
  return new Command('alerts')
    .summary('show which alerts fire')
    .description(
      'Shows where every alert stood when a worker looked last, within the last minute or so. What each ' +
        'means, and what to do, is in docs/runbook.md.',
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

const withUnit = (value: number, { unit }: Pick<(typeof CONDITIONS)[number], 'unit'>) =>
  unit === 'seconds' && value > 86_400
    ? `${(value / 86_400).toFixed(1)} days`
    : `${Number(value.toPrecision(3))} ${unit}`

async function toAlertTable(states: readonly AlertState[]): Promise<string> {
  const { plainTable, trimLines } = await import('../files/output/table.ts')
  const table = plainTable(
    ['alert', 'state', 'since', 'value', 'limit', 'what to do'],
    [20, 13, 22, 16, 22, 46],
    0,
  )
  const byName = new Map(states.map((state) => [state.name, state]))
  for (const condition of CONDITIONS) {
    const state = byName.get(condition.name)
    table.push([
      condition.name,
      state ? (state.firedAt ? 'fires' : state.since ? 'may fire' : 'rests') : 'not looked',
      state?.since ? `${state.since.toISOString().slice(0, 19)}Z` : '-',
      state?.value == null ? 'too few calls' : withUnit(state.value, condition),
      `${'above' in condition.limit ? '>' : '<'} ${withUnit(limitOf(condition), condition)}`,
      `docs/runbook.md#${anchorOf(condition.name)}`,
    ])
  }
  return trimLines(table.toString())
}
