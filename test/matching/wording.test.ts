import { describe, expect, it } from 'vitest'
import { STORIES } from '../../src/matching/stories/stories.ts'
import { listed, moneyRange, quoted, shortened } from '../../src/matching/stories/wording.ts'
import { makePair, type Sides } from '../features/make-pair.ts'

/** Everything that can be said of a pair: what it is about, and `!` before what tells against it. */
function tell(sides: Sides): string[] {
  const pair = makePair(sides)
  return STORIES.flatMap(({ id, describe, mismatch }) => {
    const fact = describe(pair)
    const against = mismatch?.(pair)
    return [...(fact ? [`${id}: ${fact}`] : []), ...(against ? [`! ${against}`] : [])]
  })
}

const skills = (...names: readonly string[]) => names.map((name) => ({ name }))

describe('what is said of a pair', () => {
  it('who fits in full', () => {
    expect(
      tell({
        talent: {
          title: 'Senior Backend Engineer',
          bio: 'I mentor juniors and care for clean code. Looking for full-time work.',
          skills: [
            { name: 'TypeScript', proficiency_level: 5, years_of_experience: 6, is_primary: true },
            { name: 'postgres', proficiency_level: 4, is_primary: true },
          ],
          years_of_experience: 8,
          location: 'Berlin',
          salary_min: 80_000,
          salary_max: 95_000,
          salary_currency: 'eur',
          languages: ['German (C1)', 'English'],
          work_authorization: 'EU Citizen',
          desired_benefits: ['Health insurance', '401k'],
        },
        job: {
          title: 'Senior TypeScript Engineer',
          description:
            'At least 5 years of experience. Fluent German required. You must have the right to work in the EU.',
          skills: [
            { name: 'TypeScript', proficiency_level: 4, years_of_experience: 3 },
            { name: 'PostgreSQL', proficiency_level: 4 },
          ],
          location: 'Berlin, Germany',
          hybrid: true,
          salary_min: 85_000,
          salary_max: 100_000,
          salary_currency: 'EUR',
          employment_type: 'full_time',
          company_culture: 'We mentor each other and love clean code.',
          benefits: ['Private health insurance', 'Pension'],
        },
      }),
    ).toMatchInlineSnapshot(`
      [
        "required_skills: Both required skills: PostgreSQL and TypeScript",
        "skill_depth: At or above what is asked in PostgreSQL and TypeScript",
        "primary_skills: The job asks for 2 of 2 primary skills: PostgreSQL and TypeScript",
        "title_skills: The job's title names TypeScript, and so does the profile",
        "experience: 8 years of experience, 5 asked for; both at senior level",
        "languages: The profile names what the job demands: German",
        "work_mode: The job is hybrid",
        "place: Both are in Berlin, Germany",
        "work_authorization: The work authorisation "EU Citizen" meets what the job demands",
        "pay: The profile expects EUR 80,000-95,000, which the offer of EUR 85,000-100,000 meets",
        "benefits: The job lists 2 of 2 desired benefits: 401k and Health insurance",
        "employment_type: The profile looks for full-time work; the job offers full-time work",
        "role: The profile is "Senior Backend Engineer", the job "Senior TypeScript Engineer"",
        "culture: The profile and the company's culture text both speak of "clean", "code" and "mentor"",
      ]
    `)
  })

  it('who falls short', () => {
    expect(
      tell({
        talent: {
          title: 'Junior Web Developer',
          bio: 'I tried Docker. Looking for contract or part-time work. Remote only please.',
          skills: [{ name: 'JavaScript', proficiency_level: 2, years_of_experience: 1 }],
          years_of_experience: 1,
          location: 'Paris, France',
          salary_min: 90_000,
          desired_benefits: ['Sabbatical'],
          languages: ['French'],
        },
        job: {
          title: 'Senior Kubernetes Engineer',
          description: 'At least 5 years of experience. Fluent German required.',
          skills: [
            { name: 'JS', proficiency_level: 4 },
            ...skills('Docker', 'Kubernetes', 'Kafka'),
            { name: 'Go', is_required: false },
          ],
          location: 'Munich, Germany',
          hybrid: true,
          salary_min: 60_000,
          salary_max: 75_000,
          employment_type: 'internship',
          benefits: ['Gym'],
        },
      }),
    ).toMatchInlineSnapshot(`
      [
        "required_skills: 1 of 4 required skills; the profile's text mentions Docker; missing Apache Kafka and Kubernetes",
        "! Missing required skills: Apache Kafka and Kubernetes",
        "optional_skills: 0 of 1 optional skill; missing Go",
        "skill_depth: Below what is asked: JavaScript at level 2 (4 asked)",
        "! Below what is asked: JavaScript at level 2 (4 asked)",
        "title_skills: The job's title names Kubernetes, which the profile does not",
        "experience: 1 year of experience, 5 asked for; profile at junior level, job at senior level",
        "! Below the asked experience: 1 year of experience, 5 asked for; profile at junior level, job at senior level",
        "languages: The job demands German, which the profile does not name",
        "! The job demands German, which the profile does not name",
        "work_mode: The job is hybrid; the profile wants remote work only",
        "! The job is hybrid; the profile wants remote work only",
        "place: Paris, France is about 690 km from Munich, Germany",
        "! Paris, France is about 690 km from Munich, Germany",
        "pay: The profile expects USD 90,000, 20 % above the offer of USD 60,000-75,000",
        "! The profile expects USD 90,000, 20 % above the offer of USD 60,000-75,000",
        "benefits: The job does not list the desired benefit Sabbatical",
        "! The job does not list the desired benefit Sabbatical",
        "employment_type: The profile looks for contract work or part-time work; the job offers an internship",
        "! The profile looks for contract work or part-time work; the job offers an internship",
        "role: The profile is "Junior Web Developer", the job "Senior Kubernetes Engineer"",
      ]
    `)
  })

  it.each([
    ['nothing is given', {}],
    [
      'the profile lists no skills',
      { talent: { bio: 'Ten years of Java.' }, job: { skills: skills('Java', 'SQL') } },
    ],
    [
      'the only required skill is there',
      { talent: { skills: skills('Welding') }, job: { skills: skills('welding') } },
    ],
    [
      'a required skill is only spoken of',
      { talent: { bio: 'I know Java.', skills: skills('SQL') }, job: { skills: skills('Java') } },
    ],
    [
      'something related stands in',
      { talent: { skills: skills('MySQL') }, job: { skills: skills('PostgreSQL', 'Kafka') } },
    ],
    [
      'many are missing',
      {
        talent: { skills: skills('Rye') },
        job: { skills: skills('Aa', 'Bb', 'Cc', 'Dd', 'Ee', 'Ff') },
      },
    ],
    [
      'primary skills lie elsewhere',
      {
        talent: {
          skills: [
            { name: 'Rye', is_primary: true },
            { name: 'Aa', is_primary: true },
            { name: 'Bb' },
          ],
        },
        job: { skills: skills('Aa', 'Bb') },
      },
    ],
    [
      'the only primary skill is not asked for',
      { talent: { skills: [{ name: 'Rye', is_primary: true }] }, job: { skills: skills('Aa') } },
    ],
    [
      'years are few',
      {
        talent: { skills: [{ name: 'Rye', years_of_experience: 1 }], years_of_experience: 1 },
        job: {
          description: 'Requires 18 months of experience.',
          skills: [{ name: 'Rye', years_of_experience: 2.5 }],
        },
      },
    ],
    [
      'levels alone are known',
      { talent: { experience_level: 'executive' }, job: { experience_level: 'junior' } },
    ],
    [
      'years are asked for and not given',
      { job: { description: 'At least 3 years of experience.' } },
    ],
    [
      'pay is by the hour',
      {
        talent: { hourly_rate_min: 60, hourly_rate_max: 70 },
        job: { salary_min: 60_000, salary_max: 80_000 },
      },
    ],
    [
      'pay stands in the text',
      { talent: { salary_min: 60_000 }, job: { description: 'We pay $45 - $50 per hour.' } },
    ],
    [
      'pay is in another currency',
      {
        talent: { salary_min: 50_000, salary_currency: 'GBP' },
        job: { salary_min: 50_000, salary_max: 52_000 },
      },
    ],
    [
      'the offer ends below the highest wish',
      {
        talent: { salary_min: 56_000, salary_max: 67_000, salary_currency: 'USD' },
        job: { salary_min: 42_000, salary_max: 52_000, salary_currency: 'EUR' },
      },
    ],
    ['pay is far above', { talent: { salary_min: 300_000 }, job: { salary_max: 60_000 } }],
    [
      'the offer is above the wish',
      { talent: { salary_max: 40_000 }, job: { salary_min: 60_000 } },
    ],
    [
      'a currency is unknown',
      { talent: { salary_min: 50_000, salary_currency: 'QQQ' }, job: { salary_min: 50_000 } },
    ],
    [
      'places are far, and the talent would move',
      { talent: { location: 'NYC', willing_to_relocate: true }, job: { location: 'London' } },
    ],
    ['places are countries', { talent: { location: 'Brazil' }, job: { location: 'Germany' } }],
    [
      'places are coordinates',
      { talent: { latitude: 1, longitude: 1 }, job: { latitude: 1, longitude: 1.2 } },
    ],
    [
      'the job is remote and the talent declined it',
      { talent: { remote_preference: false }, job: { remote_allowed: true } },
    ],
  ] satisfies [string, Sides][])('%s', (_, sides) => {
    expect(tell(sides)).toMatchSnapshot()
  })
})

describe('what a user typed, in a sentence', () => {
  it('is cut behind a word where it is long, and by whole characters', () => {
    expect(shortened('Senior  Engineer\n(Backend) ')).toBe('Senior Engineer (Backend)')
    expect(shortened('word '.repeat(40))).toBe(`${'word '.repeat(10)}word…`)
    expect(shortened('x'.repeat(200))).toBe(`${'x'.repeat(59)}…`)
    const families = shortened('👩‍👩‍👧‍👦'.repeat(200))
    expect(families).toBe(`${'👩‍👩‍👧‍👦'.repeat(59)}…`)
  })

  it('cannot end its own quotes', () => {
    expect(quoted('The "best" baker')).toBe('"The \'best\' baker"')
    expect(quoted('„Chef“ ”')).toBe("\"'Chef' '\"")
  })

  it('is listed up to four names', () => {
    expect(listed([])).toBe('')
    expect(listed(['A'])).toBe('A')
    expect(listed(['A', 'B'], 'or')).toBe('A or B')
    expect(listed(['A', 'B', 'C', 'D'])).toBe('A, B, C and D')
    expect(listed(['A', 'B', 'C', 'D', 'E'])).toBe('A, B, C and 2 more')
  })

  it('is money with its currency, an unknown end left out', () => {
    expect(moneyRange('usd', 90_000, 110_000)).toBe('USD 90,000-110,000')
    expect(moneyRange('EUR', 110_000, 90_000)).toBe('EUR 90,000-110,000')
    expect(moneyRange('EUR', 0, 90_000)).toBe('EUR 90,000')
    expect(moneyRange('EUR', 90_000, 90_000)).toBe('EUR 90,000')
    expect(moneyRange('EUR', null, 0)).toBeUndefined()
  })
})
