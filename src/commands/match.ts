import { Command, Option } from 'commander'
import type { Job, Match, Talent } from '../../supabase/functions/_shared/payload.ts'
import { requireFile } from '../files/bytes.ts'
import { FORMAT_NAMES, FORMATS, type FormatName } from '../files/output/formats.ts'
import type { Named, Ranking, Side } from '../files/output/ranking.ts'
import { writeText } from '../files/output/write.ts'
import type { BulkMatcher, BulkOptions } from '../matching/engine/bulk.ts'
import { openBulkMatcher } from '../setup/open-engine.ts'
import { interruptSignal } from '../terminal/interrupt.ts'
import { startProgress } from '../terminal/progress.ts'
import { say } from '../terminal/say.ts'
import { UsageError } from '../terminal/usage-error.ts'
import { numberFrom, wholeNumberFrom } from './input/arguments.ts'
import { readInput } from './input/read-input.ts'

interface MatchCommandOptions {
  readonly talents: string
  readonly jobs: string
  readonly direction: 'talents' | 'jobs'
  readonly top: number
  readonly minScore: number
  readonly format: FormatName
  readonly skipInvalid?: boolean
}

/** Enough for full embedding batches, few enough that results come early. */
const BATCH_SIZE = 64
const MAX_TOP = 1_000

export function matchCommand(): Command {
  return new Command('match')
    .summary('rank jobs for talents, or talents for jobs, from files')
    .description(
      'Ranks the jobs in one file for each talent in another, best first, with reasons. Files are ' +
        'JSON Lines, a JSON array or a single object, optionally gzipped; - is standard input.',
    )
    .requiredOption('--talents <file>', 'file with the talents')
    .requiredOption('--jobs <file>', 'file with the jobs')
    .addOption(
      new Option('--direction <side>', 'which side gets a ranking')
        .choices(['talents', 'jobs'])
        .default('talents'),
    )
    .option('--top <n>', 'maximum number of matches for each', wholeNumberFrom(1, MAX_TOP), 10)
    .option('--min-score <score>', 'lowest score to show, 0-100', numberFrom(0, 100), 0)
    .addOption(
      new Option('--format <name>', 'output format').choices(FORMAT_NAMES).default('table'),
    )
    .option('--skip-invalid', 'skip invalid entries and report them')
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch match --talents talents.jsonl --jobs jobs.jsonl.gz --top 5
  $ talentmatch match --talents talents.json --jobs jobs.json --direction jobs --format csv > shortlist.csv
  $ zcat talents.jsonl.gz | head -1 | talentmatch match --talents - --jobs jobs.jsonl.gz --format json`,
    )
    .action(match)
}

async function match(options: MatchCommandOptions): Promise<void> {
  if (options.talents === '-' && options.jobs === '-') {
    throw new UsageError('only one of --talents and --jobs can be standard input')
  }
  const [{ loadConfig }, { JOBS, TALENTS }] = await Promise.all([
    import('../settings/environment.ts'),
    import('./input/entity-kinds.ts'),
  ])
  await requireFile(options.talents)
  await requireFile(options.jobs)
  const signal = interruptSignal()
  const { matcher, close } = await openBulkMatcher(loadConfig(), signal)
  try {
    const talents = readInput(options.talents, TALENTS, options.skipInvalid)
    const jobs = readInput(options.jobs, JOBS, options.skipInvalid)
    const rankings =
      options.direction === 'talents'
        ? rankAll(forTalents(matcher), talents, jobs, options, signal)
        : rankAll(forJobs(matcher), jobs, talents, options, signal)
    await writeText(FORMATS[options.format](rankings))
  } finally {
    await close()
  }
}

/** One direction of the bulk matcher. */
interface Direction<Subject, Candidate> {
  readonly side: Side
  readonly add: (candidates: readonly Candidate[]) => Promise<void>
  readonly rank: (
    subjects: readonly Subject[],
    options: BulkOptions,
  ) => AsyncIterable<Ranked<Subject>>
  readonly candidateId: (match: Match) => string
}

type Ranked<Subject> = readonly [subject: Subject, matches: readonly Match[]]

function forTalents(matcher: BulkMatcher): Direction<Talent, Job> {
  return {
    side: 'talent',
    add: (jobs) => matcher.addJobs(jobs),
    rank: async function* (talents, options) {
      for await (const { talent, matches } of matcher.rank(talents, options))
        yield [talent, matches]
    },
    candidateId: ({ job_id }) => job_id,
  }
}

function forJobs(matcher: BulkMatcher): Direction<Job, Talent> {
  return {
    side: 'job',
    add: (talents) => matcher.addTalents(talents),
    rank: async function* (jobs, options) {
      for await (const { job, matches } of matcher.rankTalents(jobs, options)) yield [job, matches]
    },
    candidateId: ({ talent_id }) => talent_id,
  }
}

async function* rankAll<Subject extends Named, Candidate extends Named>(
  direction: Direction<Subject, Candidate>,
  subjects: AsyncIterable<Subject>,
  candidates: AsyncIterable<Candidate>,
  { top, minScore }: MatchCommandOptions,
  signal: AbortSignal,
): AsyncGenerator<Ranking> {
  const started = performance.now()
  const { side } = direction
  const titles = await takeIn(direction, candidates, signal)

  // On a terminal the results themselves show how far the work is, and a bar would cut through them.
  const progress = process.stdout.isTTY ? undefined : startProgress(`${side}s ranked`)
  let count = 0
  try {
    for await (const batch of inBatches(subjects)) {
      for await (const [subject, matches] of direction.rank(batch, { limit: top, minScore })) {
        signal.throwIfAborted()
        const titled = matches.map((match) => ({
          title: titles.get(direction.candidateId(match)) ?? '',
          match,
        }))
        yield { side, subject, matches: titled }
        count += 1
        progress?.update(count)
      }
    }
  } finally {
    progress?.done()
  }
  const seconds = ((performance.now() - started) / 1_000).toFixed(1)
  const other = side === 'talent' ? 'job' : 'talent'
  say(`${counted(count, side)} × ${counted(titles.size, other)} ranked in ${seconds} s`)
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Hands all candidates to the matcher; their titles are kept for the results. */
async function takeIn<Candidate extends Named>(
  { side, add }: Pick<Direction<never, Candidate>, 'side' | 'add'>,
  candidates: AsyncIterable<Candidate>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>()
  const progress = startProgress(`${side === 'talent' ? 'jobs' : 'talents'} read`)
  try {
    for await (const batch of inBatches(candidates)) {
      await add(batch)
      signal.throwIfAborted()
      for (const { id, title } of batch) titles.set(id, title)
      progress.update(titles.size)
    }
  } finally {
    progress.done()
  }
  return titles
}

async function* inBatches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < BATCH_SIZE) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
