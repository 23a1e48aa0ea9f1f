import Table from 'cli-table3'
import type { Named, Ranking, Side } from './ranking.ts'

/** Narrower, the reasons would be columns of single words; wider, lines too long to read. */
const MIN_WIDTH = 72
const MAX_WIDTH = 140
const RANK_WIDTH = 4
const SCORE_WIDTH = 7
const CONFIDENCE_WIDTH = 12
/** Of what the numbers leave, the title's part. */
const TITLE_SHARE = 0.36

/** Columns are told apart by blanks, not by lines. */
const LINES =
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle'
const NO_LINES = Object.fromEntries(LINES.split(' ').map((name) => [name, '']))

/** Control characters, and those that turn the direction of what follows. */
const UNSAFE = /[\p{Cc}\p{Bidi_Control}]/gu

/**
 * A table for each ranking, for people to read.
 * @param width characters a line may have
 */
export function toTables(width: number) {
  return async function* (rankings: AsyncIterable<Ranking>): AsyncGenerator<string> {
    for await (const { side, subject, matches } of rankings) {
      yield `${heading(side, subject)}\n`
      yield matches.length === 0 ? '  no match\n\n' : `${matchTable(side, matches, width)}\n\n`
    }
  }
}

function matchTable(side: Side, matches: Ranking['matches'], width: number): string {
  const room = Math.min(Math.max(width, MIN_WIDTH), MAX_WIDTH)
  const textRoom = room - RANK_WIDTH - SCORE_WIDTH - CONFIDENCE_WIDTH
  const titleWidth = Math.round(textRoom * TITLE_SHARE)
  const table = plainTable(
    ['#', 'score', 'confidence', side === 'talent' ? 'job' : 'talent', 'why'],
    [RANK_WIDTH, SCORE_WIDTH, CONFIDENCE_WIDTH, titleWidth, textRoom - titleWidth],
    3,
  )
  for (const [index, { title, match }] of matches.entries()) {
    const why = match.explanation.top_factors.map(({ description }) => description).join('\n')
    table.push([
      index + 1,
      match.match_score.toFixed(1),
      `${Math.round(match.confidence * 100)} %`,
      printable(title),
      printable(why),
    ])
  }
  return trimLines(table.toString())
}

/**
 * An empty table without lines between cells.
 * @param numericColumns how many of the first columns are aligned to the right
 */
export function plainTable(head: string[], colWidths: number[], numericColumns: number) {
  return new Table({
    head,
    colWidths,
    colAligns: head.map((_, index) => (index < numericColumns ? 'right' : 'left')),
    wordWrap: true,
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 1, 'padding-right': 1 },
  })
}

export const heading = (side: Side, { id, title }: Named) =>
  `${side === 'talent' ? 'Talent' : 'Job'}: ${printable(title)} (${id})`

/** A text that cannot steer the terminal; line breaks stay. */
export const printable = (text: string) =>
  text.replace(UNSAFE, (character) => (character === '\n' ? character : ' '))

export const trimLines = (text: string) => text.replace(/[ \t]+$/gm, '')
