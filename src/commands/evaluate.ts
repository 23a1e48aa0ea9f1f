import { Command, Option } from 'commander'
import { interruptSignal } from './interrupt.ts'

export interface EvaluateOptions {
  readonly data: string
  readonly split: 'dev' | 'test'
  readonly format: 'table' | 'json'
}

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .summary('measure ranking quality on real occupations')
    .description(
      'Ranks all jobs of an evaluation set for the talents of one split and prints MAP, nDCG@10 and ' +
        'recall@20 with intervals, beside the rules, sentence embeddings and BM25.',
    )
    .addOption(
      new Option('--data <folder>', 'with jobs.jsonl.gz, talents.jsonl.gz and the crosswalks')
        .env('EVAL_DATA')
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--split <name>', 'tune on dev; look at test only to report')
        .choices(['dev', 'test'])
        .default('dev'),
    )
    .addOption(
      new Option('--format <name>', 'of the results').choices(['table', 'json']).default('table'),
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

function evaluate(_options: EvaluateOptions, _signal: AbortSignal): Promise<void> {
  return Promise.reject(new Error('evaluation is not built in yet'))
}
