import { fold } from '../text/fold.ts'

/** A benefit by its stable key, and the phrases that name it. */
const BENEFITS: readonly (readonly [key: string, phrases: RegExp])[] = [
  ['dental', /\bdental\b/],
  ['vision', /\bvision (?:insurance|care|plan|cover\w*)|\beye ?care\b|^vision$/],
  ['mental_health', /\bmental health|\btherapy\b|\bcounsel+ing\b|\bemployee assistance/],
  ['life_insurance', /\blife (?:insurance|assurance|cover)/],
  ['disability_insurance', /\bdisability (?:insurance|cover|benefit|plan)|\bincome protection/],
  [
    'medical',
    /\b(?:health ?care|medical|health (?:insurance|cover\w*|benefits?|plan)|private health|bupa|hsa|fsa)\b|^health$|\bhealth(?:,| and | ?& ?| ?\/ ?)(?=.{0,20}(?:dental|vision|life))/,
  ],
  [
    'retirement',
    /\b(?:401 ?\(?k\)?|403 ?\(?b\)?|pensions?|retirement|superannuation|super fund|rrsp|betriebliche altersvorsorge)/,
  ],
  ['equity', /\b(?:equity|stock|stock options?|shares?|rsus?|espp|esop|share options?)\b/],
  ['bonus', /\b(?:bonus(?:es)?|profit shar\w+|incentives?|commission|13th (?:month|salary))\b/],
  ['parental_leave', /\b(?:parental|maternity|paternity|family leave|adoption leave)\b/],
  [
    'unlimited_pto',
    /\bunlimited (?:pto|vacation|holidays?|paid time|time off|leave)|\bflexible (?:pto|vacation|time off)/,
  ],
  [
    'paid_time_off',
    /\b(?:pto|paid time off|paid vacations?|vacation(?: days)?|annual leave|paid holidays?|holiday allowance|days? holidays?|paid leave|sick (?:leave|days|pay)|time off)\b/,
  ],
  [
    'remote_work',
    /\b(?:remote|work(?:ing)? from (?:home|anywhere)|wfh|telecommut\w+|home ?office(?! (?:stipend|budget|allowance)))\b/,
  ],
  [
    'flexible_hours',
    /\b(?:flexible (?:hours|work\w*|schedul\w*|time)|flexi? ?-?time|flexitime|flextime|flexibility|work[- ]life balance|core hours)\b/,
  ],
  ['four_day_week', /\b(?:4|four)[- ]day (?:work )?week/],
  [
    'learning',
    /\b(?:learning|training|education|tuition|professional development|career development|conferences?|courses?|books? (?:budget|allowance)|study|certifications?|mentor\w*)\b/,
  ],
  ['wellness', /\b(?:wellness|well-?being|gym|fitness|sports?|yoga|massage|urban sports)\b/],
  [
    'home_office_budget',
    /\b(?:home ?office (?:stipend|budget|allowance|setup)|equipment (?:budget|allowance)|remote (?:stipend|budget))\b/,
  ],
  [
    'equipment',
    /\b(?:laptop|macbook|equipment|hardware of your choice|company phone|latest tech\w*)\b/,
  ],
  [
    'commuter',
    /\b(?:commut\w+|transport\w*|public transport|bike|cycle to work|parking|jobticket|bahncard|season ticket|train ticket)\b/,
  ],
  ['company_car', /\b(?:company car|car allowance|firmenwagen|vehicle allowance)\b/],
  [
    'meals',
    /\b(?:meals?|lunch(?:es)?|food|snacks?|catering|canteen|fruit|coffee|drinks|breakfast|dinner)\b/,
  ],
  ['childcare', /\b(?:child ?care|day ?care|kindergarten|nursery|creche)\b/],
  ['relocation', /\brelocation\b/],
  ['visa_sponsorship', /\b(?:visa|sponsorship)\b/],
  ['sabbatical', /\bsabbaticals?\b/],
  ['volunteering', /\b(?:volunteer\w*|charity)\b/],
  [
    'team_events',
    /\b(?:team (?:events?|building|retreats?|outings?)|off-?sites?|retreats?|company (?:events|trips?|parties)|social events?)\b/,
  ],
  ['employee_discounts', /\b(?:discounts?|perks at work|staff discount)\b/],
  [
    'pet_friendly',
    /\b(?:pet|dog)[- ](?:friendly|insurance)|\bdogs? (?:allowed|welcome)|\bpet insurance/,
  ],
]

/** Canonical keys of the benefits that one phrase names: 'Health, dental & vision' names three. */
export function benefitsOf(phrase: string): ReadonlySet<string> {
  const text = fold(phrase)
  const found = new Set<string>()
  for (const [key, phrases] of BENEFITS) if (phrases.test(text)) found.add(key)
  if (found.has('unlimited_pto')) found.add('paid_time_off')
  return found
}

/**
 * Canonical key of a benefit: the first that the phrase names, else the folded phrase itself, so
 * that equal unknown benefits still meet.
 */
export function canonicalBenefit(phrase: string): string {
  const [first] = benefitsOf(phrase)
  return first ?? fold(phrase)
}

/** Canonical keys of a list of phrases, unknown ones folded. */
export function canonicalBenefits(phrases: readonly string[]): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const phrase of phrases) {
    const found = benefitsOf(phrase)
    for (const key of found) keys.add(key)
    const folded = fold(phrase)
    if (found.size === 0 && folded !== '') keys.add(folded)
  }
  return keys
}
