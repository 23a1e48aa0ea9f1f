import { Command } from 'commander'
import { openCachedEmbedder } from '../setup/open-engine.ts'
import { interruptSignal } from '../terminal/interrupt.ts'
import { startSteps } from '../terminal/progress.ts'
import { say } from '../terminal/say.ts'
import { wholeNumberFrom } from './input/arguments.ts'

/** Made-up talents, and as many jobs, whose pairs are drawn. */
const WORLD_ROWS = 2_500

interface TrainInitialOptions {
  readonly out: string
  readonly pairs: number
  readonly seed: number
}

export function trainInitialCommand(): Command {
  return new Command('train-initial')
    .summary('train the model that ships with the code')
    .description(
      'Generates synthetic talents and jobs, labels their pairs and trains with LightGBM. The same ' +
        'seed and number of pairs give the same model.',
    )
    .option('--out <folder>', 'output folder', 'models/initial')
    .option('--pairs <n>', 'number of labeled pairs', wholeNumberFrom(1_000, 1_000_000), 150_000)
    .option('--seed <n>', 'random seed', wholeNumberFrom(0, 2 ** 31 - 1), 1)
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch train-initial
  $ talentmatch train-initial --pairs 20000 --seed 7 --out /tmp/model`,
    )
    .action((options: TrainInitialOptions) => trainInitial(options, interruptSignal()))
}

async function trainInitial(
  { out, pairs, seed }: TrainInitialOptions,
  signal: AbortSignal,
): Promise<void> {
  const [{ loadConfig }, { trainInitial: trainInitialModel }, { writeModel }] = await Promise.all([
    import('../settings/environment.ts'),
    import('../training/initial.ts'),
    import('../training/publish.ts'),
  ])
  const config = loadConfig()
  const embedder = await openCachedEmbedder(config)
  const steps = startSteps()
  try {
    const model = await trainInitialModel({
      embedder,
      seed,
      pairs,
      talents: WORLD_ROWS,
      jobs: WORLD_ROWS,
      lightgbm: { library: config.lightgbmLibrary },
      signal,
      onStep: steps.update,
    })
    await writeModel(out, model)
    process.stdout.write(`${JSON.stringify(model.manifest.metrics, null, 2)}\n`)
    say(`Model ${model.manifest.version} written to ${out}`)
  } finally {
    steps.done()
    await embedder.close()
  }
}
