import { EXPERIENCE_LEVELS } from '../../supabase/functions/_shared/payload.ts'
import { haversineKm } from '../features/normalise/places/places.ts'
import { findOccupation, neighboursOf } from '../training/synthetic/catalog.ts'
import { Random } from '../training/synthetic/random.ts'
import type { JobTruth, TalentTruth } from '../training/synthetic/truth.ts'

/** How far a pair is what each side wants, 0-1. */
export interface Fit {
  readonly talent: number
  readonly company: number
}

/**
 * What people really want, which no model is told. It goes by facts, whether or not the rows say them. The
 * initial model was taught skills 40, experience 25, place 20, pay 15; these talents go by place and pay.
 */
const TALENT = { place: 0.45, pay: 0.35, skills: 0.08, level: 0.12 }
/** In each kind of work so much more of it is place and less pay, or the other way round. */
const QUIRK = 0.12
const COMPANY = { skills: 0.6, level: 0.4 }

export function fitOf(talent: TalentTruth, job: JobTruth): Fit {
  const skills = skillsHeld(talent, job)
  const level = levelFit(talent, job)
  const quirk = QUIRK * (2 * new Random('quirk', talent.occupation).next() - 1)
  const wanted =
    (TALENT.place + quirk) * placeFit(talent, job) +
    (TALENT.pay - quirk) * payFit(talent, job) +
    TALENT.skills * skills +
    TALENT.level * level
  return {
    talent: likenessOfWork(talent, job) * wanted,
    company: COMPANY.skills * skills + COMPANY.level * level,
  }
}

function likenessOfWork(talent: TalentTruth, job: JobTruth): number {
  if (talent.occupation === job.occupation) return 1
  if (neighboursOf(talent.occupation).includes(job.occupation)) return 0.85
  const isSameField =
    findOccupation(talent.occupation).field === findOccupation(job.occupation).field
  return isSameField ? 0.65 : 0.25
}

/** Half as far for every 80 km; what is done from anywhere suits nearly everybody. */
function placeFit(talent: TalentTruth, job: JobTruth): number {
  if (job.workplace === 'remote') return talent.workplace === 'on_site' ? 0.6 : 1
  const near = 1 / (1 + haversineKm(talent.place, job.place) / 80)
  if (talent.workplace === 'remote_only') return job.workplace === 'hybrid' ? 0.4 * near : 0
  return talent.relocates ? Math.max(near, 0.5) : near
}

/** 0 where the most that is offered lies a third below the least that is wanted. */
const payFit = (talent: TalentTruth, job: JobTruth) =>
  Math.max(0, 1 - 3 * Math.max(0, 1 - job.payMax / talent.payMin))

/** Share of what the work takes, required skills double. */
function skillsHeld(talent: TalentTruth, job: JobTruth): number {
  const held = new Set(talent.skills.map(({ name }) => name))
  let [found, asked] = [0, 0]
  for (const { name, required } of job.skills) {
    const weight = required ? 2 : 1
    asked += weight
    if (held.has(name)) found += weight
  }
  return asked > 0 ? found / asked : 0.5
}

function levelFit(talent: TalentTruth, job: JobTruth): number {
  const gap = EXPERIENCE_LEVELS.indexOf(talent.level) - EXPERIENCE_LEVELS.indexOf(job.level)
  return Math.max(0, 1 - Math.abs(gap) / 3)
}
