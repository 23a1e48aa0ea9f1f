import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  authorizationDemand,
  authorizationHeld,
} from '../../../src/features/normalise/employment/authorization.ts'
import {
  canonicalIndustry,
  industriesInText,
} from '../../../src/features/normalise/employment/industries.ts'
import {
  canonicalLanguage,
  languagesFromText,
} from '../../../src/features/normalise/employment/languages.ts'
import {
  remoteOnlyFromText,
  workModeFromText,
} from '../../../src/features/normalise/employment/work-mode.ts'
import { yearsAsked } from '../../../src/features/normalise/employment/years.ts'
import {
  canonicalBenefit,
  canonicalBenefits,
} from '../../../src/features/normalise/pay/benefits.ts'
import { payFromText } from '../../../src/features/normalise/pay/pay.ts'
import { resolvePlace } from '../../../src/features/normalise/places/places.ts'
import { resolveTimeZone } from '../../../src/features/normalise/places/time-zones.ts'
import {
  findSkillsInText,
  tokeniseText,
} from '../../../src/features/normalise/skills/skill-mentions.ts'
import { canonicalSkill } from '../../../src/features/normalise/skills/skills.ts'
import { fold } from '../../../src/features/normalise/text/fold.ts'
import {
  rolesLikeness,
  titleRoles,
} from '../../../src/features/normalise/titles/title-similarity.ts'
import { normaliseTitle, seniorityFromText } from '../../../src/features/normalise/titles/titles.ts'

const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  fold,
  canonicalSkill,
  tokeniseText,
  findSkillsInText,
  normaliseTitle,
  seniorityFromText,
  rolesLikeness: (text) => rolesLikeness(titleRoles(text), titleRoles('Senior Software Engineer')),
  yearsAsked,
  resolvePlace,
  workModeFromText: (text) => workModeFromText(text, text, text),
  remoteOnlyFromText: (text) => remoteOnlyFromText(text),
  resolveTimeZone,
  payFromText,
  languagesFromText,
  canonicalLanguage,
  authorizationDemand,
  authorizationHeld,
  canonicalBenefit,
  canonicalBenefits: (text) => canonicalBenefits([text]),
  canonicalIndustry,
  industriesInText,
}

const PIECES = [
  '5',
  ' ',
  '-',
  '+',
  'years ',
  'ten ',
  '(5) ',
  '$',
  '120,000',
  'k',
  '1.',
  ',',
  'and ',
  'to ',
  '\n',
  '. ',
  'remote ',
  'hybrid ',
  'senior ',
  'German ',
  'fluent ',
  'in ',
  'English/',
  'citizen ',
  'u.s. ',
  'sponsorship ',
  'not ',
  'days a week ',
  'must be ',
  'looking for ',
  'a ',
  'é',
  'ß',
  '\u0000',
  '🙂',
]
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 80 }).map((pieces) => pieces.join('')),
)

const LENGTH = 5000
const HOSTILE = [
  ...PIECES,
  'a',
  'A b ',
  '1',
  '1,',
  '1 000 ',
  '10 years and ',
  'five (5) ',
  '5 to ',
  '12-',
  '$1,000 - ',
  '$1 ',
  'usd ',
  'eur 1.000,',
  'german, ',
  'english and ',
  'german/english/',
  'authorized ',
  'not provide ',
  'only a citizen ',
  'citizens only ',
  'must be a ',
  'us citizens and ',
  'hybrid (',
  '3 days ',
  'only remote ',
  'only looking for ',
  'looking for a talented ',
  'as a an our ',
  'c++ ',
  'react/',
  'machine ',
  'ci/',
  'object oriented ',
  'greater ',
  'new york, ',
  'san ',
  'vice president ',
  'sr. ',
  '(m/w/d',
  '((',
  'chief ',
  'salary ',
  'pay range ',
  'europe remote ',
  'written and spoken ',
  'good knowledge of ',
  '\ufdfa',
]

describe.each(Object.entries(PARSERS))('%s', (_name, parse) => {
  it('takes any text and answers the same each time', () => {
    fc.assert(
      fc.property(text, (sample) => {
        expect(parse(sample)).toEqual(parse(sample))
      }),
      { numRuns: 150 },
    )
  })

  it('takes 5,000 hostile characters in under 50 ms', () => {
    for (const piece of HOSTILE) {
      const hostile = piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH)
      // The best of two, for what else runs on the machine is not the parser's fault.
      const times = [hostile, `${hostile} `].map((sample) => {
        const start = performance.now()
        parse(sample)
        return performance.now() - start
      })
      expect(Math.min(...times), JSON.stringify(piece)).toBeLessThan(50)
    }
  })
})

describe('fold', () => {
  it('is idempotent', () => {
    fc.assert(
      fc.property(text, (sample) => {
        expect(fold(fold(sample))).toBe(fold(sample))
      }),
    )
  })

  it.each([
    ['  São   Paulo ', 'sao paulo'],
    ['MÜNCHEN', 'munchen'],
    ['Łódź', 'lodz'],
    ['Straße', 'strasse'],
    ['ﬁne', 'fine'],
    ['3–5 “years”', '3-5 "years"'],
  ])('folds %j', (from, to) => {
    expect(fold(from)).toBe(to)
  })
})

it('fold leaves a text of letters that unfold into many about as long as it was', () => {
  const unfolding = '\ufdfa'.repeat(1000)
  expect(unfolding.normalize('NFKC').length).toBe(18_000)
  expect(fold(unfolding).length).toBeLessThanOrEqual(2200)
})
