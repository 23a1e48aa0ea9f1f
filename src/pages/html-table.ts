import { type Markup, markup } from './markup.ts'

/** A row of numbers under a name. */
export const row = (head: string, cells: readonly string[]): Markup =>
  markup`<tr><th scope="row">${head}</th>${cells.map((cell) => markup`<td class="number">${cell.replace(' %', '\u00a0%')}</td>`)}</tr>`

/**
 * A table that scrolls by itself where the page is narrow; one of words only stacks the cells of a row there.
 *
 * @param words heads of columns of words, `numbers` those after them
 */
export function table(
  caption: string,
  words: readonly string[],
  rows: readonly Markup[],
  numbers: readonly string[] = [],
): Markup {
  return markup`<div class="table${numbers.length === 0 ? ' words' : ''}" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${words.map((each) => markup`<th scope="col">${each}</th>`)}${numbers.map((each) => markup`<th scope="col" class="number">${each}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`
}
