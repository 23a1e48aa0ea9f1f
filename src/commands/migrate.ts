import { Command, Option } from 'commander'
import { loadConfig } from '../settings/environment.ts'
import { openDatabase } from '../setup/open-database.ts'
import { say } from '../terminal/say.ts'
import { UsageError } from '../terminal/usage-error.ts'

interface MigrateCommandOptions {
  readonly down: boolean
  readonly indexes: boolean
  readonly yes?: boolean
}

export function migrateCommand(): Command {
  return new Command('migrate')
    .summary('apply database migrations')
    .description(
      'Applies missing migrations, each in a transaction, to DATABASE_URL or, if unset, to the ' +
        "embedded database. The platform's own tables are made only where there are none.",
    )
    .option(
      '--indexes',
      "also build missing indexes on the platform's tables, without blocking writes",
      false,
    )
    .addOption(
      new Option(
        '--down',
        "remove our tables and functions and all their data; the platform's tables stay",
      )
        .default(false)
        .conflicts('indexes'),
    )
    .option('--yes', 'confirm --down')
    .addHelpText(
      'after',
      `
Examples:
  $ DATABASE_URL=postgresql://localhost/platform talentmatch migrate --indexes`,
    )
    .action((options: MigrateCommandOptions) => run(options))
}

async function run({ down, indexes, yes }: MigrateCommandOptions): Promise<void> {
  if (down && !yes) {
    throw new UsageError(
      'nothing was removed: --down permanently deletes user activity, impressions, erasure receipts ' +
        'and the model registry; confirm with --yes',
    )
  }
  const { buildIndexes, migrate, migrateDown } = await import('../db/migrate.ts')
  const { database, close } = await openDatabase(loadConfig())
  const onApplied = (name: string) => say(`${down ? 'removed' : 'applied'} ${name}`)
  try {
    const names = await (down ? migrateDown : migrate)(database, { onApplied })
    if (names.length === 0) {
      say(down ? 'Nothing to remove.' : 'Nothing to do: the database is up to date.')
    }
    if (indexes) {
      await buildIndexes(database)
      say("The indexes on the platform's tables are there.")
    }
  } finally {
    await close()
  }
}
