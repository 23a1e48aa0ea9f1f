import { Command } from 'commander'
import type { Database } from '../db/database.ts'
import type { Move } from '../rollout/plan.ts'
import type { Rollout, RolloutChange } from '../rollout/rollout.ts'
import { withDatabase } from '../setup/open-database.ts'
import { operator } from '../terminal/operator.ts'
import { say } from '../terminal/say.ts'
import { NothingChangedError } from '../terminal/usage-error.ts'
import { minuteOf } from '../text/minute-of.ts'
import { wholeNumberFrom } from './input/arguments.ts'

interface ChangeOptions {
  readonly reason?: string
}
interface MoveOptions extends ChangeOptions {
  readonly now?: boolean
}

const CHANGES_SHOWN = 10

const REASON = ['--reason <text>', 'reason, recorded in the log'] as const

const SUMMARIES: Readonly<Record<Move, string>> = {
  start: 'Moves from 0 % to the first stage of the plan.',
  advance: 'Moves to the next stage if this one has lasted as planned and no guard is broken.',
  hold: 'Stays at this stage until resumed.',
  resume: 'Ends a hold.',
  revert: 'Moves back to the previous stage, or from the first to 0 %.',
}

export function rolloutCommand(): Command {
  const rollout = new Command('rollout')
    .summary('roll the model out in stages and compare it with the rules')
    .description('Manages the rollout in DATABASE_URL or, if unset, in the embedded database.')
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch rollout start --reason 'soft launch'
  $ talentmatch rollout report
  $ talentmatch rollout advance --reason 'no worse after three days'
  $ talentmatch rollout kill --reason 'empty answers since 14:00'`,
    )
  rollout
    .command('show')
    .description('Shows the rollout, its plan and the latest changes.')
    .action(() => withDatabase(show))
  for (const [move, summary] of Object.entries(SUMMARIES) as [Move, string][]) {
    const command = rollout
      .command(move)
      .description(summary)
      .option(...REASON)
      .action((options: MoveOptions) =>
        withDatabase((database) => carryOut(database, move, options)),
      )
    if (move === 'advance')
      command.option('--now', 'even if the stage is not over or a guard is broken', false)
  }
  for (const [name, isKilled, summary] of [
    ['kill', true, 'Turns the kill switch on: from the next call on, everyone gets the rules.'],
    ['unkill', false, 'Turns the kill switch off.'],
  ] as const) {
    rollout
      .command(name)
      .description(summary)
      .option(...REASON)
      .action((options: ChangeOptions) => change({ isKilled }, options))
  }
  rollout
    .command('set')
    .argument('<percent>', '0 to 100', wholeNumberFrom(0, 100))
    .description('Sets the share manually, regardless of the plan; 0 means nobody.')
    .option(...REASON)
    .action((percentage: number, options: ChangeOptions) => change({ percentage }, options))
  rollout
    .command('report')
    .description('Compares the arms since the current stage began (docs/rollout.md).')
    .option('--json', 'as JSON', false)
    .action(({ json }: { readonly json: boolean }) =>
      withDatabase((database) => report(database, json)),
    )
  return rollout
}

async function show(database: Database): Promise<void> {
  const rollout = await openRollout(database)
  const [
    { percentage, isKilled, isHeld, stages, holdHours, pinnedVersion, shadowVersion, since },
    changes,
  ] = await Promise.all([rollout.find(), rollout.history(CHANGES_SHOWN)])
  const lines = [
    `${percentage} % since ${minuteOf(since)}${isHeld ? ', on hold' : ''}`,
    `Plan: ${stages.join(', ')} %, ${holdHours} hours each`,
    `Kill switch: ${isKilled ? 'ON, everyone gets the rules' : 'off'}`,
    `Pinned version: ${pinnedVersion ?? 'none'}`,
    `Shadow: ${shadowVersion ?? 'none'}`,
    ...changes.map(
      ({ at, actor, reason, from, to }) =>
        `${minuteOf(at)} ${actor}: ${changed(from, to)}${reason === null ? '' : ` (${reason})`}`,
    ),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

type State = Readonly<Record<string, unknown>>

const changed = (from: State | null, to: State) =>
  Object.entries(to)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(from?.[name]))
    .map(([name, value]) => `${name} ${JSON.stringify(from?.[name])} -> ${JSON.stringify(value)}`)
    .join(', ')

async function carryOut(database: Database, move: Move, options: MoveOptions): Promise<void> {
  const { moveRollout } = await import('../rollout/move-rollout.ts')
  const outcome = await moveRollout(await openRollout(database), {
    move,
    by: operator(),
    reason: options.reason ?? null,
    isForced: options.now ?? false,
  })
  if ('refusal' in outcome) throw new NothingChangedError(`nothing was changed: ${outcome.refusal}`)
  tell(outcome.rollout)
}

const change = (wanted: RolloutChange, { reason }: ChangeOptions) =>
  withDatabase(async (database) => {
    const changed = await (await openRollout(database)).change(wanted, operator(), reason)
    if (changed) tell(changed)
  })

const tell = ({ percentage, isHeld, isKilled }: Rollout) =>
  say(
    `The model now serves ${percentage} % of users${isHeld ? ' (on hold)' : ''}` +
      `${isKilled ? '; the kill switch is ON: everyone gets the rules' : ''}.`,
  )

async function report(database: Database, json: boolean): Promise<void> {
  const { toText } = await import('../rollout/report-text.ts')
  const found = await (await openRollout(database)).report()
  process.stdout.write(`${json ? JSON.stringify(found, null, 2) : toText(found)}\n`)
}

async function openRollout(database: Database) {
  const { RolloutRows } = await import('../db/rollout/rollout-rows.ts')
  return new RolloutRows(database)
}
