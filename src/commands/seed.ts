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
    .summary('fill the database with demo data')
    .description(
      'Writes synthetic talents, companies, jobs, skills, applications and matches; the same ' +
        'seed gives the same rows. Writes to DATABASE_URL or, if unset, to the embedded database.',
    )
    .option('--talents <n>', 'number of talents', wholeNumberFrom(0, MOST_ROWS), 600)
    .option('--jobs <n>', 'number of jobs, 88 % of them active', wholeNumberFrom(0, MOST_ROWS), 300)
    .option(
      '--companies <n>',
      'number of companies (default: one per 8 jobs, at least 48)',
      wholeNumberFrom(1, MOST_ROWS),
    )
    .option(
      '--applications <n>',
      'number of applications (default: about 2 per talent, to jobs they like)',
      wholeNumberFrom(0, MOST_ROWS),
    )
    .option('--weeks <n>', 'weeks of history', wholeNumberFrom(1, MOST_WEEKS), 6)
    .option('--seed <n>', 'random seed', wholeNumberFrom(0, 2 ** 31 - 1), 1)
    .option('--add', 'even if the database already has rows', false)
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
        'the database already has talents, jobs or companies; use --add to add the demo data to them',
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
        `Created ${counted(talents, 'talent')}, ${counted(jobs, 'job')}, ${companies.toLocaleString('en')} companies and ${counted(made, 'application')}.`,
      )
    } finally {
      progress.done()
    }
  } finally {
    await close()
  }
}
