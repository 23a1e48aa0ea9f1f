import type { JobSkill, TalentSkill } from '../../../supabase/functions/_shared/payload.ts'
import { canonicalSkill } from '../../features/normalise/skills/skills.ts'
import type { Pair } from '../../features/pair.ts'
import type { PreparedSkill } from '../../features/prepared.ts'
import type { Story } from './story.ts'
import { counted, listed, number, shortened } from './wording.ts'

type Given = readonly (TalentSkill | JobSkill)[] | null | undefined

/** Ids of the skills whose level is stated: an unstated one counts as 3, but nobody said so. */
const withLevel = (skills: Given) =>
  new Set(
    (skills ?? [])
      .filter((skill) => typeof skill.proficiency_level === 'number')
      .map((skill) => canonicalSkill(skill.name).id),
  )

interface Depth {
  /** Shared skills held below the level, or for less time, than the job asks for: as phrases. */
  readonly below: readonly string[]
  /** Names of shared skills that meet a level or time that the job states. */
  readonly met: readonly string[]
  /** Levels of shared skills for which the job states none. */
  readonly levels: readonly string[]
}

function depthOf({ talent, job, skills }: Pair): Depth {
  const stated = withLevel(talent.given.skills)
  const asking = withLevel(job.given.skills)
  const below: string[] = []
  const met: string[] = []
  const levels: string[] = []
  job.skills.list.forEach((asked: PreparedSkill, j) => {
    const held = talent.skills.list[skills.held[j] as number]
    if (!held) return
    const name = shortened(asked.name)
    const comparesLevel = stated.has(held.id) && asking.has(asked.id)
    if (comparesLevel && held.proficiency < asked.proficiency) {
      below.push(
        `${name} at level ${number(held.proficiency)} (${number(asked.proficiency)} asked)`,
      )
    } else if (held.years < asked.years) {
      below.push(`${name} for ${number(held.years)} of ${counted(asked.years, 'year')}`)
    } else if (comparesLevel || held.years >= asked.years) {
      met.push(name)
    } else if (stated.has(held.id)) {
      levels.push(`${name} at level ${number(held.proficiency)}`)
    }
  })
  return { below, met, levels }
}

const belowAsked = ({ below }: Depth) =>
  below.length > 0 ? `Below what is asked: ${listed(below)}` : undefined

export const depthStory: Story = {
  id: 'skill_depth',
  label: 'Depth of skills',
  features: ['proficiency_coverage', 'skill_years_coverage'],
  describe: (pair) => {
    const depth = depthOf(pair)
    if (depth.below.length > 0) return belowAsked(depth)
    if (depth.met.length > 0) return `At or above what is asked in ${listed(depth.met)}`
    return depth.levels.length > 0 ? `The profile has ${listed(depth.levels)} of 5` : undefined
  },
  mismatch: (pair) => belowAsked(depthOf(pair)),
}
