import { dot } from '../embeddings/vectors.ts'
import type { Feature } from './feature.ts'
import { oncePerPair, type Pair } from './pair.ts'
import type { PreparedSkill } from './prepared.ts'

/** A required skill weighs twice an optional one. */
const REQUIRED_WEIGHT = 2
/** The widest gap between two levels of proficiency (1 and 5). */
const FULL_GAP = 4
/** Beyond this multiple, more years or more skills say nothing more. */
const RATIO_CAP = 2

const NOTHING_ASKED = 'the job lists no skills'

const weightOf = (skill: PreparedSkill) => (skill.required ? REQUIRED_WEIGHT : 1)

const shortfall = (pair: Pair, asked: PreparedSkill, held: number) => {
  const skill = pair.talent.skills.list[held]
  return skill ? Math.max(0, asked.proficiency - skill.proficiency) : FULL_GAP
}

/**
 * Weighted share of the asked skills: Σ weight · credit / Σ weight. As an absent skill earns 0,
 * the share never falls when the talent gains a skill and never rises when another is asked for.
 */
function coverage(
  pair: Pair,
  weight: (asked: PreparedSkill) => number,
  credit: (asked: PreparedSkill, index: number) => number,
): number {
  let earned = 0
  let total = 0
  const asked = pair.job.skills.list
  for (let j = 0; j < asked.length; j++) {
    const skill = asked[j] as PreparedSkill
    const w = weight(skill)
    if (w === 0) continue
    total += w
    earned += w * credit(skill, j)
  }
  return total > 0 ? earned / total : Number.NaN
}

/** How near the bio comes in meaning to the asked skills, 0-1; NaN without skills or vectors. */
export const bioSkillAffinity = oncePerPair((pair) =>
  pair.talent.vectors.profile
    ? coverage(pair, weightOf, (_, j) => pair.skills.spoken[j] as number)
    : Number.NaN,
)

const isHeld = (pair: Pair, j: number) => ((pair.skills.held[j] as number) >= 0 ? 1 : 0)

function countHeld(pair: Pair): number {
  let held = 0
  for (let j = 0; j < pair.skills.count; j++) held += isHeld(pair, j)
  return held
}

/** Mean over the asked skills that the talent lists; NaN where there are none. */
function meanOverHeld(
  pair: Pair,
  value: (asked: PreparedSkill, held: PreparedSkill) => number,
): number {
  let sum = 0
  let count = 0
  pair.job.skills.list.forEach((asked, j) => {
    const held = pair.talent.skills.list[pair.skills.held[j] as number]
    if (!held) return
    const each = value(asked, held)
    if (Number.isNaN(each)) return
    sum += each
    count++
  })
  return count > 0 ? sum / count : Number.NaN
}

/** Years that a skill is usually asked for where the job does not say; by level entry … executive. */
const USUAL_SKILL_YEARS = [1, 1, 3, 4, 5, 6]
const yearsAskedOf = (pair: Pair, asked: PreparedSkill) =>
  Number.isNaN(asked.years) ? (USUAL_SKILL_YEARS[pair.job.level] ?? 3) : asked.years

/** What holding a skill earns before its years count: years that are stated can then only add. */
const HELD_CREDIT = 0.5

export const skillFeatures: readonly Feature[] = [
  {
    name: 'skill_overlap_jaccard',
    group: 'skill',
    description: 'Shared skills over all skills of both, by canonical name; 0-1',
    missing: NOTHING_ASKED,
    ranked: 1,
    compute: (pair) => {
      const asked = pair.job.skills.list.length
      if (asked === 0) return Number.NaN
      const shared = countHeld(pair)
      return shared / (asked + pair.talent.skills.list.length - shared)
    },
  },
  {
    name: 'skill_proficiency_alignment',
    group: 'skill',
    description: '1 − mean shortfall/4 in proficiency over the shared skills; 0-1',
    missing: 'no skill is shared',
    compute: (pair) =>
      meanOverHeld(
        pair,
        (asked, held) => 1 - Math.max(0, asked.proficiency - held.proficiency) / FULL_GAP,
      ),
  },
  {
    name: 'required_skills_coverage',
    group: 'skill',
    description: 'Share of the required skills that the talent lists; 0-1',
    missing: 'the job requires no skill',
    ranked: 1,
    compute: (pair) =>
      coverage(
        pair,
        (s) => (s.required ? 1 : 0),
        (_, j) => isHeld(pair, j),
      ),
  },
  {
    name: 'skill_embedding_similarity',
    group: 'skill',
    description:
      'For each asked skill the best cosine to a skill of the talent, averaged, required ones double; −1-1',
    missing: 'a side lists no skills, or no vectors are there',
    compute: (pair) => bestCosines(pair),
  },
  {
    name: 'avg_skill_years_ratio',
    group: 'skill',
    description:
      'Mean over shared skills of years held over years asked (or usual for the level); 0-2',
    missing: 'no shared skill has years',
    compute: (pair) =>
      meanOverHeld(pair, (asked, held) =>
        Math.min(RATIO_CAP, held.years / yearsAskedOf(pair, asked)),
      ),
  },
  {
    name: 'primary_skills_match',
    group: 'skill',
    description:
      "Share of the talent's primary skills that the job asks for, required ones double; 0-1",
    missing: 'the talent marks no primary skill, or the job lists none',
    compute: (pair) => {
      if (pair.job.skills.list.length === 0) return Number.NaN
      let earned = 0
      let total = 0
      for (const skill of pair.talent.skills.list) {
        if (!skill.primary) continue
        const asked = pair.job.skills.list[pair.job.skills.indexOf.get(skill.id) ?? -1]
        const weight = asked ? weightOf(asked) : 1
        total += weight
        if (asked) earned += weight
      }
      return total > 0 ? earned / total : Number.NaN
    },
  },
  {
    // A first primary skill takes `primary_skills_match` from missing to 1, and trees may hold
    // missing to be better than any value; over the asked skills nothing goes missing.
    name: 'primary_skills_coverage',
    group: 'skill',
    description:
      'Share of the asked skills that the talent marks as primary, required ones double; 0-1',
    missing: NOTHING_ASKED,
    ranked: 1,
    compute: (pair) =>
      coverage(pair, weightOf, (_, j) =>
        pair.talent.skills.list[pair.skills.held[j] as number]?.primary ? 1 : 0,
      ),
  },
  {
    name: 'skill_category_overlap',
    group: 'skill',
    description: 'Shared categories over all categories of both sides; 0-1',
    missing: 'a side has no skill of a known category',
    compute: (pair) => {
      const talent = categories(pair.talent.skills.list)
      const job = categories(pair.job.skills.list)
      if (talent.size === 0 || job.size === 0) return Number.NaN
      let shared = 0
      for (const each of job) if (talent.has(each)) shared++
      return shared / (talent.size + job.size - shared)
    },
  },
  {
    name: 'rare_skills_bonus',
    group: 'skill',
    description:
      'Rarity (inverse document frequency among jobs) of the asked skills that are held, over all asked; 0-1',
    missing: NOTHING_ASKED,
    ranked: 1,
    compute: (pair) =>
      coverage(
        pair,
        (s) => s.idf,
        (_, j) => isHeld(pair, j),
      ),
  },
  {
    name: 'skill_count_ratio',
    group: 'skill',
    description: 'Number of skills of the talent over number asked; 0-2',
    missing: NOTHING_ASKED,
    compute: (pair) =>
      pair.job.skills.list.length === 0
        ? Number.NaN
        : Math.min(RATIO_CAP, pair.talent.skills.list.length / pair.job.skills.list.length),
  },
  {
    name: 'weighted_skill_score',
    group: 'skill',
    description:
      'Coverage of the asked skills, required ones double, by proficiency, with partial credit for related skills and for mentions in the text; 0-1',
    missing: NOTHING_ASKED,
    ranked: 1,
    compute: (pair) =>
      coverage(pair, weightOf, (asked, j) => {
        const credit = pair.skills.credit[j] as number
        const held = pair.skills.held[j] as number
        // A held skill earns at least what a related one could, so that gaining it never costs.
        return held >= 0 ? 1 - (0.2 * shortfall(pair, asked, held)) / FULL_GAP : credit
      }),
  },
  {
    name: 'optional_skills_coverage',
    group: 'skill',
    description: 'Share of the optional skills that the talent lists; 0-1',
    missing: 'the job names no optional skill',
    ranked: 1,
    compute: (pair) =>
      coverage(
        pair,
        (s) => (s.required ? 0 : 1),
        (_, j) => isHeld(pair, j),
      ),
  },
  {
    name: 'related_skills_coverage',
    group: 'skill',
    description:
      'Share of the asked skills that the talent lists or comes near to, required ones double; 0-1',
    missing: NOTHING_ASKED,
    ranked: 1,
    compute: (pair) => coverage(pair, weightOf, (_, j) => pair.skills.credit[j] as number),
  },
  {
    name: 'proficiency_coverage',
    group: 'skill',
    description:
      '1 − shortfall/4 in proficiency over all asked skills, an absent one counting in full; 0-1',
    missing: NOTHING_ASKED,
    ranked: 1,
    compute: (pair) =>
      coverage(
        pair,
        weightOf,
        (asked, j) => 1 - shortfall(pair, asked, pair.skills.held[j] as number) / FULL_GAP,
      ),
  },
  {
    name: 'skill_years_coverage',
    group: 'skill',
    description:
      'Over all asked skills, half for holding one and half for years held over years asked, at most 1; 0-1',
    missing: NOTHING_ASKED,
    ranked: 1,
    compute: (pair) =>
      coverage(pair, weightOf, (asked, j) => {
        const held = pair.talent.skills.list[pair.skills.held[j] as number]
        if (!held) return 0
        if (Number.isNaN(held.years)) return HELD_CREDIT
        const share = Math.min(1, held.years / yearsAskedOf(pair, asked))
        return HELD_CREDIT + (1 - HELD_CREDIT) * share
      }),
  },
  {
    name: 'required_shortfall_count',
    group: 'skill',
    description: 'Number of required skills that the talent does not list',
    missing: 'the job requires no skill',
    compute: (pair) => {
      let required = 0
      let held = 0
      pair.job.skills.list.forEach((skill, j) => {
        if (!skill.required) return
        required++
        held += isHeld(pair, j)
      })
      return required > 0 ? required - held : Number.NaN
    },
  },
  {
    name: 'largest_proficiency_gap',
    group: 'skill',
    description:
      'Largest shortfall in proficiency over the asked skills, an absent one counting 4; 0-4',
    missing: NOTHING_ASKED,
    compute: (pair) => {
      let largest = Number.NaN
      pair.job.skills.list.forEach((asked, j) => {
        const gap = shortfall(pair, asked, pair.skills.held[j] as number)
        if (!(gap <= largest)) largest = gap
      })
      return largest
    },
  },
  {
    name: 'bio_mentions_of_job_skills',
    group: 'skill',
    description:
      "Share of the asked skills that the talent's title or bio speaks of, required ones double; 0-1",
    missing: NOTHING_ASKED,
    ranked: 1,
    compute: (pair) => coverage(pair, weightOf, (_, j) => pair.skills.mentioned[j] as number),
  },
  {
    name: 'bio_skill_affinity',
    group: 'skill',
    description: 'How near the bio comes in meaning to the asked skills, required ones double; 0-1',
    missing: `${NOTHING_ASKED}, or no vectors are there`,
    ranked: 1,
    compute: bioSkillAffinity,
  },
  {
    name: 'title_skill_overlap',
    group: 'skill',
    description:
      "Share of the skills named in the job's title that the talent lists or speaks of; 0-1",
    missing: "the job's title names no skill",
    ranked: 1,
    compute: (pair) => {
      const named = pair.job.titleSkills
      if (named.length === 0) return Number.NaN
      let shared = 0
      for (const skill of named) {
        if (pair.talent.skills.indexOf.has(skill.id) || pair.talent.mentions(skill)) shared++
      }
      return shared / named.length
    },
  },
]

/** Needs the raw cosines, so it is worked out from the vectors; the ranker reads `related_skills_coverage` instead. */
function bestCosines(pair: Pair): number {
  let sum = 0
  let total = 0
  for (const asked of pair.job.skills.list) {
    if (!asked.vector) continue
    let best = -1
    for (const { vector } of pair.talent.skills.list) {
      if (vector) best = Math.max(best, dot(asked.vector, vector))
    }
    if (best === -1) return Number.NaN
    sum += weightOf(asked) * best
    total += weightOf(asked)
  }
  return total > 0 ? sum / total : Number.NaN
}

const categories = (skills: readonly PreparedSkill[]) =>
  new Set(skills.flatMap(({ category }) => category ?? []))
