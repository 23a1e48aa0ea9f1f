/** One fault, in the words of the pages' former backend. */
export interface LimitFault {
  readonly type: string
  readonly loc: string[]
  readonly msg: string
  readonly input: unknown
  readonly ctx?: Record<string, number>
}

const MIN = 1
const MAX = 100
const DEFAULT = 20

/** Reads `?limit=`, of which the last counts where it is given more than once. */
export function readLimit(given: unknown): number | LimitFault {
  const input = Array.isArray(given) ? given.at(-1) : given
  if (input === undefined) return DEFAULT
  const isWhole = typeof input === 'string' && /^\s*[+-]?\d{1,15}(\.0*)?\s*$/.test(input)
  const value = isWhole ? Number(input) : Number.NaN
  const fault = (type: string, msg: string, ctx?: Record<string, number>): LimitFault => ({
    type,
    loc: ['query', 'limit'],
    msg: `Input should be ${msg}`,
    input,
    ...(ctx && { ctx }),
  })
  if (Number.isNaN(value)) {
    return fault('int_parsing', 'a valid integer, unable to parse string as an integer')
  }
  if (value < MIN)
    return fault('greater_than_equal', `greater than or equal to ${MIN}`, { ge: MIN })
  if (value > MAX) return fault('less_than_equal', `less than or equal to ${MAX}`, { le: MAX })
  return value
}
