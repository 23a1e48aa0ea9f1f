/**
 * What a row is for. `training` fits the models; `validation` stops them; `calibration` maps their scores and
 * sets their intervals; `test` judges the result and is touched by nothing else; `left_out` is for none, so
 * that no talent is on two sides.
 */
export const PARTS = ['training', 'validation', 'calibration', 'test', 'left_out'] as const
export type Part = (typeof PARTS)[number]

/** For each row its place in {@link PARTS}. */
export type Split = Uint8Array

/** Talents are dealt into twentieths: 14 to learn from, and 2 each for what must be unseen. */
const TWENTIETHS = 20
const DEALT: readonly (readonly [Part, number])[] = [
  ['training', 14],
  ['validation', 2],
  ['calibration', 2],
  ['test', 2],
]
const HAND = DEALT.flatMap(([part, count]) => Array<number>(count).fill(PARTS.indexOf(part)))

/** Whole talents, dealt by their number: for rows that have no time. */
export const dealtSplit = (talents: Int32Array): Split =>
  Uint8Array.from(talents, (talent) => HAND[talent % TWENTIETHS] as number)

/** Places of a part's rows, in their order. */
export function rowsOf(split: Split, part: Part): Uint32Array {
  const code = PARTS.indexOf(part)
  return Uint32Array.from(split.keys()).filter((row) => split[row] === code)
}

/** How many rows each part has. */
export function countParts(split: Split): Readonly<Record<Part, number>> {
  const counts = new Uint32Array(PARTS.length)
  for (const code of split) counts[code] = (counts[code] as number) + 1
  const entries = PARTS.map((part, code) => [part, counts[code] as number] as const)
  return Object.fromEntries(entries) as Record<Part, number>
}
