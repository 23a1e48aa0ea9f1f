import { row, table } from '../../pages/html-table.ts'
import { type Markup, markup } from '../../pages/markup.ts'
import type { Interval } from '../evaluate/interval-of.ts'
import type { MetricName } from '../evaluate/model-metrics.ts'
import { difference, number, percent, withInterval } from '../gate/in-numbers.ts'
import type { TrainingReport } from './training-report.ts'

interface MetricRow {
  readonly name: MetricName
  readonly title: string
  readonly digits: number
}

const METRICS: readonly MetricRow[] = [
  { name: 'ndcg10', title: 'nDCG@10', digits: 4 },
  { name: 'map', title: 'MAP', digits: 4 },
  { name: 'auc', title: 'AUC', digits: 4 },
  { name: 'rmse', title: 'RMSE', digits: 2 },
  { name: 'ece', title: 'ECE', digits: 2 },
  { name: 'coverage', title: 'Coverage', digits: 3 },
]

const UNKNOWN = '–'

const shown = (interval: Interval | undefined, digits: number, say = withInterval): string =>
  interval && Number.isFinite(interval.mean) ? say(interval, digits) : UNKNOWN

export function reasonsTable({ decision }: TrainingReport): Markup {
  const rows = decision.reasons.map(
    ({
      code,
      passed,
      sentence,
    }) => markup`<tr><td class="word ${passed ? 'passed' : 'failed'}">${passed ? '✓ passed' : '✗ refused'}</td>
<td><code>${code}</code></td><td>${sentence}</td></tr>`,
  )
  return table('Every check, with its numbers', ['Result', 'Check', 'Numbers'], rows)
}

export function metricsTable({ evidence: { evaluation } }: TrainingReport): Markup {
  const { models, differences } = evaluation
  const rows = METRICS.map(({ name, title, digits }) => {
    const value = (interval: Interval | undefined) => shown(interval, digits)
    const over = (interval: Interval | undefined) => shown(interval, digits, difference)
    return row(title, [
      value(models.challenger[name]),
      value(models.champion[name]),
      value(models.rules[name]),
      over(differences.champion[name]),
      over(differences.rules[name]),
    ])
  })
  const numbers = ['Challenger', 'Champion', 'Rules', 'Over champion', 'Over rules']
  return table(
    'With 95 % intervals over talents; differences are paired. RMSE and ECE, the calibration error, are in points; coverage is the share of labels in the 80 % intervals',
    ['Metric'],
    rows,
    numbers,
  )
}

export function segmentsTable({ evidence: { evaluation } }: TrainingReport): Markup {
  const rows = evaluation.segments.map((segment) =>
    row(
      `${segment.segmentation} ${segment.value}${segment.harms.length > 0 ? '' : ' (too small)'}`,
      [
        `${segment.talents}`,
        `${segment.pairs}`,
        shown(segment.ndcg10Gain, 4, difference),
        `${number(segment.champion.rmse.mean, 2)} → ${number(segment.challenger.rmse.mean, 2)}`,
        shown(segment.challenger.ece, 2),
        shown(segment.challenger.bias, 2, difference),
      ],
    ),
  )
  return table(
    'Each segment; score - label is above 0 where scores promise too much',
    ['Segment'],
    rows,
    ['Talents', 'Pairs', 'nDCG@10 over champion', 'RMSE', 'Calibration error', 'Score - label'],
  )
}

export function reliabilityRows({ calibration }: TrainingReport): Markup {
  const mean = (value: number | null) => (value === null ? UNKNOWN : number(value, 1))
  const rows = calibration.reliability.challenger.map(
    ({ from, to, pairs, share, meanScore, meanLabel }) =>
      row(`${from} to ${to}`, [`${pairs}`, percent(share, 1), mean(meanScore), mean(meanLabel)]),
  )
  const numbers = ['Pairs', 'Share by weight', 'Mean score', 'Mean label']
  return table('What scores of the challenger promised, and what came', ['Scores'], rows, numbers)
}
