import { Command } from 'commander'
import { loadConfig } from '../settings/environment.ts'
import { openDatabase } from '../setup/open-database.ts'
import { interruptSignal } from '../terminal/interrupt.ts'
import { startProgress } from '../terminal/progress.ts'
import { say } from '../terminal/say.ts'
import { counted } from '../text/counted.ts'
import { wholeNumberFrom } from './input/arguments.ts'

interface SeedCommandOptions {
  readonly talents: number
  readonly jobs: number
  readonly companies?: number
  readonly applications?: number
  readonly weeks: number
  readonly seed: number
  readonly add: boolean
}

const MOST_ROWS = 10_000_000
const MOST_WEEKS = 520
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
    .option(
      '--applications <n>',
      'applications (default: for the jobs that talents like, some 2 each)',
      wholeNumberFrom(0, MOST_ROWS),
    )
    .option(
      '--weeks <n>',
      'how far applications and matches reach back',
      wholeNumberFrom(1, MOST_WEEKS),
      6,
    )
    .option('--seed <n>', 'of all that is drawn', wholeNumberFrom(0, 2 ** 31 - 1), 1)
    .option('--add', 'also where the database has rows already', false)
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch seed
  $ DATABASE_URL=postgresql://localhost/demo talentmatch seed --talents 1000 --jobs 100000
  $ talentmatch seed --applications 5000 --weeks 26`,
    )
    .action((options: SeedCommandOptions) => seed(options, interruptSignal()))
}

async function seed(
  {
    talents,
    jobs,
    applications,
    weeks,
    seed,
    add,
    companies = Math.max(48, Math.ceil(jobs / JOBS_PER_COMPANY)),
  }: SeedCommandOptions,
  signal: AbortSignal,
): Promise<void> {
  const [{ migrate }, { seedPlatform }, { hasPlatformRows }, { startOfDay }] = await Promise.all([
    import('../db/migrate.ts'),
    import('../demo/platform/seed.ts'),
    import('../db/platform/platform-rows.ts'),
    import('../matching/day.ts'),
  ])
  const { database, close } = await openDatabase(loadConfig())
  try {
    await migrate(database)
    if (!add && (await hasPlatformRows(database))) {
      throw new Error(
        'the database has talents, jobs or companies already; --add writes the made-up ones beside them',
      )
    }
    const progress = startProgress('Talents and jobs', talents + jobs)
    try {
      const asOf = new Date(startOfDay(new Date()))
      const made = await seedPlatform(
        database,
        { talents, jobs, companies, applications, weeks, seed, asOf },
        { signal, onProgress: progress.update },
      )
      say(
        `Made ${counted(talents, 'talent')}, ${counted(jobs, 'job')}, ${companies.toLocaleString('en')} companies and ${counted(made, 'application')}.`,
      )
    } finally {
      progress.done()
    }
  } finally {
    await close()
  }
}
