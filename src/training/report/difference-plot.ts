import { type Markup, markup } from '../../pages/markup.ts'
import type { Evaluation } from '../evaluate/evaluate-models.ts'
import type { Interval } from '../evaluate/interval-of.ts'
import { number } from '../gate/in-numbers.ts'
import { figure, type PlotArea, scale, ticksOver, verticalGrid } from './plot.ts'

const ROW = 26
const SIDES = { width: 400, left: 128, right: 16, top: 12, bottom: 44 }
/** What the caption below the axis needs to each side. */
const HALF_CAPTION = 60
/** As many as have room beside the plot. */
const MOST_LETTERS = 18
/** More segments than that are in the table only. */
const MOST_SEGMENTS = 14

interface Difference {
  readonly name: string
  /** Where there is no room for the name. */
  readonly short?: string
  readonly interval: Interval
}

/** By how much the challenger orders better, overall and for each segment, with 95 % intervals. */
export function plotDifferences({ differences, segments }: Evaluation): Markup {
  const judged = segments.filter(({ harms }) => harms.length > 0)
  const rows: Difference[] = [
    { name: 'over champion', interval: differences.champion.ndcg10 },
    { name: 'over rules', interval: differences.rules.ndcg10 },
    ...judged.slice(0, MOST_SEGMENTS).map(({ segmentation, value, ndcg10Gain }) => ({
      name: `${segmentation} ${value}`,
      short: value,
      interval: ndcg10Gain,
    })),
  ].filter(({ interval }) => Number.isFinite(interval.low + interval.high))
  const area: PlotArea = { ...SIDES, height: SIDES.top + SIDES.bottom + ROW * rows.length }
  const [low, high] = [
    Math.min(-0.002, ...rows.map(({ interval }) => interval.low)),
    Math.max(0.002, ...rows.map(({ interval }) => interval.high)),
  ]
  const x = scale([low, high], [area.left, area.width - area.right])
  const told = rows.map(({ name, interval }) => `${name} ${number(interval.mean, 4)}`).join(', ')
  return figure(
    area,
    { title: 'nDCG@10: challenger minus other; segments: minus champion', told },
    [
      ...verticalGrid(area, ticksOver(low, high), x),
      markup`<line class="zero" x1="${x(0)}" x2="${x(0)}" y1="${area.top}" y2="${area.height - area.bottom}"/>`,
      ...rows.map((row, at) => plotRow(row, area.top + ROW * (at + 0.5), x, area.left)),
      markup`<text class="axis" x="${Math.min(x(0), area.width - HALF_CAPTION)}" y="${area.height - 4}" text-anchor="middle">worse ← 0 → better</text>`,
    ],
  )
}

function plotRow(
  { name, short = name, interval: { mean, low, high } }: Difference,
  y: number,
  x: (value: number) => number,
  left: number,
): Markup {
  const kind = low > 0 ? 'better' : high < 0 ? 'worse' : 'open'
  const [shown = ''] = [name, short].filter(({ length }) => length <= MOST_LETTERS)
  return markup`<text class="tick" x="${left - 8}" y="${y + 4}" text-anchor="end">${shown || `${short.slice(0, MOST_LETTERS - 1)}…`}</text>
<g class="${kind}"><title>${`${name}: ${number(mean, 4)} [${number(low, 4)}, ${number(high, 4)}]`}</title>
<line x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}"/>
<circle cx="${x(mean)}" cy="${y}" r="4.5"/></g>`
}
