import { counted } from '../../text/counted.ts'
import { plainTable, trimLines } from './table.ts'

interface Interval {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** How systems rank, by crosswalk; each interval 95 %. */
export interface Evaluation {
  readonly model_version: string
  readonly split: string
  readonly reports: Readonly<
    Record<
      string,
      {
        readonly talents: number
        readonly systems: readonly {
          readonly name: string
          readonly metrics: Readonly<Record<string, Interval>>
          readonly behindOurs?: Readonly<
            Record<string, Interval & { readonly excludesZero: boolean }>
          >
        }[]
      }
    >
  >
}

const HEADS: Readonly<Record<string, string>> = {
  map: 'MAP',
  ndcg10: 'nDCG@10',
  recall20: 'recall@20',
}

/** For people to read: a table for each crosswalk. */
export function toEvaluation({ model_version, split, reports }: Evaluation): string {
  const parts = Object.entries(reports).map(([file, { talents, systems }]) => {
    const rows = systems.flatMap(({ name, metrics, behindOurs }) => [
      [name, ...Object.keys(HEADS).map((key) => described(metrics[key]))],
      ...(behindOurs
        ? [['  ours minus it', ...Object.keys(HEADS).map((key) => difference(behindOurs[key]))]]
        : []),
    ])
    const table = plainTable(['', ...Object.values(HEADS)], [20, 27, 27, 27], 0)
    table.push(...rows)
    return `${file}, ${split}, ${counted(talents, 'talent')}, model ${model_version}\n${trimLines(table.toString())}\n`
  })
  return `${parts.join('\n')}\nIn brackets 95 % intervals over talents; * = the interval excludes 0.\n`
}

const described = (interval: Interval | undefined) =>
  interval ? `${fixed(interval.mean)} [${fixed(interval.low)}, ${fixed(interval.high)}]` : ''

const difference = (interval: (Interval & { readonly excludesZero: boolean }) | undefined) =>
  interval ? `${described(interval)}${interval.excludesZero ? ' *' : ''}` : ''

const fixed = (value: number) => value.toFixed(3)
