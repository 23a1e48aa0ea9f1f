import cityTimezones from 'city-timezones'
import { fold } from '../text/fold.ts'

/** A city of the offline gazetteer (npm `city-timezones`, from Natural Earth). */
export interface City {
  readonly name: string
  /** ISO 3166 alpha-2. */
  readonly country: string
  /** State or province, English or local as the source has it. */
  readonly region: string
  readonly population: number
  readonly latitude: number
  readonly longitude: number
  readonly timeZone: string
}

/** Names that people write and the source spells otherwise, to the source's folded name. */
const CITY_ALIASES = `
nyc=new york;new york city=new york;manhattan=new york;brooklyn=new york;ny=new york;sf=san francisco
san fran=san francisco;bay area=san francisco;san francisco bay=san francisco;silicon valley=san jose
la=los angeles;l.a=los angeles;dc=washington;d.c=washington;washington dc=washington;washington d.c=washington;philly=philadelphia
vegas=las vegas;dfw=dallas;saint louis=st. louis;st louis=st. louis;saint paul=st. paul;st paul=st. paul
bangalore=bengaluru;bombay=mumbai;madras=chennai;calcutta=kolkata;poona=pune;gurugram=gurgaon
munchen=munich;muenchen=munich;koln=cologne;koeln=cologne;frankfurt am main=frankfurt;duesseldorf=dusseldorf
nurnberg=nuremberg;nuernberg=nuremberg;hannover=hanover;zuerich=zurich;genf=geneva;geneve=geneva;wien=vienna
praha=prague;warszawa=warsaw;cracow=krakow;lisboa=lisbon;roma=rome;milano=milan;torino=turin;firenze=florence
napoli=naples;venezia=venice;genova=genoa;sevilla=seville;kobenhavn=copenhagen;gothenburg=goteborg;bruxelles=brussels
brussel=brussels;antwerp=antwerpen;den haag=the hague;athina=athens;bucuresti=bucharest;moskva=moscow
kyiv=kiev;lviv=lvov;saigon=ho chi minh city;ho chi minh=ho chi minh city;hcmc=ho chi minh city;peking=beijing;kl=kuala lumpur
cdmx=mexico city;ciudad de mexico=mexico city;sao paolo=sao paulo;rio=rio de janeiro
tel aviv=tel aviv-yafo;tel-aviv=tel aviv-yafo;herzliya=herzliyya;hong kong city=hong kong;hk=hong kong;singapore city=singapore;luxembourg city=luxembourg
greater london=london;city of london=london;research triangle=raleigh;twin cities=minneapolis;quebec city=quebec;makati=manila;cebu city=cebu
krung thep=bangkok;tokio=tokyo;washington, d.c.=washington;sint-petersburg=st. petersburg;saint petersburg=st. petersburg;lisbonne=lisbon;londres=london`

interface Gazetteer {
  readonly cities: ReadonlyMap<string, readonly City[]>
  readonly regions: ReadonlyMap<string, Region>
  /** Zones of a country, by population, the most populous first. */
  readonly zones: ReadonlyMap<string, ReadonlySet<string>>
}

/** A state or province with the centre of its cities, weighed by population. */
export interface Region {
  readonly name: string
  readonly country: string
  readonly latitude: number
  readonly longitude: number
  readonly timeZone: string | undefined
}

let loaded: Gazetteer | undefined

/** Cities of a folded name, most populous first. */
export function findCities(name: string): readonly City[] {
  loaded ??= load()
  return loaded.cities.get(name) ?? []
}

/** A state or province by country and folded name. */
export function findRegion(country: string, name: string): Region | undefined {
  loaded ??= load()
  return loaded.regions.get(`${country} ${fold(name)}`)
}

/** The zone of a country that has only one, `undefined` for one that has several. */
export function onlyZoneOf(country: string): string | undefined {
  loaded ??= load()
  const zones = loaded.zones.get(country)
  if (zones?.size !== 1) return undefined
  const [zone] = zones
  return zone
}

function load(): Gazetteer {
  const cities = new Map<string, City[]>()
  const members = new Map<string, City[]>()
  const zones = new Map<string, Set<string>>()
  for (const row of cityTimezones.cityMapping) {
    const city: City = {
      name: row.city === 'Washington, D.C.' ? 'Washington' : row.city,
      country: row.iso2?.length === 2 ? row.iso2 : 'XK',
      region: row.province ?? '',
      population: row.pop ?? 0,
      latitude: row.lat,
      longitude: row.lng,
      timeZone: row.timezone,
    }
    for (const name of new Set([fold(city.name), fold(row.city_ascii ?? city.name)]))
      push(cities, name, city)
    push(members, `${city.country} ${fold(city.region)}`, city)
    const countryZones = zones.get(city.country) ?? new Set()
    zones.set(city.country, countryZones.add(city.timeZone))
  }
  for (const pair of CITY_ALIASES.trim().split(/[;\n]/)) {
    const [alias = '', name = ''] = pair.split('=')
    const rows = cities.get(name)
    if (rows && !cities.has(alias)) cities.set(alias, rows)
  }
  for (const rows of cities.values()) rows.sort((a, b) => b.population - a.population)
  const regions = new Map([...members].map(([key, rows]) => [key, regionOf(rows)] as const))
  return { cities, regions, zones }
}

function push(map: Map<string, City[]>, key: string, city: City): void {
  const rows = map.get(key)
  if (rows) rows.push(city)
  else map.set(key, [city])
}

function regionOf(rows: readonly City[]): Region {
  let mass = 0
  let latitude = 0
  let longitude = 0
  for (const row of rows) {
    const weight = row.population + 1
    mass += weight
    latitude += weight * row.latitude
    longitude += weight * row.longitude
  }
  const first = rows[0]
  const oneZone = rows.every((row) => row.timeZone === first?.timeZone)
  return {
    name: first?.region ?? '',
    country: first?.country ?? '',
    latitude: latitude / mass,
    longitude: longitude / mass,
    timeZone: oneZone ? first?.timeZone : undefined,
  }
}
