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
    .summary('bring the database up to date')
    .description(
      'Applies the migrations that are missing, each in a transaction, to DATABASE_URL, else to the ' +
        "embedded database. The platform's own tables are made only where there are none.",
    )
    .option('--indexes', "then build missing indexes on the platform's tables; writes go on", false)
    .addOption(
      new Option('--down', 'take ours back instead; what they hold is lost, the platform stays')
        .default(false)
        .conflicts('indexes'),
    )
    .option('--yes', 'that --down is meant')
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
      'nothing was taken back: --down loses what people did, what they were shown, receipts of erasures ' +
        'and the registry of models for good; --yes says that it is meant',
    )
  }
  const { buildIndexes, migrate, migrateDown } = await import('../db/migrate.ts')
  const { database, close } = await openDatabase(loadConfig())
  const onApplied = (name: string) => say(`${down ? 'taken back' : 'applied'} ${name}`)
  try {
    const names = await (down ? migrateDown : migrate)(database, { onApplied })
    if (names.length === 0) {
      say(down ? 'Nothing of ours is there.' : 'Nothing to do: the database is up to date.')
    }
    if (indexes) {
      await buildIndexes(database)
      say("The indexes on the platform's tables are there.")
    }
  } finally {
    await close()
  }
}
