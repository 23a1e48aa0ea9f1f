/** One thing measured. */
export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
}

export const row = (name: string, value: number, unit: string): Row => ({ name, value, unit })

const NAME_WIDTH = 50

export const toLine = ({ name, value, unit }: Row) =>
  `${name.padEnd(NAME_WIDTH)} ${rounded(value).padStart(10)} ${unit}`

const rounded = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)

/** A bound of the product; `name` is that of a row. */
export interface Bound {
  readonly name: string
  readonly atMost?: number
  readonly atLeast?: number
}

/** Tells of bounds that do not hold, and has the process exit with 1 then. */
export function checkBounds(rows: readonly Row[], bounds: readonly Bound[]): void {
  const broken = bounds.flatMap((bound) => brokenBound(rows, bound) ?? [])
  for (const each of broken) process.stderr.write(`out of bounds: ${each}\n`)
  if (broken.length > 0) process.exitCode = 1
  else process.stdout.write('\nAll bounds hold.\n')
}

/** What a bound says of the row, `undefined` where it holds. */
function brokenBound(rows: readonly Row[], { name, atMost, atLeast }: Bound) {
  const found = rows.find((each) => each.name === name)
  if (!found) return `${name}: was not measured`
  const { value, unit } = found
  if (atMost !== undefined && !(value <= atMost)) {
    return `${name}: ${rounded(value)} ${unit}, may be ${atMost} at most`
  }
  if (atLeast !== undefined && !(value >= atLeast)) {
    return `${name}: ${rounded(value)} ${unit}, must be ${atLeast} at least`
  }
  return undefined
}
