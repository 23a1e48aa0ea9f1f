import { type Markup, markup } from '../../pages/markup.ts'
import { percent } from '../gate/in-numbers.ts'
import { figure, scale } from './plot.ts'

const ROW = 22
const SIDES = { width: 400, left: 176, right: 48, top: 8, bottom: 8 }
/** The rest is said in one bar. */
const MOST_FEATURES = 14

/** @param importances share of all absolute contributions by feature */
export function plotImportances(importances: Readonly<Record<string, number>>): Markup {
  const sorted = Object.entries(importances).sort(([, a], [, b]) => b - a)
  const rest = sorted.slice(MOST_FEATURES)
  const bars = sorted.slice(0, MOST_FEATURES)
  const others = rest.reduce((sum, [, share]) => sum + share, 0)
  if (rest.length > 0) bars.push([`${rest.length} others`, others])
  const most = Math.max(0.01, ...bars.map(([, share]) => share))
  const x = scale([0, most], [0, SIDES.width - SIDES.left - SIDES.right])
  const told = bars.map(([name, share]) => `${name} ${percent(share, 1)}`).join(', ')
  const size = { width: SIDES.width, height: SIDES.top + SIDES.bottom + ROW * bars.length }
  return figure(
    size,
    { title: 'What the challenger goes by', told },
    bars.map(([name, share], at) => {
      const y = SIDES.top + ROW * at
      return markup`<text class="tick" x="${SIDES.left - 8}" y="${y + 15}" text-anchor="end">${name}</text>
<rect class="challenger" x="${SIDES.left}" y="${y + 3}" width="${x(share)}" height="${ROW - 6}" rx="2"/>
<text class="tick" x="${SIDES.left + x(share) + 6}" y="${y + 15}">${percent(share, 1)}</text>`
    }),
  )
}
