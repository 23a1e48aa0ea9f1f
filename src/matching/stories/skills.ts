import type { Pair } from '../../features/pair.ts'
import type { PreparedSkill } from '../../features/prepared.ts'
import { depthStory } from './skill-depth.ts'
import type { Story } from './story.ts'
import { counted, listed } from './wording.ts'

const names = (skills: readonly Pick<PreparedSkill, 'name'>[]) =>
  listed(skills.map(({ name }) => name))

/** What a related skill must earn of a missing one before a sentence calls it related, 0-1. */
const PLAINLY_RELATED = 0.4

/** The asked skills, required or optional, by what the talent has to show for them. */
function split({ job, skills }: Pair, required: boolean) {
  const held: PreparedSkill[] = []
  const mentioned: PreparedSkill[] = []
  const missing: { skill: PreparedSkill; index: number }[] = []
  job.skills.list.forEach((skill, index) => {
    if (skill.required !== required) return
    if ((skills.held[index] as number) >= 0) held.push(skill)
    else if (skills.mentioned[index] === 1) mentioned.push(skill)
    else missing.push({ skill, index })
  })
  return { held, mentioned, missing, total: held.length + mentioned.length + missing.length }
}

/** `RabbitMQ is related to Kafka`: the listed skill that best stands in for a missing one. */
function standIn(pair: Pair, missing: readonly { skill: PreparedSkill; index: number }[]) {
  const credit = ({ index }: { index: number }) =>
    (pair.skills.by[index] as number) >= 0 ? (pair.skills.credit[index] as number) : 0
  const [best] = [...missing].sort((a, b) => credit(b) - credit(a))
  if (!best || credit(best) < PLAINLY_RELATED) return undefined
  const related = pair.talent.skills.list[pair.skills.by[best.index] as number]
  return related && `${names([related])} is related to ${names([best.skill])}`
}

/** `6 of 7 required skills; missing Kafka`, with what stands in for the missing ones. */
function coverageSentence(pair: Pair, required: boolean): string | undefined {
  const { held, mentioned, missing, total } = split(pair, required)
  if (total === 0) return undefined
  const kind = required ? 'required' : 'optional'
  if (held.length === total) {
    if (total === 1) return `The only ${kind} skill is there: ${names(held)}`
    return `${total === 2 ? 'Both' : `All ${total}`} ${kind} skills: ${names(held)}`
  }
  const related = standIn(pair, missing)
  return [
    `${held.length} of ${counted(total, `${kind} skill`)}`,
    ...(mentioned.length > 0 ? [`the profile's text mentions ${names(mentioned)}`] : []),
    ...(missing.length > 0 ? [`missing ${names(missing.map(({ skill }) => skill))}`] : []),
    ...(related ? [related] : []),
  ].join('; ')
}

function coverage(pair: Pair): string | undefined {
  if (pair.job.skills.list.length === 0) return 'The job lists no skills'
  if (pair.talent.skills.list.length === 0) {
    const mentioned = pair.job.skills.list.filter((_, j) => pair.skills.mentioned[j] === 1)
    return mentioned.length > 0
      ? `The profile lists no skills, but its text mentions ${names(mentioned)}`
      : 'The profile lists no skills'
  }
  return coverageSentence(pair, true) ?? coverageSentence(pair, false)
}

export const skillStories: readonly Story[] = [
  {
    id: 'required_skills',
    label: 'Skills',
    features: [
      'skill_overlap_jaccard',
      'required_skills_coverage',
      'rare_skills_bonus',
      'weighted_skill_score',
      'related_skills_coverage',
      'bio_mentions_of_job_skills',
      'bio_skill_affinity',
    ],
    describe: coverage,
    mismatch: (pair) => {
      const missing = split(pair, true).missing.map(({ skill }) => skill)
      if (missing.length === 0) return undefined
      return `Missing required ${missing.length === 1 ? 'skill' : 'skills'}: ${names(missing)}`
    },
  },
  {
    id: 'optional_skills',
    label: 'Optional skills',
    features: ['optional_skills_coverage'],
    describe: (pair) => coverageSentence(pair, false),
  },
  depthStory,
  {
    id: 'primary_skills',
    label: 'Primary skills',
    features: ['primary_skills_coverage'],
    describe: ({ talent, job }) => {
      const primary = talent.skills.list.filter((skill) => skill.primary)
      if (primary.length === 0 || job.skills.list.length === 0) return undefined
      const asked = primary.filter(({ id }) => job.skills.indexOf.has(id))
      if (primary.length === 1) {
        return asked.length === 1
          ? `The job asks for the primary skill ${names(asked)}`
          : `The job does not ask for the primary skill ${names(primary)}`
      }
      return asked.length === 0
        ? `The job asks for none of the primary skills ${names(primary)}`
        : `The job asks for ${asked.length} of ${primary.length} primary skills: ${names(asked)}`
    },
  },
  {
    id: 'title_skills',
    label: 'Skills in the title',
    features: ['title_skill_overlap'],
    describe: ({ talent, job }) => {
      const named = job.titleSkills
      if (named.length === 0) return undefined
      const held = named.filter(
        (skill) => talent.skills.indexOf.has(skill.id) || talent.mentions(skill),
      )
      if (held.length === named.length) {
        return `The job's title names ${names(named)}, and so does the profile`
      }
      return held.length > 0
        ? `The job's title names ${names(named)}; the profile names ${names(held)}`
        : `The job's title names ${names(named)}, which the profile does not`
    },
  },
]
