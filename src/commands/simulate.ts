import { Command, Option } from 'commander'
import type { Embedder } from '../embeddings/embedder.ts'
import { modelFolder, openCachedEmbedder } from '../setup/open-engine.ts'
import { interruptSignal } from '../terminal/interrupt.ts'
import { type Progress, startProgress } from '../terminal/progress.ts'
import { wholeNumberFrom } from './input/arguments.ts'

/** Share of the answers with two neighbours exchanged: the product's own default. */
const EXPLORATION_SHARE = 0.05
/** Share of the answers whose features are logged; for the others they are made anew. */
const FEATURE_SHARE = 0.5
/** Whom the truth is told by, for each who acts. */
const HELD_OUT_SHARE = 0.15

interface SimulateOptions {
  readonly rounds: number
  readonly talents: number
  readonly jobs: number
  readonly seed: number
  readonly vectors?: true
  readonly json?: true
  readonly assert?: true
}

export function simulateCommand(): Command {
  return new Command('simulate')
    .summary('simulate the training loop')
    .description(
      'Synthetic talents with hidden preferences request matches week by week, view some of them and ' +
        'act; every week a model is trained on this activity and evaluated by the gate. Prints match ' +
        'quality after each round, next to the same loop without position-bias correction and without ' +
        'learning. The same arguments give the same output.',
    )
    .option('--rounds <n>', 'number of training runs, one per week', wholeNumberFrom(1, 52), 10)
    .option('--talents <n>', 'number of talents', wholeNumberFrom(100, 100_000), 1_000)
    .option('--jobs <n>', 'number of open jobs', wholeNumberFrom(20, 1_000), 150)
    .option('--seed <n>', 'random seed', wholeNumberFrom(0, 2 ** 31 - 1), 1)
    .option('--vectors', 'use text embeddings too; the first run takes longer')
    .option('--assert', 'exit with 1 if nothing was learned')
    .addOption(new Option('--json', 'as JSON, with all numbers'))
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch simulate
  $ talentmatch simulate --rounds 4 --talents 400 --seed 7 --assert`,
    )
    .action((options: SimulateOptions) => simulate(options, interruptSignal()))
}

async function simulate(options: SimulateOptions, signal: AbortSignal): Promise<void> {
  const [{ loadConfig }, { simulate: run }, { hasLearnt }, { toSimulation }, { nullEmbedder }] =
    await Promise.all([
      import('../settings/environment.ts'),
      import('../simulation/simulate.ts'),
      import('../simulation/simulation.ts'),
      import('../files/output/simulation.ts'),
      import('../embeddings/null.ts'),
    ])
  const config = loadConfig()
  const embedder: Embedder = options.vectors ? await openCachedEmbedder(config) : nullEmbedder
  let progress: Progress | undefined
  try {
    const result = await run({
      ...options,
      heldOut: Math.ceil(HELD_OUT_SHARE * options.talents),
      embedder,
      modelFolder: modelFolder(config.modelPath),
      explorationShare: EXPLORATION_SHARE,
      featureShare: FEATURE_SHARE,
      lightgbm: { library: config.lightgbmLibrary },
      signal,
      onProgress: (done, total) => {
        progress ??= startProgress('Visits and training runs', total)
        progress.update(done)
      },
    })
    process.stdout.write(
      options.json ? `${JSON.stringify(result, null, 2)}\n` : toSimulation(result),
    )
    if (options.assert && !hasLearnt(result)) throw new Error('nothing was learned')
  } finally {
    progress?.done()
    await embedder.close()
  }
}
