import { Command, Option } from 'commander'
import { day, uuid } from './input/arguments.ts'

interface WhyOptions {
  readonly talent: string
  readonly job: string
  readonly on?: Date
  readonly format: 'text' | 'json'
}

export function whyCommand(): Command {
  return new Command('why')
    .summary('explain why a pair was shown, from records made at the time')
    .description(
      'Rank, score, version, arm, factors and ranker input for each time a job and a talent were ' +
        'shown to a user. Nothing is recomputed; missing records are reported as such.',
    )
    .requiredOption('--talent <uuid>', 'id of the talent', uuid)
    .requiredOption('--job <uuid>', 'id of the job', uuid)
    .option('--on <date>', 'UTC day, such as 2026-03-01 (default: any day)', day)
    .addOption(
      new Option('--format <name>', 'output format').choices(['text', 'json']).default('text'),
    )
    .addHelpText(
      'after',
      `
Example:
  $ talentmatch why --talent 7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11 \\
      --job 0b6f2f0e-3c55-4a0c-9d07-1f5f0f9a2b33 --on 2026-03-01`,
    )
    .action(why)
}

async function why({ talent, job, on, format }: WhyOptions): Promise<void> {
  const [{ withDatabase }, { Decisions }, { toDecision }] = await Promise.all([
    import('../setup/open-database.ts'),
    import('../db/interactions/decisions.ts'),
    import('../fairness/decision-text.ts'),
  ])
  await withDatabase(async (database) => {
    const decision = await new Decisions(database).find({
      talentId: talent,
      jobId: job,
      ...(on ? { on } : {}),
    })
    process.stdout.write(
      format === 'json' ? `${JSON.stringify(decision, null, 2)}\n` : toDecision(decision),
    )
  })
}
