import { LRUCache } from 'lru-cache'
import { fold } from '../text/fold.ts'

/** What people mean by an abbreviation: the region's zone, summer time included. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  utc: 'UTC',
  gmt: 'Europe/London',
  z: 'UTC',
  bst: 'Europe/London',
  wet: 'Europe/Lisbon',
  west: 'Europe/Lisbon',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  met: 'Europe/Berlin',
  eet: 'Europe/Athens',
  eest: 'Europe/Athens',
  msk: 'Europe/Moscow',
  trt: 'Europe/Istanbul',
  gst: 'Asia/Dubai',
  pkt: 'Asia/Karachi',
  ist: 'Asia/Kolkata',
  npt: 'Asia/Kathmandu',
  bdt: 'Asia/Dhaka',
  ict: 'Asia/Bangkok',
  wib: 'Asia/Jakarta',
  sgt: 'Asia/Singapore',
  hkt: 'Asia/Hong_Kong',
  pht: 'Asia/Manila',
  myt: 'Asia/Kuala_Lumpur',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  awst: 'Australia/Perth',
  acst: 'Australia/Adelaide',
  acdt: 'Australia/Adelaide',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
  nzst: 'Pacific/Auckland',
  nzdt: 'Pacific/Auckland',
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  eastern: 'America/New_York',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  ct: 'America/Chicago',
  central: 'America/Chicago',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  mt: 'America/Denver',
  mountain: 'America/Denver',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  pacific: 'America/Los_Angeles',
  akst: 'America/Anchorage',
  akdt: 'America/Anchorage',
  hst: 'Pacific/Honolulu',
  ast: 'America/Halifax',
  adt: 'America/Halifax',
  nst: 'America/St_Johns',
  brt: 'America/Sao_Paulo',
  art: 'America/Argentina/Buenos_Aires',
  clt: 'America/Santiago',
  cot: 'America/Bogota',
  sast: 'Africa/Johannesburg',
  cat: 'Africa/Maputo',
  eat: 'Africa/Nairobi',
  wat: 'Africa/Lagos',
}
const zones = new LRUCache<string, string>({ max: 2000 })

/**
 * IANA zone of an IANA name (any case), an abbreviation (EST, IST) or an offset ('UTC+2', 'GMT+05:30').
 * A whole offset is answered as `Etc/GMT-2`, whose sign is turned round by convention; of the others
 * only those that a region keeps are known.
 */
export function resolveTimeZone(text: string): string | undefined {
  if (text.length > 60) return undefined
  const known = zones.get(text)
  if (known !== undefined) return known || undefined
  const zone = findZone(text)
  zones.set(text, zone ?? '')
  return zone
}

function findZone(text: string): string | undefined {
  const key = fold(text).replace(/[()]/g, '')
  const offset = /^(?:utc|gmt)? ?([+-]) ?(\d{1,2})(?::?([0-5]\d))?$/.exec(key)
  if (offset) {
    const hours = Number(offset[2])
    const sign = offset[1] === '-' ? -1 : 1
    return zoneOfOffset(sign * (hours + Number(offset[3] ?? 0) / 60))
  }
  const short = key.replace(/ ?(?:standard |daylight |summer )?time(?: ?zone)?$/, '').trim()
  const meant = Object.hasOwn(ABBREVIATIONS, short) ? ABBREVIATIONS[short] : undefined
  if (meant !== undefined) return meant
  // Intl knows further abbreviations, but as fixed offsets; a region's name has a slash.
  if (!key.includes('/')) return undefined
  try {
    return new Intl.DateTimeFormat('en', { timeZone: key.replaceAll(' ', '_') }).resolvedOptions()
      .timeZone
  } catch {
    return undefined
  }
}

/** Regions that keep an offset of parts of an hour. */
const REGION_OF_OFFSET = new Map([
  [-9.5, 'Pacific/Marquesas'],
  [-3.5, 'America/St_Johns'],
  [3.5, 'Asia/Tehran'],
  [4.5, 'Asia/Kabul'],
  [5.5, 'Asia/Kolkata'],
  [5.75, 'Asia/Kathmandu'],
  [6.5, 'Asia/Yangon'],
  [9.5, 'Australia/Darwin'],
])

function zoneOfOffset(hours: number): string | undefined {
  if (hours === 0) return 'UTC'
  if (!Number.isInteger(hours)) return REGION_OF_OFFSET.get(hours)
  if (hours < -12 || hours > 14) return undefined
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}

const DAY_MS = 86_400_000
const offsets = new LRUCache<string, number>({ max: 5000 })
const formats = new LRUCache<string, Intl.DateTimeFormat>({ max: 500 })

/**
 * Hours east of UTC at noon UTC of a day, e.g. 5.5 for Asia/Kolkata.
 * @throws {RangeError} for a zone that Intl does not know
 */
export function utcOffsetHours(zone: string, at: Date): number {
  const day = Math.floor(at.getTime() / DAY_MS)
  const key = `${zone} ${day}`
  let hours = offsets.get(key)
  if (hours === undefined) {
    let format = formats.get(zone)
    if (format === undefined) {
      format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
      formats.set(zone, format)
    }
    const name = format
      .formatToParts(day * DAY_MS + DAY_MS / 2)
      .find((part) => part.type === 'timeZoneName')
    const parts = /([+-])(\d{2}):(\d{2})/.exec(name?.value ?? '')
    hours = parts ? (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) + Number(parts[3]) / 60) : 0
    offsets.set(key, hours)
  }
  return hours
}

/** From 9 to 17 o'clock. */
export const WORKDAY_HOURS = 8

/** Hours that two working days of 9-17 o'clock share, 0-8, with the daylight saving of that day. */
export function workdayOverlapHours(zoneA: string, zoneB: string, at: Date): number {
  const apart = Math.abs(utcOffsetHours(zoneA, at) - utcOffsetHours(zoneB, at))
  // Seen round the clock: 23 hours apart are one hour apart on the neighbouring day.
  return Math.max(0, WORKDAY_HOURS - Math.min(apart, 24 - apart))
}
