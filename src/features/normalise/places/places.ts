import { fold } from '../text/fold.ts'
import { countryName, findCountry, findCountryGroup } from './countries.ts'
import { type City, findCities, findRegion, onlyZoneOf } from './gazetteer.ts'
import { findStates } from './states.ts'

/** Where a location text points. Coordinates are degrees; a country or continent has none. */
export interface Place {
  readonly kind: 'city' | 'region' | 'country' | 'continent'
  readonly name: string
  /** ISO 3166 alpha-2. */
  readonly country?: string
  /** State or province. */
  readonly region?: string
  readonly latitude?: number
  readonly longitude?: number
  /** IANA; for a country only if it has a single one. */
  readonly timeZone?: string
  /** The text also offers remote work. */
  readonly remote?: true
}

const REMOTE =
  /\b(?:fully |100 ?% )?(?:remote(?:ly)?|work from home|wfh|anywhere|worldwide|global|telecommute|home ?office|hybrid|on-?site|in-?office)\b(?: (?:possible|ok|friendly|only|first|work|job|position|within|in))*/g
const AROUND =
  /\b(?:greater|metro(?:politan)?(?: area| region)?|area|region|city of|downtown|central|only|based in|based|or|and surroundings|within|from|near|province of|state of)\b/g
const MEMO_SIZE = 20_000
const resolved = new Map<string, Place | null>()

/**
 * Resolves a free location text offline: 'Berlin, Germany', 'San Francisco, CA or Remote', 'Remote -
 * EU', 'NYC', 'München'. A city without a country is the most populous of that name.
 *
 * @returns `undefined` where nothing is recognised ('Remote', 'Anywhere', 'Moon')
 */
export function resolvePlace(text: string): Place | undefined {
  const known = resolved.get(text)
  if (known !== undefined) return known ?? undefined
  const place = text.length > 200 ? undefined : findPlace(text)
  if (resolved.size >= MEMO_SIZE) resolved.clear()
  if (text.length <= 200) resolved.set(text, place ?? null)
  return place
}

function findPlace(text: string): Place | undefined {
  const folded = fold(text).replaceAll(' & ', ' and ')
  const remote = /\b(?:remote|work from home|wfh|anywhere|worldwide|telecommute)/.test(folded)
  const bare = folded.replace(REMOTE, ' , ')
  // 'Trinidad and Tobago' is one place, 'Boston and New York' are two.
  const joined = bare.includes(' and ') ? areaOf(bare.trim(), false) : undefined
  const place = joined ?? firstOf(bare) ?? firstOf(bare.replace(AROUND, ' , '))
  if (place === undefined) return undefined
  return remote ? { ...place, remote: true } : place
}

/** 'Boston or New York': the first that is a place. */
function firstOf(text: string): Place | undefined {
  for (const alternative of text.split(/ (?:or|and|&) |\//).slice(0, MOST_ALTERNATIVES)) {
    const place = fromParts(partsOf(alternative))
    if (place) return place
  }
  return undefined
}

const MOST_ALTERNATIVES = 6

function partsOf(text: string): string[] {
  return text
    .split(/[,;/|()[\]·•:]| - | or | and | & /)
    .map((part) => part.replace(/^[ .'-]+|[ '-]+$|\b\d{4,6}\b/g, '').trim())
    .filter((part) => part !== '')
    .slice(0, 6)
}

function fromParts(parts: readonly string[]): Place | undefined {
  for (const [index, part] of parts.entries()) {
    const rest = parts.slice(index + 1)
    const city = cityIn(part, rest) ?? cityIn(part.replace(/\.$/, ''), rest)
    if (city) return city
  }
  for (const part of parts) {
    const place = areaOf(part, parts.length > 1)
    if (place) return place
  }
  return undefined
}

/** A part as a city; parts after it may say which one ('Paris, TX'). */
function cityIn(part: string, rest: readonly string[]): Place | undefined {
  const split = splitTail(part)
  const cities = findCities(part)
  // A name that is a country, state or continent too ('Georgia', 'Mexico') is one, unless more is said.
  if (cities.length === 0) return split ? cityIn(split[0], [split[1], ...rest]) : undefined
  for (const hint of rest) {
    const inState = findStates(hint).flatMap((state) =>
      cities.filter(
        (city) => city.country === state.country && fold(city.region) === fold(state.name),
      ),
    )[0]
    if (inState) return placeOf(inState)
    const country = findCountry(hint, true)
    const inCountry = country && cities.find((city) => city.country === country)
    if (inCountry) return placeOf(inCountry)
    const inRegion = cities.find((city) => fold(city.region) === hint)
    if (inRegion) return placeOf(inRegion)
    if (country !== undefined || findStates(hint).length > 0) return elsewhere(part, hint)
  }
  const largest = cities[0]
  if (largest === undefined || isAreaName(part, largest)) return undefined
  return placeOf(largest)
}

/** No such city there: the name as a state ('Ontario, Canada'), else only the country or state that is told. */
function elsewhere(name: string, hint: string): Place | undefined {
  const there = areaOf(hint, true)
  const state = areaOf(name, false)
  return state?.kind === 'region' && state.country === there?.country ? state : there
}

function isAreaName(name: string, city: City): boolean {
  if (findCountryGroup(name) !== undefined) return true
  const country = findCountry(name)
  if (country !== undefined)
    return country !== city.country || city.country.length !== 2 || !CITY_STATES.has(country)
  const states = findStates(name)
  return states.length > 0 && !LARGER_THAN_THEIR_STATE.has(name)
}

const CITY_STATES = new Set(['SG', 'HK', 'MO', 'MC', 'LU', 'GI'])
const LARGER_THAN_THEIR_STATE = new Set(['new york', 'ny', 'la', 'dc', 'washington', 'quebec'])

/** 'berlin germany', 'austin tx': the last one to three words as a country or state. */
function splitTail(part: string): readonly [string, string] | undefined {
  const words = part.split(' ')
  for (let length = Math.min(3, words.length - 1); length >= 1; length--) {
    const tail = words.slice(-length).join(' ')
    if (findCountry(tail) !== undefined || findStates(tail).length > 0) {
      return [words.slice(0, -length).join(' '), tail]
    }
  }
  return undefined
}

/** A part as a state, country or continent. Two-letter codes count only beside something else, but for US, UK and EU. */
function areaOf(part: string, codes: boolean): Place | undefined {
  const group = findCountryGroup(part)
  if (group !== undefined) return { kind: 'continent', name: group }
  const nation = Object.hasOwn(NATIONS, part) ? NATIONS[part] : undefined
  if (nation !== undefined) {
    return {
      kind: 'region',
      name: nation,
      region: nation,
      country: 'GB',
      timeZone: 'Europe/London',
    }
  }
  const country = findCountry(part)
  if (country !== undefined && !(part === 'georgia')) return countryPlace(country)
  const state = part.length > 2 || codes ? findStates(part)[0] : undefined
  if (state) {
    const region = findRegion(state.country, state.name)
    const place: Place = {
      kind: 'region',
      name: state.name,
      region: state.name,
      country: state.country,
    }
    if (region === undefined) return place
    const { latitude, longitude, timeZone } = region
    return { ...place, latitude, longitude, ...(timeZone === undefined ? {} : { timeZone }) }
  }
  const coded = codes ? findCountry(part, true) : undefined
  return coded === undefined ? undefined : countryPlace(coded)
}

const NATIONS: Readonly<Record<string, string>> = {
  england: 'England',
  scotland: 'Scotland',
  wales: 'Wales',
  'northern ireland': 'Northern Ireland',
}

function countryPlace(country: string): Place {
  const timeZone = onlyZoneOf(country)
  return {
    kind: 'country',
    name: countryName(country),
    country,
    ...(timeZone === undefined ? {} : { timeZone }),
  }
}

function placeOf(city: City): Place {
  return {
    kind: 'city',
    name: city.name,
    country: city.country,
    ...(city.region === '' ? {} : { region: city.region }),
    latitude: city.latitude,
    longitude: city.longitude,
    timeZone: city.timeZone,
  }
}

const EARTH_RADIUS_KM = 6371.0088
const RADIANS = Math.PI / 180

/** A point on the globe, in degrees. */
export interface Coordinates {
  readonly latitude: number
  readonly longitude: number
}

/** Great-circle distance in kilometres on a sphere of mean radius, 0 to about 20,015. */
export function haversineKm(a: Coordinates, b: Coordinates): number {
  const latitudes = Math.sin(((b.latitude - a.latitude) * RADIANS) / 2) ** 2
  const longitudes = Math.sin(((b.longitude - a.longitude) * RADIANS) / 2) ** 2
  const chord =
    latitudes + Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * longitudes
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)))
}
