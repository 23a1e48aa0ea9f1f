import type { Pair } from '../../features/pair.ts'
import type { PreparedSkill } from '../../features/prepared.ts'
import type { Story } from './story.ts'
import { counted, listed } from './wording.ts'

const names = (skills: readonly PreparedSkill[]) => listed(skills.map(({ name }) => name))

/** The asked skills, required or optional, split into those listed by the talent and the others. */
function split({ job, skills }: Pair, required: boolean) {
  const held: PreparedSkill[] = []
  const missing: { skill: PreparedSkill; index: number }[] = []
  job.skills.list.forEach((skill, index) => {
    if (skill.required !== required) return
    if ((skills.held[index] as number) >= 0) held.push(skill)
    else missing.push({ skill, index })
  })
  return { held, missing, total: held.length + missing.length }
}

/** `6 of 7 required skills; missing Kafka`, with what stands in for the missing ones. */
function coverageSentence(pair: Pair, required: boolean): string | undefined {
  const { held, missing, total } = split(pair, required)
  if (total === 0) return undefined
  const kind = required ? 'required' : 'optional'
  const count =
    missing.length === 0
      ? total === 1
        ? `The only ${kind} skill is there: ${names(held)}`
        : `All ${total} ${kind} skills: ${names(held)}`
      : `${held.length} of ${counted(total, `${kind} skill`)}; missing ${names(missing.map(({ skill }) => skill))}`
  const standIn = missing.find(({ index }) => (pair.skills.by[index] as number) >= 0)
  const related = standIn && pair.talent.skills.list[pair.skills.by[standIn.index] as number]
  return related ? `${count}, but has the related ${related.name}` : count
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

/** Shared skills held below the level, or for less time, than the job asks for. */
function shallow({ talent, job, skills }: Pair) {
  const found: string[] = []
  job.skills.list.forEach((asked, j) => {
    const held = talent.skills.list[skills.held[j] as number]
    if (!held) return
    if (held.proficiency < asked.proficiency) {
      found.push(`${asked.name} at level ${held.proficiency} of ${asked.proficiency} asked`)
    } else if (held.years < asked.years) {
      found.push(`${asked.name} for ${counted(held.years, 'year')} of ${asked.years} asked`)
    }
  })
  return found
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
      const { missing } = split(pair, true)
      return missing.length > 0
        ? `Missing required ${missing.length === 1 ? 'skill' : 'skills'}: ${names(missing.map(({ skill }) => skill))}`
        : undefined
    },
  },
  {
    id: 'optional_skills',
    label: 'Optional skills',
    features: ['optional_skills_coverage'],
    describe: (pair) => coverageSentence(pair, false),
  },
  {
    id: 'skill_depth',
    label: 'Depth of skills',
    features: ['proficiency_coverage', 'skill_years_coverage'],
    describe: (pair) => {
      const shared = pair.job.skills.list.filter((_, j) => (pair.skills.held[j] as number) >= 0)
      if (shared.length === 0) return undefined
      const below = shallow(pair)
      return below.length > 0
        ? `Below what is asked: ${listed(below)}`
        : `At or above the asked level in ${names(shared)}`
    },
    mismatch: (pair) => {
      const below = shallow(pair)
      return below.length > 0 ? `Below what is asked: ${listed(below)}` : undefined
    },
  },
  {
    id: 'primary_skills',
    label: 'Primary skills',
    features: ['primary_skills_match'],
    describe: ({ talent, job }) => {
      const primary = talent.skills.list.filter((skill) => skill.primary)
      if (primary.length === 0 || job.skills.list.length === 0) return undefined
      const asked = primary.filter(({ id }) => job.skills.indexOf.has(id))
      if (asked.length === 0) return `None of the primary skills is asked for: ${names(primary)}`
      return `${asked.length} of ${counted(primary.length, 'primary skill')} asked for: ${names(asked)}`
    },
  },
  {
    id: 'title_skills',
    label: 'Skills in the title',
    features: ['title_skill_overlap'],
    describe: ({ talent, job }) => {
      if (job.titleSkills.length === 0) return undefined
      const has = (skill: PreparedSkill) =>
        talent.skills.indexOf.has(skill.id) || talent.mentions(skill)
      const held = job.titleSkills.filter(has)
      return held.length > 0
        ? `The job's title names ${names(job.titleSkills)}; the profile has ${names(held)}`
        : `The job's title names ${names(job.titleSkills)}, which the profile does not`
    },
  },
]
