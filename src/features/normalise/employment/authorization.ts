import { isInEuropeanUnion } from '../places/countries.ts'
import { fold } from '../text/fold.ts'

/** What a job's text says of the right to work. */
export interface AuthorizationDemand {
  /** ISO 3166 alpha-2, or `EU`. Absent: the job's own country. */
  readonly country?: string
  /** The employer says that it does not sponsor. */
  readonly noSponsorship: boolean
  /** Only citizens may apply. */
  readonly citizenOnly: boolean
  /** The employer says that it sponsors. */
  readonly sponsors: boolean
}

/** What a talent's field says of the right to work; an absent key is unknown. */
export interface AuthorizationHeld {
  /** ISO 3166 alpha-2, or `EU`: where the talent may work now. */
  readonly country?: string
  readonly citizen?: boolean
  readonly needsSponsorship?: boolean
}

const COUNTRY_WORDS: readonly (readonly [string, RegExp])[] = [
  ['US', /\b(?:u\.?s\.?a?\b\.?|united states|america|american)/],
  ['GB', /\b(?:u\.?k\.?\b|united kingdom|great britain|british)/],
  ['EU', /\b(?:e\.?u\.?\b|european union|eea|schengen|european)/],
  ['CA', /\b(?:canada|canadian)/],
  ['AU', /\b(?:australian?)\b/],
  ['NZ', /\bnew zealand/],
  ['DE', /\b(?:germany|german)\b/],
  ['FR', /\b(?:france|french)\b/],
  ['IE', /\b(?:ireland|irish)\b/],
  ['NL', /\b(?:netherlands|dutch)\b/],
  ['CH', /\b(?:switzerland|swiss)\b/],
  ['IN', /\bindian?\b/],
  ['SG', /\bsingapore/],
  ['JP', /\bjapan(?:ese)?\b/],
  ['AE', /\b(?:uae|emirates)\b/],
]

function countryIn(text: string): string | undefined {
  return COUNTRY_WORDS.find(([, pattern]) => pattern.test(text))?.[0]
}

const AUTHORIZED =
  /\b(?:authori[sz]ed to work|(?:legally )?(?:eligible|entitled|permitted|able) to work|eligibility to work|right to work|work (?:authori[sz]ation|permit|visa|eligibility)|employment authori[sz]ation|working permit|legal(?:ly)? authori[sz]ed)\b/
const NO_SPONSORSHIP =
  /\b(?:without(?: the need for| needing| requiring| any)?(?: current or future| visa| employer| company| employment)* sponsorship|(?:not|unable to|cannot|can't|won't|don't|do not|does not|doesn't|no longer|not able to|not currently) (?:currently |be able to )?(?:offer|provide|sponsor|support|consider)[^.;]{0,30}(?:sponsor\w*|visas?)|(?:not|unable to|cannot|can't|won't|don't|do not|does not) (?:currently )?sponsor|no (?:visa |employment |work )?sponsorship|sponsorship (?:is |will )?(?:not|un)(?: be)? ?(?:available|offered|provided|possible)|not (?:eligible for|require)[^.;]{0,20}sponsorship)/
const SPONSORS =
  /\b(?:we (?:can |will |do |also |gladly )?(?:sponsor\b|(?:offer|provide|support|arrange)[^.;]{0,25}sponsorship)|will sponsor|(?:visa )?sponsorship (?:is |will be )?(?:available|offered|provided|possible))/
const CITIZEN_ONLY =
  /\b(?:citizens? only|only [a-z. ]{0,25}citizens|must be an? [a-z. ]{0,25}citizen(?! or)|citizenship (?:is )?(?:required|mandatory|a must)|requires? [a-z. ]{0,20}citizenship|only open to [a-z. ]{0,25}citizens|proof of [a-z. ]{0,15}citizenship)/
const NOT_ONLY_CITIZENS = /citizens?,? (?:or|and|\/) |permanent residen|green card|lawful/

/**
 * The right to work that a job's text demands, read sentence by sentence; `undefined` where it
 * demands none. An equal-opportunity line that merely mentions citizenship is no demand.
 */
export function authorizationDemand(text: string): AuthorizationDemand | undefined {
  let demand: AuthorizationDemand | undefined
  for (const sentence of sentencesOf(text)) {
    const settledOnly = CITIZEN_ONLY.test(sentence)
    const citizenOnly = settledOnly && !NOT_ONLY_CITIZENS.test(sentence)
    // 'Citizens or green card holders only' leaves out whoever needs a sponsor.
    const noSponsorship = NO_SPONSORSHIP.test(sentence) || (settledOnly && !citizenOnly)
    const authorized =
      AUTHORIZED.test(sentence) &&
      /\b(?:must|required?|requires|need|only|mandatory|should|have|legally|hold|candidates?|applicants?|authori[sz]ed)\b/.test(
        sentence,
      )
    const sponsors = SPONSORS.test(sentence) && !noSponsorship
    if (sponsors) {
      demand = { noSponsorship: false, citizenOnly: false, ...demand, sponsors }
      continue
    }
    if (!noSponsorship && !citizenOnly && !authorized) continue
    if (
      /\b(?:regardless|without regard|equal opportunity|we (?:do |can |will )?(?:offer|provide|sponsor|help|support)|will sponsor|e-verify)\b/.test(
        sentence,
      ) &&
      !noSponsorship
    )
      continue
    const country = demand?.country ?? countryIn(sentence)
    demand = {
      ...(country === undefined ? {} : { country }),
      noSponsorship: noSponsorship || (demand?.noSponsorship ?? false),
      citizenOnly: citizenOnly || (demand?.citizenOnly ?? false),
      sponsors: demand?.sponsors ?? false,
    }
  }
  return demand
}

function sentencesOf(text: string): string[] {
  // 'U.S. citizens' must stay one sentence: a single letter before the stop ends none.
  return text.split(/[\n;]/).flatMap((line) => fold(line).split(/(?<=[a-z0-9)]{2}[.!?]) /))
}

const TEMPORARY_US_VISA = /\b(?:h-?1-?b|opt|cpt|stem opt|f-?1|j-?1|l-?1|tn|e-?3|o-?1)\b/

/**
 * Reads a talent's free field: 'US Citizen', 'Green Card', 'H1B', 'EU Citizen', 'Requires
 * sponsorship'. `undefined` where it says nothing usable ('Other', blank).
 */
export function authorizationHeld(field: string): AuthorizationHeld | undefined {
  const text = fold(field)
  const country = countryIn(text)
  if (
    /\b(?:no sponsorship|not? (?:need|require)\w*|without|don't need|does not)\b[^.]{0,30}(?:sponsor|visa|$)/.test(
      text,
    ) &&
    !/citizen/.test(text)
  ) {
    return { ...(country === undefined ? {} : { country }), needsSponsorship: false }
  }
  if (/green ?card|permanent resident|lawful resident/.test(text)) {
    return { country: country ?? 'US', citizen: false, needsSponsorship: false }
  }
  if (
    /\bcitizen(?:ship)?\b|\bnational\b|passport/.test(text) &&
    country !== undefined &&
    !/\bnon\b|\bnot\b/.test(text)
  ) {
    return { country, citizen: true, needsSponsorship: false }
  }
  // An OPT or TN holder works today; an H-1B holder needs the next employer to sponsor.
  if (TEMPORARY_US_VISA.test(text)) return { country: 'US', citizen: false, needsSponsorship: true }
  if (
    /sponsor|(?:need|require)\w*[^.]{0,20}visa|no (?:work )?(?:permit|authori[sz]ation)|not authori[sz]ed/.test(
      text,
    )
  ) {
    return { ...(country === undefined ? {} : { country }), citizen: false, needsSponsorship: true }
  }
  if (AUTHORIZED.test(text) && country !== undefined) return { country, needsSponsorship: false }
  return undefined
}

/**
 * Whether what is held meets what is demanded. `undefined` where that cannot be told, which must
 * count neither for nor against the talent.
 *
 * @param jobCountry ISO 3166 alpha-2 of the job's place, for a demand that names no country
 */
export function authorizationMatch(
  demand: AuthorizationDemand,
  held: AuthorizationHeld | undefined,
  jobCountry?: string,
): boolean | undefined {
  if (held === undefined) return undefined
  const country = demand.country ?? jobCountry
  const there =
    country === undefined || held.country === undefined ? undefined : allows(held.country, country)
  if (held.needsSponsorship) {
    if (demand.sponsors && !demand.citizenOnly) return true
    if (demand.noSponsorship || demand.citizenOnly)
      return there !== undefined || held.country === undefined ? false : undefined
    return undefined
  }
  if (there === undefined) return undefined
  if (!there) return demand.noSponsorship || demand.citizenOnly ? false : undefined
  if (demand.citizenOnly) return held.citizen
  return true
}

/** Whether the right to work in `held` reaches `country`; freedom of movement counts. */
function allows(held: string, country: string): boolean {
  if (held === country) return true
  return movesFreely(held) && movesFreely(country)
}

/** Countries outside the Union whose citizens move freely within it. */
const BESIDE_THE_UNION = new Set(['IS', 'LI', 'NO', 'CH'])

const movesFreely = (country: string) =>
  country === 'EU' || isInEuropeanUnion(country) || BESIDE_THE_UNION.has(country)
