import { fold } from '../text/fold.ts'

/** Two-letter codes that are in use (ISO 3166-1 alpha-2, and XK for Kosovo). */
const CODES =
  'AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FO FR GA GB GD GE GH GI GL GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PR PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WS XK YE ZA ZM ZW'.split(
    ' ',
  )

const OTHER_NAMES =
  "usa=US;u.s.=US;u.s=US;u.s.a.=US;u.s.a=US;us=US;united states of america=US;america=US;uk=GB;u.k.=GB;u.k=GB;great britain=GB;britain=GB;uae=AE;emirates=AE;holland=NL;the netherlands=NL;nederland=NL;deutschland=DE;allemagne=DE;espana=ES;italia=IT;osterreich=AT;oesterreich=AT;schweiz=CH;suisse=CH;svizzera=CH;polska=PL;brasil=BR;sverige=SE;danmark=DK;norge=NO;suomi=FI;belgie=BE;belgique=BE;eire=IE;republic of ireland=IE;czech republic=CZ;czechia=CZ;slovak republic=SK;turkey=TR;turkiye=TR;russia=RU;russian federation=RU;south korea=KR;korea=KR;republic of korea=KR;north korea=KP;vietnam=VN;viet nam=VN;hong kong=HK;macau=MO;taiwan=TW;ksa=SA;ivory coast=CI;cote d'ivoire=CI;myanmar=MM;burma=MM;palestine=PS;macedonia=MK;bosnia=BA;congo=CD;drc=CD;nz=NZ;aotearoa=NZ;the philippines=PH;people's republic of china=CN;prc=CN;mainland china=CN;cape verde=CV;swaziland=SZ"

const displayNames = new Intl.DisplayNames('en', { type: 'region', style: 'long' })
const byName = new Map<string, string>()
for (const code of CODES) {
  byName.set(fold(displayNames.of(code) ?? code).replaceAll('&', 'and'), code)
}
for (const pair of OTHER_NAMES.split(';')) {
  const [name = '', code = ''] = pair.split('=')
  byName.set(name, code)
}
const codes = new Set(CODES)

/** ISO 3166 alpha-2 of a folded English or own name; codes only where `orCode` allows them. */
export function findCountry(name: string, orCode = false): string | undefined {
  const country = byName.get(name) ?? byName.get(name.replace(/^the /, ''))
  if (country !== undefined || !orCode) return country
  const code = name.toUpperCase()
  return codes.has(code) ? code : undefined
}

/** English name of a country. */
export function countryName(code: string): string {
  return displayNames.of(code) ?? code
}

const EUROPEAN_UNION: ReadonlySet<string> = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '),
)

/** Whether a country, by ISO 3166 alpha-2, is a member of the European Union. */
export const isInEuropeanUnion = (code: string): boolean => EUROPEAN_UNION.has(code)

/** Continents and groups of countries by the folded names that locations give them. */
const GROUP_NAMES: Readonly<Record<string, string>> = {
  eu: 'European Union',
  eea: 'European Union',
  'european union': 'European Union',
  europe: 'Europe',
  emea: 'EMEA',
  european: 'Europe',
  'middle east': 'Middle East',
  mena: 'Middle East',
  africa: 'Africa',
  asia: 'Asia',
  apac: 'APAC',
  'asia pacific': 'APAC',
  'asia-pacific': 'APAC',
  oceania: 'Oceania',
  anz: 'Oceania',
  'north america': 'North America',
  'south america': 'South America',
  'latin america': 'Latin America',
  latam: 'Latin America',
  americas: 'Americas',
  'the americas': 'Americas',
  nordics: 'Nordics',
  scandinavia: 'Nordics',
  dach: 'DACH',
  benelux: 'Benelux',
}

/** Canonical name of a continent or a group of countries, by folded name. */
export function findCountryGroup(name: string): string | undefined {
  return Object.hasOwn(GROUP_NAMES, name) ? GROUP_NAMES[name] : undefined
}
