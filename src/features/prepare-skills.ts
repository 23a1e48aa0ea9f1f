import type { JobSkill, TalentSkill } from '../../supabase/functions/_shared/payload.ts'
import type { FeatureContext } from './context.ts'
import { phraseOf } from './normalise/skill-mentions.ts'
import { canonicalSkill } from './normalise/skills.ts'
import type { PreparedSkill, PreparedSkills } from './prepared.ts'
import { skillText, type VectorLookup } from './texts.ts'

/** The platform's default, which is also how an unstated level is read. */
const USUAL_PROFICIENCY = 3

/**
 * De-duplicates by canonical id and sorts. Of the same skill given twice the stronger statement
 * counts: the higher level, the longer time, primary over not, required over optional.
 */
export function prepareSkills(
  skills: readonly (TalentSkill & JobSkill)[] | null | undefined,
  context: FeatureContext,
  vectors: VectorLookup,
): PreparedSkills {
  const byId = new Map<string, PreparedSkill>()
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
      phrase: canonical.known ? '' : phraseOf(id),
      category: category ?? firstOf(skill.category ?? undefined, known?.category),
      proficiency: Math.max(proficiency, known?.proficiency ?? 0),
      years: longest(years, known?.years ?? Number.NaN),
      primary: skill.is_primary === true || known?.primary === true,
      required: skill.is_required !== false || known?.required === true,
      idf: context.skillIdf(id),
      vector: vectors(skillText(canonical))?.mean,
    })
  }
  const list = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  return { list, indexOf: new Map(list.map(({ id }, index) => [id, index])) }
}

/** The longer time of those that are known; NaN where neither is. */
const longest = (a: number, b: number) => (Number.isNaN(a) || b > a ? b : a)

/** The first by alphabet of those that are given. */
const firstOf = (a: string | undefined, b: string | undefined) =>
  a === undefined || (b !== undefined && b < a) ? b : a
