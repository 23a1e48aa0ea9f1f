import { basename } from 'node:path'
import { Command, Option } from 'commander'
import type { Audit } from '../fairness/audit.ts'
import { AUDIT_FORMATS, type AuditFormat, formatAudit } from '../fairness/audit-formats.ts'
import { UsageError } from '../terminal/usage-error.ts'
import { day, numberFrom } from './input/arguments.ts'
import { collect, readInput } from './input/read-input.ts'

interface AuditOptions {
  readonly demographics?: string
  readonly scores?: string
  readonly since?: Date
  readonly until?: Date
  readonly scoredBy?: string
  readonly selectedFrom?: number
  readonly counterfactual?: boolean
  readonly talents?: string
  readonly jobs?: string
  readonly format: AuditFormat
}

export function auditCommand(): Command {
  return new Command('audit')
    .summary('compare scores between groups of people')
    .description(
      'Scoring or selection rates and impact ratios by sex, race/ethnicity and both, as defined by ' +
        'New York City’s Local Law 144 (6 RCNY § 5-301); or how scores change when names and pronouns ' +
        'in bios are swapped. Uses the scores that were shown, from the database (the latest model ' +
        'score of each pair), or the scores in a file.',
    )
    .option('--demographics <file>', 'CSV with talent_id, sex, race_ethnicity; empty means unknown')
    .option('--scores <file>', 'output of `talentmatch match` as CSV, JSON or JSON Lines')
    .option('--since <date>', 'only scores shown on or after this UTC day, such as 2026-03-01', day)
    .option('--until <date>', 'only scores shown before this UTC day', day)
    .option(
      '--scored-by <who>',
      'only scores of the model, the rules, a version such as 1.0.20260301, or all (default: model)',
    )
    .option(
      '--selected-from <score>',
      'selection rates: scores from this value up count as selected',
      numberFrom(0, 100),
    )
    .option('--counterfactual', 'swap names and pronouns in the bios of --talents')
    .option('--talents <file>', 'for --counterfactual (default: synthetic ones)')
    .option('--jobs <file>', 'for --counterfactual (default: synthetic ones)')
    .addOption(
      new Option('--format <name>', 'output format').choices(AUDIT_FORMATS).default('table'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch audit --demographics people.csv --since 2026-01-01 --format html > audit.html
  $ talentmatch match --talents talents.jsonl --jobs jobs.jsonl --direction jobs --top 1000 --format csv > scores.csv
  $ talentmatch audit --demographics people.csv --scores scores.csv
  $ talentmatch audit --counterfactual --talents talents.jsonl --jobs jobs.jsonl`,
    )
    .action(audit)
}

async function audit(options: AuditOptions): Promise<void> {
  if (!options.counterfactual && options.demographics === undefined) {
    throw new UsageError('specify --demographics <file> or --counterfactual')
  }
  if (options.counterfactual && options.demographics !== undefined) {
    throw new UsageError(
      '--demographics and --counterfactual are separate audits; run one at a time',
    )
  }
  if ((options.talents === undefined) !== (options.jobs === undefined)) {
    throw new UsageError('--talents and --jobs must be used together')
  }
  if (options.scores !== undefined && (options.since ?? options.until) !== undefined) {
    throw new UsageError(
      '--since and --until apply only to scores from the database; a file has no dates',
    )
  }
  if (options.scores !== undefined && options.scoredBy !== undefined) {
    throw new UsageError('--scored-by applies only to scores from the database')
  }
  const parts =
    options.demographics === undefined
      ? await auditSwaps(options)
      : await auditGroups(options.demographics, options)
  const createdAt = new Date().toISOString()
  process.stdout.write(formatAudit({ createdAt, ...parts }, options.format))
}

type Parts = Omit<Audit, 'createdAt'>

async function auditGroups(demographics: string, options: AuditOptions): Promise<Parts> {
  const [{ readDemographics }, { readScores }, { auditImpact }] = await Promise.all([
    import('../files/demographics.ts'),
    import('../files/scores.ts'),
    import('../fairness/impact.ts'),
  ])
  const people = await readDemographics(demographics)
  const { scores, versions } =
    options.scores === undefined
      ? await readShown(options)
      : { scores: await readScores(options.scores), versions: {} }
  const source = options.scores ?? `shown${period(options)}, by ${scorer(options)}`
  if (scores.length === 0) {
    throw new UsageError(
      `no scores found (${source}); use a longer period, another --scored-by, or --scores <file>`,
    )
  }
  if (!scores.some(({ talentId }) => people.has(talentId))) {
    throw new UsageError(
      `no talent in ${demographics} has a score (${source}); talent_id must be talents.id, not a profile id`,
    )
  }
  return { source, versions, impact: auditImpact(scores, people, options.selectedFrom) }
}

async function readShown(options: AuditOptions) {
  const [{ loadConfig }, { openMigratedDatabase }, { ShownScores }] = await Promise.all([
    import('../settings/environment.ts'),
    import('../setup/open-database.ts'),
    import('../db/interactions/shown-scores.ts'),
  ])
  const { database, close } = await openMigratedDatabase(loadConfig())
  try {
    return await new ShownScores(database).find({
      ...options,
      scoredBy: options.scoredBy ?? DEFAULT_SCORER,
    })
  } finally {
    await close()
  }
}

const MADE_UP = { talents: 100, jobs: 100 }

async function auditSwaps({ talents, jobs }: AuditOptions): Promise<Parts> {
  const [{ loadConfig }, { openBulkMatcher }, { measureSwaps }, { interruptSignal }, kinds] =
    await Promise.all([
      import('../settings/environment.ts'),
      import('../setup/open-engine.ts'),
      import('../fairness/counterfactual.ts'),
      import('../terminal/interrupt.ts'),
      import('./input/entity-kinds.ts'),
    ])
  const world =
    talents === undefined || jobs === undefined
      ? await makeUp()
      : {
          source: `${basename(talents)}, ${basename(jobs)}`,
          talents: await collect(readInput(talents, kinds.TALENTS)),
          jobs: await collect(readInput(jobs, kinds.JOBS)),
        }
  const { matcher, close } = await openBulkMatcher(loadConfig(), interruptSignal())
  try {
    await matcher.addJobs(world.jobs)
    const counterfactual = await measureSwaps(matcher, world.talents, world.jobs)
    return { source: world.source, versions: {}, counterfactual }
  } finally {
    await close()
  }
}

async function makeUp() {
  const { createWorld } = await import('../training/synthetic/world.ts')
  const { talents, jobs } = createWorld('counterfactual', MADE_UP)
  return {
    source: 'synthetic talents and jobs',
    talents: talents.map(({ payload }) => payload),
    jobs: jobs.map(({ payload }) => payload),
  }
}

/** Rules score on a scale of their own: together with the model's they have no median. */
const DEFAULT_SCORER = 'model'
const scorer = ({ scoredBy = DEFAULT_SCORER }: AuditOptions) =>
  ({ model: 'the model', rules: 'the rules', all: 'model and rules' })[scoredBy] ?? scoredBy

const period = ({ since, until }: AuditOptions) =>
  `${since ? ` from ${isoDay(since)}` : ''}${until ? ` before ${isoDay(until)}` : ''}`

const isoDay = (date: Date) => date.toISOString().slice(0, 10)
