import { HIGHLY_RECOMMENDED_ABOVE } from '../../../supabase/functions/_shared/rules.ts'
import { type Markup, markup } from '../../pages/markup.ts'
import { LISTED_FROM } from '../evaluate/score-shares.ts'
import { percent } from '../gate/in-numbers.ts'
import {
  axisNames,
  figure,
  horizontalGrid,
  type PlotArea,
  scale,
  ticksOver,
  verticalGrid,
} from './plot.ts'
import { SCORE_STEP } from './training-report.ts'

const AREA: PlotArea = { width: 400, height: 300, left: 56, right: 14, top: 28, bottom: 44 }

/** Scores of the reference set: bars of the challenger, the champion as a line of steps. */
export function plotScores(
  scores: Readonly<Record<'challenger' | 'champion', readonly number[]>>,
): Markup {
  const shares = (counts: readonly number[]) => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    return counts.map((count) => count / total)
  }
  const [challenger, champion] = [shares(scores.challenger), shares(scores.champion)]
  const most = Math.max(0.01, ...challenger, ...champion)
  const x = scale([0, 100], [AREA.left, AREA.width - AREA.right])
  const y = scale([0, most], [AREA.height - AREA.bottom, AREA.top])
  const bars = challenger.map(
    (share, at) =>
      markup`<rect class="challenger" x="${x(SCORE_STEP * at) + 1}" y="${y(share)}" width="${x(SCORE_STEP) - x(0) - 2}" height="${(y(0) - y(share)).toFixed(1)}"><title>${`${SCORE_STEP * at} to ${SCORE_STEP * (at + 1)}: ${percent(share, 1)}`}</title></rect>`,
  )
  const steps = champion.flatMap((share, at) => [
    `${x(SCORE_STEP * at)},${y(share)}`,
    `${x(SCORE_STEP * (at + 1))},${y(share)}`,
  ])
  const mark = (score: number) =>
    markup`<line class="zero" x1="${x(score)}" x2="${x(score)}" y1="${AREA.top - 6}" y2="${y(0)}"/>
<text class="tick" x="${x(score)}" y="${AREA.top - 10}" text-anchor="middle">${score}</text>`
  const told = `Share of pairs by score, in steps of ${SCORE_STEP}: ${challenger.map((share) => percent(share)).join(', ')}`
  return figure(AREA, { title: 'Scores of the reference set', told }, [
    ...horizontalGrid(AREA, ticksOver(0, most), y, (tick) => percent(tick)),
    ...verticalGrid(AREA, [0, 20, 40, 60, 80, 100], x),
    ...bars,
    markup`<polyline class="champion" points="${steps.join(' ')}"/>`,
    mark(LISTED_FROM),
    mark(HIGHLY_RECOMMENDED_ABOVE),
    axisNames(AREA, 'score', 'share of pairs'),
  ])
}
