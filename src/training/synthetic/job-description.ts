import { inCurrency } from './draw.ts'
import type { Occupation } from './occupation.ts'
import { enumerate, inCountry, lowerTitle, sentenceCase, withArticle } from './phrases.ts'
import type { Random } from './random.ts'
import type { JobTruth } from './truth.ts'

/** What a posting's text may speak of. */
interface PostingFacts {
  readonly occupation: Occupation
  readonly truth: JobTruth
  /** The title without words for the level. */
  readonly title: string
  readonly currency: string
  readonly benefits: readonly string[]
}

/** The text of a posting, about 50 to 300 words: intro, duties, requirements, place, pay, offer. */
export function writeDescription(facts: PostingFacts, random: Random): string {
  const bullets = random.chance(0.55)
  const parts = [
    `${introduction(facts, random)} ${random.pick(ABOUT)}`,
    duties(facts, bullets, random),
    requirements(facts, bullets, random),
    workplace(facts, random),
    pay(facts, random),
    offer(facts, bullets, random),
    formalities(facts, random),
    random.chance(0.3) ? random.pick(CLOSINGS) : '',
  ].filter((part) => part !== '')
  return parts.join(bullets ? '\n\n' : random.chance(0.5) ? '\n' : ' ')
}

function introduction({ occupation, truth, title }: PostingFacts, random: Random): string {
  const name = lowerTitle(title)
  const industry = lowerTitle(random.pick(occupation.field.industries))
  const who = random.pick(EMPLOYERS)
  const { city, country } = truth.place
  return random.pick([
    `We are ${who} in ${industry} and are looking for ${withArticle(name)} to join us in ${city}.`,
    `Join ${who} with ${random.int(2, 60) * 10} people. For our ${industry} business we need ${withArticle(name)}.`,
    `Our client, ${who} in ${industry}, is hiring ${withArticle(name)}.`,
    `${sentenceCase(name)} wanted! We are ${who} and our team in ${inCountry(country)} is growing.`,
    `Do you want to work as ${withArticle(name)} in ${industry}? Then we should talk.`,
    `To strengthen our team in ${city} we are hiring ${withArticle(name)} as soon as possible.`,
    `About the role: you will join ${who} as ${withArticle(name)} and report to the head of the department.`,
  ])
}

function duties({ occupation }: PostingFacts, bullets: boolean, random: Random): string {
  const chosen = random.sample(occupation.duties, random.int(2, 5)).map((duty) => duty.job)
  if (random.chance(0.5)) chosen.push(random.pick(occupation.tasks))
  if (bullets) {
    const heading = random.pick(['What you will do', 'Your tasks', 'Responsibilities', 'The role'])
    return `${heading}:\n${chosen.map((duty) => `- ${sentenceCase(duty)}`).join('\n')}`
  }
  const [first = '', ...others] = chosen
  const opening = random.pick([
    `You will ${first}.`,
    `Your main task is to ${first}.`,
    `In this position you ${first}.`,
  ])
  return [
    opening,
    ...others.map((duty) =>
      random.pick([`You ${duty}.`, `You will also ${duty}.`, `You help to ${duty}.`]),
    ),
  ].join(' ')
}

function requirements(facts: PostingFacts, bullets: boolean, random: Random): string {
  const { occupation, truth, title } = facts
  const lines: string[] = []
  if (random.chance(0.7)) lines.push(experience(truth.yearsAsked, lowerTitle(title), random))
  const isPhrase = (name: string): boolean =>
    occupation.tasks.includes(name) || occupation.field.tasks.includes(name)
  const named = (required: boolean, count: number): string[] =>
    random
      .sample(
        truth.skills.filter((skill) => skill.required === required && !isPhrase(skill.name)),
        count,
      )
      .map((skill) => skill.name)
  const must = named(true, random.int(2, 6))
  if (must.length > 0) {
    lines.push(
      random.pick([
        `solid knowledge of ${enumerate(must)}`,
        `hands-on experience with ${enumerate(must)}`,
        `${enumerate(must)} are part of your daily work`,
        `you are at home with ${enumerate(must)}`,
      ]),
    )
  }
  const nice = named(false, random.int(0, 4))
  if (nice.length > 0) {
    lines.push(
      random.pick([
        `nice to have: ${enumerate(nice)}`,
        `${enumerate(nice, 'or')} would be a plus`,
        `ideally some exposure to ${enumerate(nice)}`,
      ]),
    )
  }
  if (random.chance(0.5)) lines.push(random.pick(TRAITS))
  if (lines.length === 0) return ''
  if (!bullets) return lines.map((line) => `${sentenceCase(line)}.`).join(' ')
  const heading = random.pick(['Requirements', 'What you bring', 'Your profile', 'You have'])
  return `${heading}:\n${lines.map((line) => `- ${sentenceCase(line)}`).join('\n')}`
}

function experience(years: number, name: string, random: Random): string {
  if (years === 0) {
    return random.pick([
      'no experience needed, we train you',
      'suitable for graduates and career starters',
      'first experience from training or an internship is welcome',
    ])
  }
  const unit = years === 1 ? 'year' : 'years'
  return random.pick([
    `${years}+ years of experience as ${withArticle(name)}`,
    `at least ${years} ${unit} of experience in a similar position`,
    `minimum of ${years} ${unit} in the field`,
    `${years}-${years + random.int(2, 4)} years of relevant experience`,
    `${years} or more years of professional experience`,
  ])
}

function workplace({ truth }: PostingFacts, random: Random): string {
  const { city, country } = truth.place
  switch (truth.workplace) {
    case 'remote':
      if (random.chance(0.2)) return ''
      return random.pick([
        'This is a fully remote position.',
        `You can work from anywhere in ${inCountry(country)}.`,
        '100% remote, with two team meetings a year.',
        'We are a remote-first team.',
      ])
    case 'hybrid':
      if (random.chance(0.25)) return ''
      return random.pick([
        `Hybrid: ${random.int(2, 3)} days a week in our ${city} office, the rest from home.`,
        'Hybrid work after the probation period.',
        `Up to ${random.int(2, 3)} days of home office a week.`,
      ])
    case 'on_site':
      if (random.chance(0.6)) return ''
      return random.pick([
        `This role is on site in ${city}.`,
        'On-site only, remote work is not possible.',
        `You work at our ${city} location.`,
      ])
  }
}

function pay({ truth, currency }: PostingFacts, random: Random): string {
  if (!random.chance(0.22)) return ''
  const min = amount(inCurrency(truth.payMin, currency))
  const max = amount(inCurrency(truth.payMax, currency))
  return random.pick([
    `Salary: ${currency} ${min} - ${max} per year.`,
    `We pay between ${min} and ${max} ${currency} a year depending on experience.`,
    `Compensation up to ${currency} ${max}.`,
  ])
}

function amount(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

function offer({ benefits }: PostingFacts, bullets: boolean, random: Random): string {
  if (benefits.length === 0 || random.chance(0.35)) return ''
  if (!bullets) return `We offer ${enumerate(benefits.map(lowerBenefit))}.`
  const heading = random.pick(['We offer', 'Benefits', 'Why us'])
  return `${heading}:\n${benefits.map((benefit) => `- ${benefit}`).join('\n')}`
}

/** "Remote work" in a sentence is "remote work", "401(k)" and "PTO" stay. */
function lowerBenefit(benefit: string): string {
  return /^[A-Z][a-z]/.test(benefit) ? benefit.charAt(0).toLowerCase() + benefit.slice(1) : benefit
}

function formalities({ truth }: PostingFacts, random: Random): string {
  const lines: string[] = []
  if (truth.language !== 'English' && random.chance(0.7)) {
    lines.push(`Good ${truth.language} is required.`)
  } else if (random.chance(0.12)) lines.push('Fluent English, spoken and written.')
  if (!truth.sponsors && random.chance(0.2)) {
    lines.push(
      random.pick([
        `You must be authorized to work in ${inCountry(truth.place.country)}.`,
        'We are unable to sponsor visas for this position.',
      ]),
    )
  }
  if (truth.employmentType !== 'full_time' && random.chance(0.7)) {
    lines.push(EMPLOYMENT_LINES[truth.employmentType])
  }
  return lines.join(' ')
}

const EMPLOYMENT_LINES: Readonly<Record<JobTruth['employmentType'], string>> = {
  full_time: 'Full time.',
  part_time: 'Part time, 20 to 30 hours a week.',
  contract: 'Contract for six to twelve months, extension possible.',
  freelance: 'Freelance assignment, invoiced by the day.',
  internship: 'Paid internship of three to six months.',
}

const EMPLOYERS = [
  'a family-owned company',
  'a fast-growing start-up',
  'an international group',
  'a small team with big plans',
  'a non-profit organisation',
  'a regional market leader',
  'a well-established mid-sized business',
  'a young company backed by investors',
  'an employee-owned firm',
]

const ABOUT = [
  'You will find short decision paths, a team that helps each other and room to try out your own ideas.',
  'What you do here matters to many people every day, and you will see the results of your work.',
  'We have grown steadily over the last years and want to keep the quality that our customers expect.',
  'A thorough introduction and an experienced colleague at your side make the first weeks easy.',
  'The position is open because of new orders and is meant to last.',
  'You take over a varied field of work with a lot of responsibility from the first day on.',
  'Your predecessor is retiring and will hand over the work in person, step by step.',
  'You will be part of a mixed team in which people of many ages and backgrounds work together.',
]

const TRAITS = [
  'you communicate clearly and like to work with others',
  'an eye for detail and a sense of responsibility',
  'you work on your own and keep others informed',
  'willingness to learn and to share what you know',
  'reliability, punctuality and a friendly manner',
  'willingness to travel now and then',
  'a relevant degree or vocational training',
  'a hands-on mentality',
  'you stay calm when it gets busy',
]

const CLOSINGS = [
  'We look forward to hearing from you.',
  'Apply with a short CV, no cover letter needed.',
  'We welcome applicants of every background.',
  'We are an equal opportunity employer.',
  'Questions? Just send us a message.',
]
