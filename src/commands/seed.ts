import { Command } from 'commander'
import { loadConfig } from '../environment.ts'
import { startProgress } from '../progress.ts'
import { wholeNumberFrom } from './arguments.ts'
import { openMigratedDatabase } from './database.ts'
import { say } from './inputs.ts'
import { interruptSignal } from './interrupt.ts'

interface SeedCommandOptions {
  readonly talents: number
  readonly jobs: number
  readonly companies?: number
  readonly seed: number
  readonly add: boolean
}

const MOST_ROWS = 10_000_000
/** A company posts about so many jobs. */
const JOBS_PER_COMPANY = 8

export function seedCommand(): Command {
  return new Command('seed')
    .summary('fill the database with a made-up platform')
    .description(
      'Writes talents, companies, jobs, skills, applications and matches that are made up; the same ' +
        'seed gives the same rows. Into DATABASE_URL, else into the embedded database.',
    )
    .option('--talents <n>', 'talents', wholeNumberFrom(0, MOST_ROWS), 600)
    .option('--jobs <n>', 'jobs, of which 88 % are active', wholeNumberFrom(0, MOST_ROWS), 300)
    .option(
      '--companies <n>',
      'companies (default: one for 8 jobs, at least 48)',
      wholeNumberFrom(1, MOST_ROWS),
    )
    .option('--seed <n>', 'of all that is drawn', wholeNumberFrom(0, 2 ** 31 - 1), 1)
    .option('--add', 'also where the database has rows already', false)
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch seed
  $ DATABASE_URL=postgresql://localhost/demo talentmatch seed --talents 1000 --jobs 100000`,
    )
    .action((options: SeedCommandOptions) => seed(options, interruptSignal()))
}

async function seed(
  {
    talents,
    jobs,
    seed,
    add,
    companies = Math.max(48, Math.ceil(jobs / JOBS_PER_COMPANY)),
  }: SeedCommandOptions,
  signal: AbortSignal,
): Promise<void> {
  const [{ seedPlatform }, { hasPlatformRows }, { startOfDay }] = await Promise.all([
    import('../demo/platform/seed.ts'),
    import('../db/repositories/platform-rows.ts'),
    import('../matching/day.ts'),
  ])
  const { database, close } = await openMigratedDatabase(loadConfig())
  try {
    if (!add && (await hasPlatformRows(database))) {
      throw new Error(
        'the database has talents, jobs or companies already; --add writes the made-up ones beside them',
      )
    }
    const progress = startProgress('Talents and jobs', talents + jobs)
    try {
      const asOf = new Date(startOfDay(new Date()))
      await seedPlatform(
        database,
        { talents, jobs, companies, seed, asOf },
        { signal, onProgress: progress.update },
      )
    } finally {
      progress.done()
    }
    say(
      `${talents} talents, ${jobs} jobs and ${companies} companies are there, and the people of the demo.`,
    )
  } finally {
    await close()
  }
}
