import { counted } from '../../text/counted.ts'
import { plainTable, printable, trimLines } from './table.ts'

interface Interval {
  readonly mean: number | null
  readonly low: number | null
  readonly high: number | null
}

type Metrics = Readonly<Record<string, Interval | undefined>>

/** What a run measured, as it is kept. */
export interface Evaluated {
  readonly training_pairs: number
  readonly held_out_pairs: number
  readonly held_out_talents: number
  readonly models: Readonly<Record<'challenger' | 'champion' | 'rules', Metrics>>
  readonly over_champion: Metrics
  readonly checks: readonly {
    readonly code: string
    readonly passed: boolean
    readonly sentence: string
  }[]
}

const METRICS = [
  ['ndcg10', 'nDCG@10', 4],
  ['map', 'MAP', 4],
  ['auc', 'AUC', 4],
  ['rmse', 'RMSE', 2],
  ['ece', 'ECE', 2],
  ['coverage', 'coverage', 3],
] as const
const NUMBER_WIDTH = 27
const CHECK_WIDTHS = [4, 24, 100]

/** Challenger, champion and rules side by side, and every check of the gate, for people to read. */
export function toEvaluationTable(evaluated: Evaluated): string {
  const { models, over_champion, checks } = evaluated
  const table = plainTable(
    ['', 'challenger', 'champion', 'rules', 'over champion'],
    [10, ...Array<number>(4).fill(NUMBER_WIDTH)],
    0,
  )
  for (const [name, title, digits] of METRICS) {
    const cells = [models.challenger, models.champion, models.rules, over_champion]
    table.push([title, ...cells.map((metrics) => interval(metrics[name], digits))])
  }
  const list = plainTable(['', 'check', 'numbers'], CHECK_WIDTHS, 0)
  for (const { code, passed, sentence } of checks) {
    list.push([passed ? '✓' : '✗', code, printable(sentence)])
  }
  const { training_pairs, held_out_pairs, held_out_talents } = evaluated
  const sizes = `${counted(training_pairs, 'pair')} for training, ${held_out_pairs.toLocaleString('en')} held out, of ${counted(held_out_talents, 'talent')}; 95 % intervals`
  return [sizes, trimLines(table.toString()), trimLines(list.toString())].join('\n\n')
}

const interval = (value: Interval | undefined, digits: number): string =>
  value?.mean == null
    ? '-'
    : `${value.mean.toFixed(digits)} [${value.low?.toFixed(digits) ?? '?'}, ${value.high?.toFixed(digits) ?? '?'}]`

export interface ListedRun {
  readonly id: string
  readonly status: string
  readonly reason: string | null
  readonly actor: string
  readonly modelVersion: string | null
  readonly queuedAt: Date
  readonly progress: { readonly step: string; readonly done: number; readonly total: number } | null
}

/** A line for each run, for people to read. */
export function toRunsTable(runs: readonly ListedRun[]): string {
  const table = plainTable(
    ['asked for', 'status', 'model', 'by', 'why', 'run'],
    [18, 11, 18, 20, 50, 38],
    0,
  )
  for (const { id, status, reason, actor, modelVersion, queuedAt, progress } of runs) {
    const step = progress && `${progress.step}, ${progress.done} of ${progress.total}`
    table.push([
      queuedAt.toISOString().slice(0, 16).replace('T', ' '),
      status,
      modelVersion ?? '',
      printable(actor),
      printable(reason ?? step ?? ''),
      id,
    ])
  }
  return trimLines(table.toString())
}
