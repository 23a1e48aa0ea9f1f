/** Codes and names of states that locations give in place of a country: code=Name. */
function table(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .split(';')
      .map(
        (pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const,
      ),
  )
}

const UNITED_STATES = table(
  'al=Alabama;ak=Alaska;az=Arizona;ar=Arkansas;ca=California;co=Colorado;ct=Connecticut;de=Delaware;dc=District of Columbia;fl=Florida;ga=Georgia;hi=Hawaii;id=Idaho;il=Illinois;in=Indiana;ia=Iowa;ks=Kansas;ky=Kentucky;la=Louisiana;me=Maine;md=Maryland;ma=Massachusetts;mi=Michigan;mn=Minnesota;ms=Mississippi;mo=Missouri;mt=Montana;ne=Nebraska;nv=Nevada;nh=New Hampshire;nj=New Jersey;nm=New Mexico;ny=New York;nc=North Carolina;nd=North Dakota;oh=Ohio;ok=Oklahoma;or=Oregon;pa=Pennsylvania;ri=Rhode Island;sc=South Carolina;sd=South Dakota;tn=Tennessee;tx=Texas;ut=Utah;vt=Vermont;va=Virginia;wa=Washington;wv=West Virginia;wi=Wisconsin;wy=Wyoming',
)
const CANADA = table(
  'ab=Alberta;bc=British Columbia;mb=Manitoba;nb=New Brunswick;nl=Newfoundland and Labrador;ns=Nova Scotia;on=Ontario;pe=Prince Edward Island;qc=Québec;sk=Saskatchewan;nt=Northwest Territories;nu=Nunavut;yt=Yukon',
)
const AUSTRALIA = table(
  'nsw=New South Wales;vic=Victoria;qld=Queensland;wa=Western Australia;sa=South Australia;tas=Tasmania;act=Australian Capital Territory;nt=Northern Territory',
)

/** Provinces whose English name differs from the gazetteer's. */
const ENGLISH_NAMES: Readonly<Record<string, readonly [country: string, name: string]>> = {
  bavaria: ['DE', 'Bayern'],
  saxony: ['DE', 'Sachsen'],
  'lower saxony': ['DE', 'Niedersachsen'],
  hesse: ['DE', 'Hessen'],
  'north rhine-westphalia': ['DE', 'Nordrhein-Westfalen'],
  nrw: ['DE', 'Nordrhein-Westfalen'],
  thuringia: ['DE', 'Thüringen'],
  'rhineland-palatinate': ['DE', 'Rheinland-Pfalz'],
}
const BY_COUNTRY = [
  ['US', UNITED_STATES],
  ['CA', CANADA],
  ['AU', AUSTRALIA],
] as const

/** A state or province by country and the name that the gazetteer has. */
export interface State {
  readonly country: string
  readonly name: string
}

/** States by folded name or code; 'wa' is one in two countries. Other countries' provinces by English name. */
export function findStates(name: string): readonly State[] {
  const found: State[] = []
  const english = Object.hasOwn(ENGLISH_NAMES, name) ? ENGLISH_NAMES[name] : undefined
  if (english) found.push({ country: english[0], name: english[1] })
  for (const [country, states] of BY_COUNTRY) {
    const code = states.get(name)
    if (code !== undefined) found.push({ country, name: code })
  }
  const state = STATE_NAMES.get(name)
  if (state) found.push(state)
  return found
}

const STATE_NAMES: ReadonlyMap<string, State> = new Map([
  ...BY_COUNTRY.flatMap(([country, states]) =>
    [...states.values()].map((name) => [name.toLowerCase(), { country, name }] as const),
  ),
  ['quebec', { country: 'CA', name: 'Québec' }],
])
