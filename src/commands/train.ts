import { Command } from 'commander'
import type { Evaluated } from '../files/output/training.ts'
import {
  DEFAULT_SEED,
  type RunOutcome,
  type RunRequest,
  type TrainingRun,
} from '../models/training-runs.ts'
import { openMigratedDatabase } from '../setup/open-database.ts'
import type { OpenTraining } from '../setup/open-training.ts'
import { interruptSignal } from '../terminal/interrupt.ts'
import { operator } from '../terminal/operator.ts'
import { startSteps } from '../terminal/progress.ts'
import { say } from '../terminal/say.ts'
import { wholeNumberFrom } from './input/arguments.ts'

/** Half a year, at one a week. */
const RUNS_SHOWN = 26

interface TrainOptions {
  readonly force: boolean
  readonly seed: number
}

export function trainCommand(): Command {
  const train = new Command('train')
    .summary('train a model on user activity and promote it if it is better')
    .description(
      'Collects user activity, trains with LightGBM, compares the result with the serving model and ' +
        'the rules, and promotes it if it is significantly better. Uses DATABASE_URL or, if unset, the ' +
        'embedded database; the service may be running. Ctrl-C stops without changing anything.',
    )
    .option('--force', 'even if the last run was recent', false)
    .option('--seed <n>', 'random seed', wholeNumberFrom(0, 2 ** 31 - 1), DEFAULT_SEED)
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch train
  $ talentmatch train --force
  $ talentmatch train runs`,
    )
    .action((options: TrainOptions) => trainNow(options, interruptSignal()))
  train
    .command('runs')
    .description('Shows the latest runs.')
    .option('--json', 'as JSON, with all metrics', false)
    .action(({ json }: { readonly json: boolean }) => list(json))
  return train
}

/** In this process: it is one of its own already. */
async function trainNow({ force, seed }: TrainOptions, signal: AbortSignal): Promise<void> {
  const [{ loadConfig }, { openTraining }, { runFiles, runTraining }] = await Promise.all([
    import('../settings/environment.ts'),
    import('../setup/open-training.ts'),
    import('../training/run/run-training.ts'),
  ])
  const config = loadConfig()
  const { database, close } = await openMigratedDatabase(config)
  const steps = startSteps()
  let training: OpenTraining | undefined
  try {
    training = await openTraining(config, database, {
      signal,
      onNoEmbeddings: ({ message }) => say(`Text embeddings are unavailable: ${message}`),
    })
    const run = await takeRun(training, { actor: operator(), forced: force, seed })
    const outcome = await runTraining(run, training, {
      signal,
      onStep: ({ step, done, total }) => steps.update(step, done, total),
    })
    steps.done()
    signal.throwIfAborted()
    await tell(outcome, runFiles(training.folder, run.id))
  } finally {
    steps.done()
    await training?.close()
    await close()
  }
}

/** One of its own; else the one that waits for a worker. @throws {Error} when one is under way */
async function takeRun({ runs }: OpenTraining, request: RunRequest): Promise<TrainingRun> {
  const { run, isNew } = await runs.open(request, 'running')
  if (isNew) return run
  const waiting = run.status === 'queued' ? await runs.claim() : undefined
  if (waiting) return waiting
  throw new Error(`training run ${run.id} is ${run.status}; \`talentmatch train runs\` shows it`)
}

async function tell(
  { status, reason, modelVersion, metrics }: RunOutcome,
  { page, snapshot }: { readonly page: string; readonly snapshot: string },
): Promise<void> {
  if (metrics) {
    const { toEvaluationTable } = await import('../files/output/training.ts')
    process.stdout.write(`${toEvaluationTable(metrics as unknown as Evaluated)}\n\n`)
  }
  if (status === 'failed') throw new Error(`training failed, nothing was changed: ${reason}`)
  process.stdout.write(`${ENDS[status]}${modelVersion ? `: ${modelVersion}` : ''}. ${reason}\n`)
  if (modelVersion) say(`Report: ${page}\nTraining data: ${snapshot}`)
}

const ENDS: Readonly<Record<Exclude<RunOutcome['status'], 'failed'>, string>> = {
  promoted: 'Promoted',
  rejected: 'Rejected',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
}

async function list(json: boolean): Promise<void> {
  const [{ loadConfig }, { TrainingRuns }, { toRunsTable }] = await Promise.all([
    import('../settings/environment.ts'),
    import('../db/models/training-runs.ts'),
    import('../files/output/training.ts'),
  ])
  const { database, close } = await openMigratedDatabase(loadConfig())
  try {
    const runs = await new TrainingRuns(database).list(RUNS_SHOWN)
    if (json) process.stdout.write(`${JSON.stringify(runs, null, 2)}\n`)
    else if (runs.length === 0) say('No training runs yet.')
    else process.stdout.write(`${toRunsTable(runs)}\n`)
  } finally {
    await close()
  }
}
