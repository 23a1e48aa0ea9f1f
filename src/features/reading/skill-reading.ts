import type { JobSkill, TalentSkill } from '../../../supabase/functions/_shared/payload.ts'
import { phraseOf } from '../normalise/skills/skill-mentions.ts'
import { canonicalSkill } from '../normalise/skills/skills.ts'
import { skillText } from '../texts.ts'

/** A skill of either side, de-duplicated by canonical id. Lists are sorted by id, so that order and spelling of the input change nothing. */
export interface SkillReading {
  readonly id: string
  /** Canonical name, shown in sentences. */
  readonly name: string
  /** The text whose vector stands for the skill. */
  readonly text: string
  /** What a text that speaks of the skill holds, see `phraseOf`; empty for skills of the table. */
  readonly phrase: string
  readonly category: string | undefined
  /** 1-5; the platform's default 3 where nothing is said. */
  readonly proficiency: number
  /** Years held, or asked for; NaN = unknown (0 is the platform's default and counts as unknown). */
  readonly years: number
  /** A talent's primary skill. */
  readonly primary: boolean
  /** A job's required skill. */
  readonly required: boolean
}

/** The platform's default, which is also how an unstated level is read. */
const USUAL_PROFICIENCY = 3

/**
 * De-duplicates by canonical id and sorts. Of the same skill given twice the stronger statement
 * counts: the higher level, the longer time, primary over not, required over optional.
 */
export function readSkills(
  skills: readonly (TalentSkill & JobSkill)[] | null | undefined,
): readonly SkillReading[] {
  const byId = new Map<string, SkillReading>()
  for (const skill of skills ?? []) {
    const canonical = canonicalSkill(skill.name)
    const { id, category } = canonical
    if (id === '') continue
    const known = byId.get(id)
    const proficiency = skill.proficiency_level ?? USUAL_PROFICIENCY
    const years = skill.years_of_experience || Number.NaN
    byId.set(id, {
      id,
      // The table's name, else the first spelling by alphabet: the order given must not show.
      name: firstOf(canonical.name, known?.name) ?? canonical.name,
      text: skillText(canonical),
      phrase: canonical.known ? '' : phraseOf(id),
      category: category ?? firstOf(skill.category ?? undefined, known?.category),
      proficiency: Math.max(proficiency, known?.proficiency ?? 0),
      years: longest(years, known?.years ?? Number.NaN),
      primary: skill.is_primary === true || known?.primary === true,
      required: skill.is_required !== false || known?.required === true,
    })
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The longer time of those that are known; NaN where neither is. */
const longest = (a: number, b: number) => (Number.isNaN(a) || b > a ? b : a)

/** The first by alphabet of those that are given. */
const firstOf = (a: string | undefined, b: string | undefined) =>
  a === undefined || (b !== undefined && b < a) ? b : a
