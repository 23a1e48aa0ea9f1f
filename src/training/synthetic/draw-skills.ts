import type { ExperienceLevel } from '../../../supabase/functions/_shared/payload.ts'
import { findOccupation, neighboursOf } from './catalog.ts'
import type { Occupation } from './occupation.ts'
import type { Random } from './random.ts'
import type { JobTruth, TalentTruth } from './truth.ts'

/** Usual proficiency at a level, 1-5. */
const PROFICIENCY: Readonly<Record<ExperienceLevel, number>> = {
  entry: 1.8,
  junior: 2.4,
  mid: 3.1,
  senior: 3.9,
  lead: 4.2,
  executive: 4.2,
}

/** Skills of one kind of an occupation: the first half of the list is its core. */
interface Pool {
  readonly names: readonly string[]
  readonly core: number
}

/**
 * Everything a person of this occupation masters: most of its core, part of the rest, some of what
 * neighbours do.
 */
export function drawTalentSkills(
  occupation: Occupation,
  level: ExperienceLevel,
  years: number,
  random: Random,
): TalentTruth['skills'] {
  const depth = (PROFICIENCY[level] - 3) * 0.08
  const names = new Set<string>()
  for (const { names: pool, core } of pools(occupation)) {
    pool.forEach((name, place) => {
      if (random.chance((place < core ? 0.78 : 0.42) + depth)) names.add(name)
    })
  }
  for (const name of occupation.field.topics) if (random.chance(0.4 + depth)) names.add(name)
  for (const name of occupation.field.tasks) if (random.chance(0.3 + depth)) names.add(name)
  for (const name of borrowedSkills(occupation, 3, random)) names.add(name)
  const primary = new Set(random.sample(occupation.tools.slice(0, 4), random.int(1, 3)))
  return [...names].map((name) => ({
    name,
    proficiency: clampLevel(PROFICIENCY[level] + 0.75 * random.bell()),
    years: Math.round(years * random.between(0.2, 1)),
    primary: primary.has(name),
  }))
}

/** Everything a posting of this occupation asks: its core mostly required, the rest mostly welcome. */
export function drawJobSkills(
  occupation: Occupation,
  level: ExperienceLevel,
  random: Random,
): JobTruth['skills'] {
  const asked = new Map<string, boolean>()
  for (const { names: pool, core } of pools(occupation)) {
    pool.forEach((name, place) => {
      const isCore = place < core
      if (random.chance(isCore ? 0.75 : 0.4)) asked.set(name, random.chance(isCore ? 0.85 : 0.35))
    })
  }
  for (const name of occupation.field.topics) {
    if (random.chance(0.25) && !asked.has(name)) asked.set(name, random.chance(0.4))
  }
  for (const name of borrowedSkills(occupation, 2, random)) {
    if (!asked.has(name)) asked.set(name, false)
  }
  return [...asked].map(([name, required]) => ({
    name,
    required,
    proficiency: clampLevel(PROFICIENCY[level] - (required ? 0.2 : 0.8) + 0.5 * random.bell()),
  }))
}

function pools(occupation: Occupation): Pool[] {
  return [occupation.tools, occupation.topics, occupation.tasks].map((names) => ({
    names,
    core: Math.ceil(names.length / 2),
  }))
}

function borrowedSkills(occupation: Occupation, most: number, random: Random): string[] {
  const near = neighboursOf(occupation.id)
  if (near.length === 0) return []
  const other = findOccupation(random.pick(near))
  return random.sample([...other.tools, ...other.topics], random.int(0, most))
}

function clampLevel(value: number): number {
  return Math.min(Math.max(Math.round(value), 1), 5)
}
