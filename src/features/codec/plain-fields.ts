import { DEFAULT_RATES } from '../normalise/pay/rates.ts'
import type { Place } from '../normalise/places/places.ts'
import type { TitleRoles } from '../normalise/titles/title-similarity.ts'
import type { StatedPay } from '../reading/pay-reading.ts'
import type { WordCounts } from '../words.ts'
import type { BlockReader } from './block-reader.ts'
import type { BlockWriter } from './block-writer.ts'
import { UndecodableError } from './undecodable.ts'

/** One of a few values: its position, counted from 1; 0 = `undefined`. */
export const writeOneOf = <T>(out: BlockWriter, values: readonly T[], value: T | undefined) =>
  out.count(values.indexOf(value as T) + 1)

export function readOneOf<T>(block: BlockReader, values: readonly T[]): T | undefined {
  const at = block.count()
  if (at > values.length) throw new UndecodableError('no such value')
  return values[at - 1]
}

const BOOLEANS = [false, true]
export const writeFlag = (out: BlockWriter, flag: boolean | undefined) =>
  writeOneOf(out, BOOLEANS, flag)
export const readFlag = (block: BlockReader) => readOneOf(block, BOOLEANS)

export function writeOptional(out: BlockWriter, value: string | undefined): void {
  writeFlag(out, value !== undefined)
  if (value !== undefined) out.string(value)
}

export const readOptional = (block: BlockReader) => (readFlag(block) ? block.string() : undefined)

export function writeStrings(out: BlockWriter, strings: Iterable<string>): void {
  const list = [...strings]
  out.count(list.length)
  for (const each of list) out.string(each)
}

function readStrings(block: BlockReader): string[] {
  const strings: string[] = []
  for (let left = block.count(); left > 0; left--) strings.push(block.string())
  return strings
}

const NOTHING: ReadonlySet<string> = new Set()

/** Most sets of a row are empty, and thousands of rows are read for one request. */
export function readStringSet(block: BlockReader): ReadonlySet<string> {
  const count = block.count()
  if (count === 0) return NOTHING
  const set = new Set<string>()
  for (let left = count; left > 0; left--) set.add(block.string())
  return set
}

export function writeTitle(out: BlockWriter, { whole, parts }: TitleRoles): void {
  writeStrings(out, whole)
  out.count(parts.length)
  for (const part of parts) writeStrings(out, part)
}

export function readTitle(block: BlockReader): TitleRoles {
  const whole = readStrings(block)
  const parts: string[][] = []
  for (let left = block.count(); left > 0; left--) parts.push(readStrings(block))
  return { whole, parts }
}

const KINDS: readonly Place['kind'][] = ['city', 'region', 'country', 'continent']

export function writePlace(out: BlockWriter, place: Place | undefined): void {
  writeOneOf(out, KINDS, place?.kind)
  if (!place) return
  out.string(place.name)
  writeOptional(out, place.country)
  writeOptional(out, place.region)
  writeOptional(out, place.timeZone)
  out.number(place.latitude ?? Number.NaN)
  out.number(place.longitude ?? Number.NaN)
  writeFlag(out, place.remote)
}

export function readPlaceField(block: BlockReader): Place | undefined {
  const kind = readOneOf(block, KINDS)
  if (!kind) return undefined
  const name = block.string()
  const country = readOptional(block)
  const region = readOptional(block)
  const timeZone = readOptional(block)
  const latitude = block.number()
  const longitude = block.number()
  const remote = readFlag(block)
  return {
    kind,
    name,
    ...(country !== undefined && { country }),
    ...(region !== undefined && { region }),
    ...(Number.isNaN(latitude) ? undefined : { latitude }),
    ...(Number.isNaN(longitude) ? undefined : { longitude }),
    ...(timeZone !== undefined && { timeZone }),
    ...(remote && { remote }),
  }
}

const CURRENCIES = Object.keys(DEFAULT_RATES)
const OTHER_CURRENCY = 'other'
const CODES = [OTHER_CURRENCY, ...CURRENCIES]

export function writePay(out: BlockWriter, { min, max, currency }: StatedPay): void {
  out.number(min)
  out.number(max)
  const code = currency === undefined || CURRENCIES.includes(currency) ? currency : OTHER_CURRENCY
  writeOneOf(out, CODES, code)
  if (code === OTHER_CURRENCY) out.string(currency ?? '')
}

function readCurrency(block: BlockReader): string | undefined {
  const code = readOneOf(block, CODES)
  return code === OTHER_CURRENCY ? block.string() : code
}

export const readPay = (block: BlockReader): StatedPay => ({
  min: block.number(),
  max: block.number(),
  currency: readCurrency(block),
})

export function writeWords(out: BlockWriter, { words, counts }: WordCounts): void {
  out.count(words.length)
  for (const word of words) out.integer(word)
  for (const count of counts) out.byte(count)
}

export function readWords(block: BlockReader): WordCounts {
  const length = block.count()
  return { words: block.integers(length), counts: block.bytes(length) }
}
