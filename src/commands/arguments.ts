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
