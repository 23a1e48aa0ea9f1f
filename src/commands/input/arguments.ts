import { InvalidArgumentError } from 'commander'

/** Reads an option's number. @throws InvalidArgumentError, which names the option */
export function numberFrom(min: number, max: number, isWhole = false) {
  return (text: string): number => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value
    throw new InvalidArgumentError(
      `Must be a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}.`,
    )
  }
}

export const wholeNumberFrom = (min: number, max: number) => numberFrom(min, max, true)

/** Reads an option's UUID, in lower case. */
export function uuid(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text.toLowerCase()
  throw new InvalidArgumentError('Must be a UUID.')
}

/** Reads an option's day, as the moment at which it begins in UTC. */
export function day(text: string): Date {
  const date = new Date(`${text}T00:00:00Z`)
  // A day that there is not, such as 2026-02-30, would become another.
  if (/^\d{4}-\d\d-\d\d$/.test(text) && date.getTime() && date.toISOString().startsWith(text))
    return date
  throw new InvalidArgumentError('Must be a day such as 2026-03-01.')
}
