import { fold } from '../text/fold.ts'

/** How a job's texts say it is worked. */
export interface WorkMode {
  readonly remote: 'remote' | 'hybrid' | 'onsite' | undefined
  /** The text rules remote work out, as against merely naming an office. */
  readonly onsiteOnly: boolean
}

const NOT_REMOTE =
  /\b(?:(?:this )?(?:is|are) not an? (?:fully |full-?time )?remote|not (?:a )?remote (?:position|role|job|opportunity)|not (?:be )?(?:eligible for|open to|considered for) remote|no (?:fully )?remote(?: work| working|ly)?\b|remote (?:work(?:ing)? )?(?:is )?not (?:possible|available|an option|permitted|offered|allowed)|(?:do|does|can) ?not (?:currently )?(?:offer|allow|support|provide|permit) (?:\w+ )?remote|non-?remote|cannot be (?:done|performed|worked) remotely|(?:unable|not able) to (?:offer|accommodate|support) remote|not remote\b)/
const ONSITE_ONLY =
  /\b(?:(?:100 ?%|fully|strictly|only|exclusively|entirely) (?:on-?site|on site|in-?office|in-?person|office-based)|(?:on-?site|on site|in-?office|in-?person|office) only|must (?:be able to )?work (?:on-?site|on site|in-?person|(?:in|from) (?:the|our) office)|(?:5|five) days (?:a|per) week (?:in|at|from) (?:the|our) (?:\w+ )?office|on-?site (?:presence|attendance) (?:is )?(?:required|mandatory))/
const SOME_DAYS = '(?:[1-4](?: ?(?:-|to|or) ?[1-4])?|one|two|three|four)(?: \\([1-4]\\))? days?'
const A_WEEK = '(?: (?:a|per|each|every)? ?week|\\/week)?'
const HYBRID = new RegExp(
  `\\b(?:hybrid (?:work\\w*|model|role|position|job|schedule|setup|remote|office|arrangement|environment|policy|\\(|-|,)|(?:is|are|work|working|role:|position:|mode:|location:) (?:a )?hybrid\\b` +
    `|${SOME_DAYS}${A_WEEK} (?:(?:in|at|from) (?:the |our )?(?:\\w+ )?office|on-?site|of office)|${SOME_DAYS.replace(' days?', '')} office days` +
    `|${SOME_DAYS}${A_WEEK} (?:of )?(?:remote(?:ly)?\\b|from home|home[ -]?office|wfh)` +
    `|(?:remote(?:ly)?|from home|home[ -]?office|wfh)(?: work(?:ing)?)?(?: for| up to)? ${SOME_DAYS}` +
    `|(?:partly|partially|partial) remote|not (?:an? )?(?:fully|100 ?%|entirely) remote)`,
)
/** Beside a refusal of remote work the bare word tells how it is worked; a hybrid cloud still does not. */
const BARE_HYBRID = /\bhybrid\b(?! (?:cloud|vehicle|car|engine|app|mobile|search|infrastructure))/
/** What is done so only now and then is not how the job is worked. */
const NOW_AND_THEN =
  /\b(?:sometimes|occasional(?:ly)?|from time to time|now and then|(?:as|when|if|where) (?:needed|required|necessary)|at times|once (?:a|per) (?:month|quarter|year)|(?:first|initial) (?:days?|weeks?|months?)|during (?:the )?(?:onboarding|training|probation))\b/
const REMOTE =
  /\b(?:(?:fully|100 ?%|completely|entirely|full-?time|permanently|purely) remote|remote[ -]?(?:first|only|friendly)|remote (?:work(?:ing)?|job|position|role|opportunity|company|within|possible|ok|okay|allowed|or|in the|from|anywhere|option)|work(?:ing)? (?:fully )?(?:remotely|from (?:home|anywhere))|(?:is|are|role:|position:|location:|workplace:|mode:|be) (?:a |an )?(?:fully |100 ?% )?remote(?=[ .,;!)(]|$)|telecommut\w+|home-?based|wfh|distributed team|can be (?:done|performed|worked) remotely)|\(remote\)|- remote\b|\bremote -|^remote\b/
/** Work on things at a distance, not work from a distance. */
const REMOTE_THINGS =
  /\bremote(?:ly)?[ -](?:sens\w+|controll?\w*|patients?|monitor\w*|diagnos\w+|access|support|servers?|desktops?|areas?|sites?|villages?|islands?|communit\w+|regions?|locations?|vehicles?|pilot\w*|operated|procedure calls?|code execution|terminals?|starter|care|health|teams? management|stakeholders|offices|learning|teaching|workers|employees)/g
const ONSITE =
  /\b(?:on-?site|in-?office|in-?person|office-based)(?= (?:role|position|job|work|in|at)\b|[ ,.;:)]|$)/
const LOCATION_REMOTE =
  /\b(?:remote|anywhere|worldwide|work from home|wfh|home ?office|telecommute|distributed)\b/

/**
 * Reads how a job is worked from its location, its title and its description, in that order of
 * trust. Conservative: a text that says nothing plain gives `undefined`, and remote sensing, remote
 * control or remote patients are no remote work.
 *
 * @param location blank where unknown
 */
export function workModeFromText(location: string, title: string, description: string): WorkMode {
  const place = fold(location).replace(REMOTE_THINGS, ' ')
  const heading = fold(title).replace(REMOTE_THINGS, ' ')
  const body = fold(description).replace(REMOTE_THINGS, ' ')
  const texts = [place, heading, withoutExceptions(body)]
  const refused = texts.some((text) => NOT_REMOTE.test(text))
  const onsiteOnly = refused || texts.some((text) => ONSITE_ONLY.test(text))
  const remote = onsiteOnly
    ? texts.some((text) => HYBRID.test(text) || (refused && BARE_HYBRID.test(text)))
      ? 'hybrid'
      : 'onsite'
    : modeOf(place, heading, body)
  return { remote, onsiteOnly: onsiteOnly && remote === 'onsite' }
}

function modeOf(place: string, heading: string, body: string): WorkMode['remote'] {
  if (/\bhybrid\b/.test(place)) return 'hybrid'
  if (LOCATION_REMOTE.test(place)) return 'remote'
  if (HYBRID.test(heading) || /[([,|-] ?hybrid\b/.test(heading)) return 'hybrid'
  if (REMOTE.test(heading)) return 'remote'
  if (HYBRID.test(body)) return 'hybrid'
  if (REMOTE.test(body)) return 'remote'
  return [place, heading, withoutExceptions(body)].some((text) => ONSITE.test(text))
    ? 'onsite'
    : undefined
}

/** The text without the sentences that tell of exceptions. */
function withoutExceptions(text: string): string {
  if (!NOW_AND_THEN.test(text)) return text
  return text
    .split(/(?<=[.;!?]) /)
    .filter((sentence) => !NOW_AND_THEN.test(sentence))
    .join(' ')
}

const REMOTE_ONLY =
  /(?<!\bnot )\b(?:remote only|only remote|remotely only|only (?:interested in|looking for|open to|considering|available for|work|working|accept\w*|want)[^.;]{0,30}remote(?:ly)?\b|(?:fully|100 ?%) remote (?:only|roles? only|positions? only)|(?:exclusively|strictly) (?:work(?:ing)? )?remote(?:ly)?|remote (?:roles?|positions?|jobs?|work|opportunities) only|no (?:on-?site|office)(?: work| roles?| jobs?)?\b|not (?:open to|interested in|available for|able to) (?:on-?site|in-?office|office|work on-?site))/

/**
 * Whether a talent writes that only remote work will do. A wish ('prefer remote') is not enough.
 *
 * @param texts bio and location
 */
export function remoteOnlyFromText(...texts: readonly string[]): boolean {
  return texts.some((text) => REMOTE_ONLY.test(fold(text)))
}
