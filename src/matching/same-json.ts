/** Whether two values are the same JSON, keys of objects in the same order. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  const others = Object.keys(b)
  return (
    keys.length === others.length &&
    keys.every((key, at) => key === others[at] && sameJson((a as Json)[key], (b as Json)[key]))
  )
}

type Json = Readonly<Record<string, unknown>>
