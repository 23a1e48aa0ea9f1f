import { PARTS, type Part, type Split } from '../split.ts'
import { Random } from '../synthetic/random.ts'
import type { Dataset } from './dataset.ts'

/** A dataset that cannot be parted; the message names the part that would be empty. */
export class SplitError extends Error {
  override readonly name = 'SplitError'
}

export interface TimeSplit {
  readonly split: Split
  /** The test part was decided at or after this moment, milliseconds since 1970; null where time tells nothing. */
  readonly testFrom: number | null
}

/** The last fifth of the deciding acts is for the test. */
const TEST_SHARE = 0.2
/** Talents for early stopping, and as many for calibration, of those that are learnt from. */
const HELD_SHARE = 1 / 9
/**
 * Whoever acted before and after is held out whole, and what they did before is lost to training. That is done
 * until the test is a fifth of what is used, and no more than this is given up for it; of everybody else, it is
 * what they did after that is left out.
 */
const MOST_GIVEN_UP = 0.4

const code = (part: Part) => PARTS.indexOf(part)

/**
 * Parts a dataset by time, with whole talents held out: the test asks what a model that was trained at some
 * moment would have made of later acts by people whom it had never met. The same rows and seed give the
 * same parts, and a talent's part hangs on their pseudonym, not on who else is there.
 *
 * @throws {SplitError} when there are too few talents for every part to have rows
 */
export function splitByTime(
  dataset: Pick<Dataset, 'decidedAt' | 'talents' | 'talentIds'>,
  seed: number,
): TimeSplit {
  const { decidedAt, talents, talentIds } = dataset
  const draw = (purpose: string, talent: number) =>
    new Random(seed, 'split', purpose, talentIds[talent] as string).next()
  const testFrom = findTestStart(decidedAt)
  const isLate = (row: number) =>
    testFrom === null
      ? draw('test', talents[row] as number) < TEST_SHARE
      : (decidedAt[row] as number) >= testFrom
  const late = Uint8Array.from(decidedAt.keys(), (row) => Number(isLate(row)))
  const isTest = holdOut(talents, late, talentIds.length, (talent) => draw('hold', talent))
  const partOf = talentIds.map((_, talent) => code(partToLearn(draw('part', talent))))
  const split = Uint8Array.from(late, (isRowLate, row) => {
    const talent = talents[row] as number
    if (isTest[talent]) return code(isRowLate ? 'test' : 'left_out')
    return isRowLate ? code('left_out') : (partOf[talent] as number)
  })
  for (const part of PARTS) {
    if (part === 'left_out' || split.includes(code(part))) continue
    throw new SplitError(`too few talents and acts to learn from: none would be for ${part}`)
  }
  return { split, testFrom }
}

const partToLearn = (drawn: number): Part =>
  drawn < HELD_SHARE ? 'validation' : drawn < 2 * HELD_SHARE ? 'calibration' : 'training'

/** Null where so many were decided at one moment that it parts nothing. */
function findTestStart(decidedAt: Float64Array): number | null {
  const sorted = decidedAt.slice().sort()
  const at = Math.floor((1 - TEST_SHARE) * sorted.length)
  const start = sorted[at]
  if (start === undefined) return null
  const first = sorted.indexOf(start)
  // Those of the same moment stay together, on the side where fewer are misplaced.
  if (at - first <= sorted.length * (TEST_SHARE / 2)) return start
  return sorted.find((each) => each > start) ?? null
}

/** For each talent whether they are held out for the test. */
function holdOut(
  talents: Int32Array,
  late: Uint8Array,
  count: number,
  draw: (talent: number) => number,
): Uint8Array {
  const rows = { early: new Uint32Array(count), late: new Uint32Array(count) }
  talents.forEach((talent, row) => {
    const counts = late[row] ? rows.late : rows.early
    counts[talent] = (counts[talent] as number) + 1
  })
  const isTest = rows.late.reduce<Uint8Array>((held, lateRows, talent) => {
    held[talent] = Number(lateRows > 0 && rows.early[talent] === 0)
    return held
  }, new Uint8Array(count))
  const onBothSides = [...isTest.keys()]
    .filter((talent) => rows.late[talent] && rows.early[talent])
    .map((talent) => ({ talent, drawn: draw(talent) }))
    .sort((a, b) => a.drawn - b.drawn)
  let learnt = rows.early.reduce((sum, early) => sum + early, 0)
  const fewest = (1 - MOST_GIVEN_UP) * learnt
  let tested = rows.late.reduce((sum, late, talent) => sum + (isTest[talent] ? late : 0), 0)
  for (const { talent } of onBothSides) {
    if (tested >= TEST_SHARE * (tested + learnt)) break
    const early = rows.early[talent] as number
    if (learnt - early < fewest) continue
    learnt -= early
    tested += rows.late[talent] as number
    isTest[talent] = 1
  }
  return isTest
}
