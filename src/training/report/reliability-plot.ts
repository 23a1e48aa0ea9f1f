import { type Markup, markup, NOTHING } from '../../pages/markup.ts'
import type { ReliabilityBin } from '../evaluate/reliability.ts'
import { axisNames, figure, horizontalGrid, type PlotArea, scale, verticalGrid } from './plot.ts'

const AREA: PlotArea = { width: 400, height: 344, left: 52, right: 14, top: 12, bottom: 44 }
const TICKS = [0, 20, 40, 60, 80, 100]
const LARGEST_DOT = 9

/** What was promised against what came; on the diagonal they are the same. Dots grow with the pairs. */
export function plotReliability(
  bins: Readonly<Record<'challenger' | 'champion', readonly ReliabilityBin[]>>,
): Markup {
  const x = scale([0, 100], [AREA.left, AREA.width - AREA.right])
  const y = scale([0, 100], [AREA.height - AREA.bottom, AREA.top])
  const curve = (name: 'champion' | 'challenger') => {
    const known = bins[name].flatMap(({ meanScore, meanLabel, share, pairs }) =>
      meanScore === null || meanLabel === null ? [] : [{ meanScore, meanLabel, share, pairs }],
    )
    const points = known.map(({ meanScore, meanLabel }) => `${x(meanScore)},${y(meanLabel)}`)
    const dots = known.map(
      ({ meanScore, meanLabel, share, pairs }) =>
        markup`<circle class="${name}" cx="${x(meanScore)}" cy="${y(meanLabel)}" r="${(3 + (LARGEST_DOT - 3) * Math.sqrt(share)).toFixed(1)}"><title>${`${name}: mean score ${meanScore.toFixed(1)}, mean label ${meanLabel.toFixed(1)}, ${pairs} pairs`}</title></circle>`,
    )
    return points.length > 0
      ? markup`<polyline class="${name}" points="${points.join(' ')}"/>${dots}`
      : NOTHING
  }
  const told = bins.challenger
    .filter(({ pairs }) => pairs > 0)
    .map(({ meanScore, meanLabel }) => `${meanScore?.toFixed(0)}: ${meanLabel?.toFixed(0)}`)
    .join(', ')
  return figure(AREA, { title: 'Reliability', told: `Mean label by mean score, ${told}` }, [
    ...horizontalGrid(AREA, TICKS, y),
    ...verticalGrid(AREA, TICKS, x),
    markup`<line class="ideal" x1="${x(0)}" y1="${y(0)}" x2="${x(100)}" y2="${y(100)}"/>`,
    curve('champion'),
    curve('challenger'),
    axisNames(AREA, 'score', 'label, on average'),
  ])
}
