import { type Markup, markup } from '../../pages/markup.ts'

/** Room of a plot, in its own units; it grows with the page. */
export interface PlotArea {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Maps a value to a place. */
export type Scale = (value: number) => number

export const scale =
  (from: readonly [number, number], to: readonly [number, number]): Scale =>
  (value) =>
    round(to[0] + ((value - from[0]) / (from[1] - from[0])) * (to[1] - to[0]))

export const round = (value: number): number => Math.round(value * 10) / 10

/** A figure that says in words what it shows, for whoever cannot see it. */
export function figure(
  { width, height }: Pick<PlotArea, 'width' | 'height'>,
  { title, told }: { readonly title: string; readonly told: string },
  shapes: readonly Markup[],
): Markup {
  return markup`<figure>
<figcaption>${title}</figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${`${title}. ${told}`}">
${shapes}
</svg>
</figure>`
}

export const horizontalGrid = (
  { left, right, width }: PlotArea,
  ticks: readonly number[],
  y: Scale,
  label: (tick: number) => string = String,
): Markup[] =>
  ticks.map(
    (
      tick,
    ) => markup`<line class="grid" x1="${left}" x2="${width - right}" y1="${y(tick)}" y2="${y(tick)}"/>
<text class="tick" x="${left - 6}" y="${y(tick) + 4}" text-anchor="end">${label(tick)}</text>`,
  )

export const verticalGrid = (
  { top, bottom, height }: PlotArea,
  ticks: readonly number[],
  x: Scale,
  label: (tick: number) => string = String,
): Markup[] =>
  ticks.map(
    (
      tick,
    ) => markup`<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${top}" y2="${height - bottom}"/>
<text class="tick" x="${x(tick)}" y="${height - bottom + 16}" text-anchor="middle">${label(tick)}</text>`,
  )

/** Names of both axes. */
export const axisNames = (
  { width, height, left, right, top, bottom }: PlotArea,
  across: string,
  up: string,
): Markup => markup`<text class="axis" x="${(left + width - right) / 2}" y="${height - 4}" text-anchor="middle">${across}</text>
<text class="axis" transform="translate(12 ${(top + height - bottom) / 2}) rotate(-90)" text-anchor="middle">${up}</text>`

/** Round numbers that span what is shown, some five of them. */
export function ticksOver(low: number, high: number): number[] {
  const rough = (high - low) / 5
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = magnitude * ([1, 2, 5].find((each) => each * magnitude >= rough) ?? 10)
  const first = Math.ceil(low / step - 1e-9)
  const count = Math.floor(high / step + 1e-9) - first + 1
  return Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(12)))
}
