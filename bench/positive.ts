/** The number of a flag. @throws {Error} that names the flag, for anything but a number above 0 */
export function positive(text: string, flag: string): number {
  const number = Number(text)
  if (!(number > 0 && number < Number.POSITIVE_INFINITY))
    throw new Error(`${flag} takes a number above 0, not ${text}`)
  return number
}
