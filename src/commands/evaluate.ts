import { join } from 'node:path'
import { Command, Option } from 'commander'
import { modelFolder, openCachedEmbedder } from '../setup/open-engine.ts'
import { interruptSignal } from '../terminal/interrupt.ts'
import { type Progress, startProgress } from '../terminal/progress.ts'
import { collect, readInput } from './input/read-input.ts'

interface EvaluateOptions {
  readonly data: string
  readonly split: 'dev' | 'test'
  readonly format: 'table' | 'json'
}

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .summary('measure ranking quality on real occupations')
    .description(
      'Ranks all jobs of an evaluation set for the talents of one split and prints MAP, nDCG@10 and ' +
        'recall@20 with intervals, next to the rules, sentence embeddings and BM25.',
    )
    .addOption(
      new Option(
        '--data <folder>',
        'folder with jobs.jsonl.gz, talents.jsonl.gz and the crosswalks',
      )
        .env('EVAL_DATA')
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--split <name>', 'tune on dev; use test only for reporting')
        .choices(['dev', 'test'])
        .default('dev'),
    )
    .addOption(
      new Option('--format <name>', 'output format').choices(['table', 'json']).default('table'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch evaluate --data evaluation
  $ EVAL_DATA=evaluation talentmatch evaluate --split test --format json`,
    )
    .action((options: EvaluateOptions) => evaluate(options, interruptSignal()))
}

async function evaluate(
  { data, split, format }: EvaluateOptions,
  signal: AbortSignal,
): Promise<void> {
  const [
    { loadConfig },
    { evaluate: evaluateOn },
    { toEvaluation },
    { loadBundle },
    { startOfDay },
    { JOBS, TALENTS },
  ] = await Promise.all([
    import('../settings/environment.ts'),
    import('../evaluation/evaluate.ts'),
    import('../files/output/evaluation.ts'),
    import('../matching/bundle/bundle.ts'),
    import('../matching/day.ts'),
    import('./input/entity-kinds.ts'),
  ])
  const config = loadConfig()
  const [bundle, talents, jobs] = await Promise.all([
    loadBundle(modelFolder(config.modelPath)),
    collect(readInput(join(data, 'talents.jsonl.gz'), TALENTS)),
    collect(readInput(join(data, 'jobs.jsonl.gz'), JOBS)),
  ])
  const embedder = await openCachedEmbedder(config)
  const steps = new Map<string, Progress>()
  const show = (step: string) => (done: number, total: number) => {
    const progress = steps.get(step) ?? startProgress(step, total)
    steps.set(step, progress)
    progress.update(done)
    if (done < total) return
    progress.done()
    steps.delete(step)
  }
  try {
    const reports = await evaluateOn({
      bundle,
      embedder,
      talents,
      jobs,
      folder: data,
      split,
      today: startOfDay(new Date()),
      signal,
      onEmbedded: show('Embedding texts'),
      onRanked: show('Talents ranked'),
    })
    const result = { model_version: bundle.manifest.version, split, reports }
    process.stdout.write(
      format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : toEvaluation(result),
    )
  } finally {
    for (const progress of steps.values()) progress.done()
    await embedder.close()
  }
}
