import type { Occupation } from './occupation.ts'
import { enumerate, impersonal, lowerTitle, sentenceCase, withArticle } from './phrases.ts'
import type { Random } from './random.ts'
import type { TalentTruth } from './truth.ts'

/** The longest bio that the platform's edit form takes, characters. */
const BIO_LIMIT = 2000

/** What a bio may speak of. */
interface BioFacts {
  readonly occupation: Occupation
  readonly truth: TalentTruth
  /** The title without words for the level. */
  readonly title: string
}

/** A bio of up to 8 sentences: in the first person, in telegram style, or as a list of duties. */
export function writeBio(facts: BioFacts, random: Random): string {
  const style = random.weighted([
    [firstPerson, 62],
    [telegram, 23],
    [imperative, 15],
  ])
  return style(facts, random).join(' ').slice(0, BIO_LIMIT)
}

function firstPerson(facts: BioFacts, random: Random): string[] {
  const { occupation, truth } = facts
  const duties = random.sample(occupation.duties, random.int(1, 4)).map((duty) => duty.talent)
  const [first = '', second = '', ...others] = duties
  const sentences = [introduction(facts, random)]
  if (second === '') sentences.push(`Day to day I ${first}.`)
  else {
    sentences.push(
      random.pick([
        `In my current role I ${first} and ${second}.`,
        `Mostly I ${first}. I also ${second}.`,
        `Over the years I learned to ${first} and to ${second}.`,
        `People call me when somebody has to ${first}, or to ${second}.`,
      ]),
    )
  }
  for (const duty of others) {
    sentences.push(
      random.pick([`I ${duty}.`, `I like to ${duty}.`, `In earlier jobs I had to ${duty}.`]),
    )
  }
  if (random.chance(0.55)) sentences.push(`${knowledge(truth, random)}.`)
  if (random.chance(0.3)) sentences.push(random.pick(CHARACTER))
  if (random.chance(0.35)) sentences.push(wish(facts, random))
  return random.chance(0.12) ? sentences.slice(0, 1) : sentences
}

function introduction({ occupation, truth, title }: BioFacts, random: Random): string {
  const name = lowerTitle(title)
  const industry = lowerTitle(random.pick(occupation.field.industries))
  const { years } = truth
  const time = years === 1 ? 'one year' : `${years} years`
  if (years === 0) {
    return random.pick([
      `I recently finished my training and want to start as ${withArticle(name)}.`,
      `New to the job market, I am looking for a first position as ${withArticle(name)}.`,
      `Career changer, now on the way to becoming ${withArticle(name)}.`,
    ])
  }
  return random.pick([
    `I am ${withArticle(name)} with ${time} of experience in ${industry}.`,
    `${sentenceCase(name)} with ${time} of practice, most of it in ${industry}.`,
    `For ${time} I have worked as ${withArticle(name)}.`,
    `After ${time} as ${withArticle(name)} I still enjoy the work.`,
    `I work as ${withArticle(name)}, lately in ${industry}.`,
    `${sentenceCase(name)} based in ${truth.place.city}.`,
    `Hi! I'm ${withArticle(name)} and I have been doing this for ${time}.`,
  ])
}

function knowledge(truth: TalentTruth, random: Random): string {
  const names = random.sample(
    truth.skills.filter((skill) => !/^[a-z]+ /.test(skill.name) || skill.primary),
    random.int(2, 5),
  )
  const skills = enumerate((names.length > 1 ? names : truth.skills.slice(0, 3)).map((s) => s.name))
  return random.pick([
    `I know my way around ${skills}`,
    `My tools are ${skills}`,
    `I have worked a lot with ${skills}`,
    `Strong in ${skills}`,
    `Comfortable with ${skills}`,
  ])
}

function wish({ occupation, truth }: BioFacts, random: Random): string {
  const { city } = truth.place
  if (truth.workplace === 'remote_only') {
    return random.pick([
      'I am looking for fully remote work only.',
      'I work from home and would like to keep it that way.',
      'Remote positions only, please.',
    ])
  }
  if (truth.workplace === 'on_site') {
    return random.pick([
      `I prefer to work on site in or near ${city}.`,
      `Looking for a position around ${city}.`,
      'I like to have my colleagues around me.',
    ])
  }
  return random.pick([
    truth.relocates ? 'Happy to relocate for the right job.' : `Rooted in ${city}.`,
    `Open to work in ${lowerTitle(random.pick(occupation.field.industries))}.`,
    'Open to hybrid or remote work.',
    'Looking for a team where I can keep learning.',
    'Available at short notice.',
  ])
}

function telegram(facts: BioFacts, random: Random): string[] {
  const { occupation, truth, title } = facts
  const duties = random.sample(occupation.duties, random.int(1, 3))
  const parts = [truth.years > 0 ? `${title}, ${truth.years}+ years.` : `${title}, starting out.`]
  for (const duty of duties) parts.push(`${sentenceCase(duty.talent)}.`)
  if (random.chance(0.6)) parts.push(`${knowledge(truth, random)}.`)
  if (random.chance(0.3)) parts.push(`Languages: ${truth.languages.join(', ')}.`)
  return parts
}

/** As public occupation data describes work, drily: "Plan, check and ... May also ..." */
export function imperative({ occupation }: Pick<BioFacts, 'occupation'>, random: Random): string[] {
  const tasks = random.sample(occupation.tasks, random.int(2, 4))
  const last = tasks.length > 2 ? tasks.pop() : undefined
  const [first, second] = random.sample(occupation.duties, random.int(1, 2))
  const sentences = [`${sentenceCase(enumerate(tasks))}.`]
  if (first !== undefined) {
    const wording = random.chance(0.65) ? impersonal(first.job) : first.talent
    sentences.push(`${sentenceCase(wording)}.`)
  }
  if (second !== undefined) sentences.push(`May ${impersonal(second.job)}.`)
  if (last !== undefined) sentences.push(`May also ${last}.`)
  if (random.chance(0.25)) {
    const topics = random.sample(occupation.topics, 2)
    sentences.push(`Apply knowledge of ${enumerate(topics)}.`)
  }
  return sentences
}

const CHARACTER = [
  'Calm under pressure and easy to work with.',
  'I take care of details and keep my promises.',
  'Colleagues say that I explain things well.',
  'I like clear goals and honest feedback.',
  'Outside work I volunteer and run long distances.',
  'I enjoy training newcomers.',
  'Quick learner, reliable, always on time.',
  'I would rather ask one question too many than guess.',
  'Quality and safety come first for me.',
  'I bring order into messy situations.',
]
