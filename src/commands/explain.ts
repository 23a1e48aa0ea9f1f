import { Command, Option } from 'commander'
import type { EntityKind } from '../files/entities.ts'
import { openMatcher } from '../setup/open-engine.ts'
import { UsageError } from '../terminal/usage-error.ts'
import { uuid } from './input/arguments.ts'
import { readInput } from './input/read-input.ts'

interface ExplainOptions {
  readonly talents: string
  readonly jobs: string
  readonly talent?: string
  readonly job?: string
  readonly format: 'table' | 'json'
  readonly all?: boolean
  readonly skipInvalid?: boolean
}

export function explainCommand(): Command {
  return new Command('explain')
    .summary('explain one pair in full')
    .description('Scores one talent for one job and shows the contribution of each feature.')
    .requiredOption('--talents <file>', 'file with the talent')
    .requiredOption('--jobs <file>', 'file with the job')
    .option('--talent <uuid>', 'id of the talent; not needed if the file has only one', uuid)
    .option('--job <uuid>', 'id of the job; not needed if the file has only one', uuid)
    .addOption(
      new Option('--format <name>', 'output format').choices(['table', 'json']).default('table'),
    )
    .option('--all', 'list every feature, including negligible ones')
    .option('--skip-invalid', 'skip invalid entries and report them')
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch explain --talents talent.json --jobs job.json
  $ talentmatch explain --talents talents.jsonl --jobs jobs.jsonl \\
      --talent 7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11 --job 0b6f2f0e-3c55-4a0c-9d07-1f5f0f9a2b33`,
    )
    .action(explain)
}

async function explain(options: ExplainOptions): Promise<void> {
  if (options.talents === '-' && options.jobs === '-') {
    throw new UsageError('only one of --talents and --jobs can be standard input')
  }
  const [{ loadConfig }, { toExplanation }, { JOBS, TALENTS }] = await Promise.all([
    import('../settings/environment.ts'),
    import('../files/output/explanation.ts'),
    import('./input/entity-kinds.ts'),
  ])
  const talent = await find(options.talents, TALENTS, options.talent, options.skipInvalid)
  const job = await find(options.jobs, JOBS, options.job, options.skipInvalid)
  const matcher = await openMatcher(loadConfig())
  try {
    const ranked = await matcher.matchJobs(talent, [job], {
      limit: 1,
      minScore: 0,
      explain: 'full',
    })
    const [match] = ranked.matches
    if (!match) {
      const reasons = Object.keys(ranked.excluded ?? {}).join(', ')
      throw new Error(`the pair is excluded from ranking: ${reasons || 'no reason given'}`)
    }
    process.stdout.write(
      options.format === 'json'
        ? `${JSON.stringify({ ...ranked, matches: undefined, ...match }, null, 2)}\n`
        : toExplanation({ talent, job, match, modelVersion: ranked.model_version }, options.all),
    )
  } finally {
    await matcher.close()
  }
}

async function find<T extends { readonly id: string }>(
  path: string,
  kind: EntityKind<T>,
  id: string | undefined,
  skipInvalid = false,
): Promise<T> {
  let only: T | undefined
  for await (const entity of readInput(path, kind, skipInvalid)) {
    if (entity.id.toLowerCase() === id) return entity
    if (id === undefined && only) {
      throw new UsageError(
        `${path}: contains several ${kind.noun}s; choose one with --${kind.noun} <uuid>`,
      )
    }
    only = entity
  }
  if (id === undefined && only) return only
  throw new UsageError(`${path}: contains no ${kind.noun} with id ${id}`)
}
