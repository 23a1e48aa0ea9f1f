import type { Pair } from '../features/pair.ts'
import { FEATURES } from '../features/registry.ts'

/**
 * The judgement that labels synthetic pairs until people's own acts do: how far talent and job fit,
 * 0-100. It weighs the groups as the product does (skills 40, experience 25, location 20, pay 15),
 * gives credit for related skills and for likeness of the work, takes what is unknown as middling,
 * and lets nothing make up for work of another kind.
 */
export function fitByTeacher(pair: Pair): number {
  const value = valuesOf(pair)
  const role = roleOf(value)
  const skill = skillOf(value, role)
  const parts =
    40 * skill +
    25 * experienceOf(value, role) +
    20 * locationOf(value, pair) +
    15 * payOf(value) +
    cultureOf(value)
  // Another kind of work is no match, however near and well paid.
  const relevance = Math.max(role, 0.85 * skill)
  const share = (parts / 100) * (0.3 + 0.7 * smoothstep(0.05, 0.8, relevance))
  return Math.min(100, 105 * Math.max(0, share) ** GRADE_EXPONENT)
}

/** Likeness of the work as measured between unrelated occupations, and for plainly the same one. */
const UNRELATED = 0.08
const SAME_WORK = 0.6

/**
 * Hardly a pair is perfect in every part: this spreads the share of perfection over the scale that
 * people read, where a good match stands above 70 and the best above 80.
 */
const GRADE_EXPONENT = 0.6

type Values = (name: string) => number

function valuesOf(pair: Pair): Values {
  return (name) => {
    const feature = BY_NAME.get(name)
    if (!feature) throw new RangeError(`there is no feature ${name}`)
    return feature.compute(pair)
  }
}

const BY_NAME = new Map(FEATURES.map((feature) => [feature.name, feature]))

const known = (value: number, otherwise: number) => (Number.isNaN(value) ? otherwise : value)
const clamp = (value: number) => Math.min(1, Math.max(0, value))

function smoothstep(low: number, high: number, value: number): number {
  const t = clamp((value - low) / (high - low))
  return t * t * (3 - 2 * t)
}

/** Likeness of the work, 0-1; by words alone where there are no vectors. */
function roleOf(value: Values): number {
  const words =
    UNRELATED +
    0.25 * value('title_similarity') +
    0.4 * known(value('lexical_description_overlap'), 0)
  const likeness = known(value('role_similarity'), words)
  return clamp((likeness - UNRELATED) / (SAME_WORK - UNRELATED))
}

function skillOf(value: Values, role: number): number {
  const covered = value('weighted_skill_score')
  if (Number.isNaN(covered)) return 0.2 + 0.6 * role
  const listed =
    0.46 * covered +
    0.2 * known(value('required_skills_coverage'), covered) +
    0.06 * known(value('optional_skills_coverage'), covered) +
    0.06 * value('proficiency_coverage') +
    0.06 * value('skill_years_coverage') +
    0.08 * value('rare_skills_bonus') +
    0.08 * known(value('primary_skills_coverage'), 0.7 * covered)
  const named = known(value('title_skill_overlap'), listed)
  // Whoever does the same work has more of its skills than a list shows.
  return clamp(0.58 * listed + 0.08 * named + 0.42 * role)
}

function experienceOf(value: Values, role: number): number {
  const short = clamp(
    0.75 * known(value('underqualified_penalty'), 0.25) +
      0.04 * known(value('required_years_gap'), 0),
  )
  const above = 0.45 * known(value('overqualified_penalty'), 0.1)
  const language = known(value('language_match'), 0.8)
  return clamp(1 - short - above) * (0.45 + 0.55 * role) * (0.5 + 0.5 * language)
}

function locationOf(value: Values, { job, talent }: Pair): number {
  const near = Math.sqrt(known(value('place_nearness'), 0.16))
  const willing = talent.relocates
    ? Math.max(near, 0.65)
    : talent.relocates === false
      ? 0.92 * near
      : near
  const suits = known(value('remote_compatibility'), 0.7)
  const there = job.mode === 'remote' ? 0.82 + 0.18 * near : 0.08 + 0.92 * willing
  // Nothing else of a place counts much for someone who may not work there.
  return there * suits ** 0.35 * (0.25 + 0.75 * known(value('work_authorization_match'), 0.6))
}

function payOf(value: Values): number {
  const shortfall = value('pay_shortfall')
  const pay = Number.isNaN(shortfall)
    ? 0.55
    : shortfall > 0
      ? clamp(0.5 - 1.6 * shortfall)
      : 0.8 + 0.2 * Math.sqrt(value('salary_overlap_iou'))
  const benefits = known(value('benefits_match'), 0.4) - 0.4
  const form = known(value('employment_type_match'), 0.6) - 0.6
  return pay + 0.55 * benefits + 0.5 * form
}

/** A few points either way for what is said beside the work itself. */
function cultureOf(value: Values): number {
  const culture = known(value('culture_fit_score'), 0.18) - 0.18
  return 20 * Math.min(0.25, Math.max(-0.15, culture))
}
