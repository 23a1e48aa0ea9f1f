import { neighboursOf } from '../../training/synthetic/catalog.ts'
import type { Random } from '../../training/synthetic/random.ts'
import type { SyntheticJob, SyntheticTalent } from '../../training/synthetic/truth.ts'
import type { ApplicationRow, MatchRow, PlatformRows } from './rows.ts'

type Acts = Pick<PlatformRows, 'applications' | 'matches'>

const HOUR_MS = 3_600_000
const WEEK_MS = 7 * 24 * HOUR_MS
/** Jobs that a made-up talent looks at. */
const MOST_LOOKED_AT = 8
/** Within so long most companies have answered. */
const ANSWER_MS = 2 * WEEK_MS

export interface ActsOptions {
  readonly asOf: Date
  /** How far the acts reach back. */
  readonly weeks: number
  /** How many jobs the talent applies for, as far as there are; absent: those that they like. */
  readonly applications?: number | undefined
}

/**
 * What a talent and companies did about some jobs. Better fits are applied for more often and end
 * better, with much chance in it, so that there is something to learn.
 */
export function actsOf(
  talent: SyntheticTalent,
  open: readonly SyntheticJob[],
  random: Random,
  { asOf, weeks, applications: wanted }: ActsOptions,
): Acts {
  const applications: ApplicationRow[] = []
  const matches: MatchRow[] = []
  const looked = random
    .sample(open, Math.max(random.int(0, MOST_LOOKED_AT), wanted ?? 0))
    .map((job) => {
      const fit = fitOf(talent, job)
      return { job, fit, liked: fit + 0.2 * random.bell() }
    })
    .toSorted((a, b) => b.liked - a.liked)
  const now = asOf.getTime()
  /** In whole hours, as nobody looks closer. */
  const timeIn = (from: number, to: number) =>
    new Date(from + random.int(0, Math.floor((to - from) / HOUR_MS)) * HOUR_MS)
  looked.forEach(({ job, fit, liked }, at) => {
    const pair = { talent_id: talent.payload.id, job_id: job.payload.id }
    let last = now - weeks * WEEK_MS
    if (wanted === undefined ? liked > 0.55 : at < wanted) {
      const status = outcomeOf(fit + 0.25 * random.bell(), random)
      const applied = timeIn(last, now)
      const decided = timeIn(applied.getTime(), Math.min(applied.getTime() + ANSWER_MS, now))
      const updated = status === 'pending' ? applied : decided
      last = updated.getTime()
      applications.push({
        ...pair,
        status,
        applied_at: applied.toISOString(),
        created_at: applied.toISOString(),
        updated_at: updated.toISOString(),
      })
    }
    if (random.chance(0.7)) {
      const status = reactionOf(liked, random)
      const time = timeIn(last, now).toISOString()
      matches.push({
        ...pair,
        match_score: Math.round(100 * Math.min(1, Math.max(0, fit))) / 100,
        status,
        viewed_at: status === 'viewed' ? time : null,
        interested_at: status === 'interested' ? time : null,
        contacted_at: status === 'contacted' ? time : null,
        created_at: time,
        updated_at: time,
      })
    }
  })
  return { applications, matches }
}

/** 0-1, roughly: same work, level, place. */
function fitOf({ truth: talent }: SyntheticTalent, { truth: job }: SyntheticJob): number {
  const work = likenessOf(talent.occupation, job.occupation)
  const years = Math.min(1, (talent.years + 1) / (job.yearsAsked + 1))
  const held = new Set(talent.skills.map(({ name }) => name))
  const asked = job.skills.filter(({ required }) => required)
  const skills =
    asked.length === 0 ? 0.5 : asked.filter(({ name }) => held.has(name)).length / asked.length
  const place = job.workplace === 'remote' || talent.place.country === job.place.country ? 1 : 0
  return 0.4 * work + 0.3 * skills + 0.15 * years + 0.15 * place
}

function likenessOf(a: string, b: string): number {
  if (a === b) return 1
  return neighboursOf(a).includes(b) ? 0.5 : 0
}

function outcomeOf(quality: number, random: Random): string {
  if (random.chance(0.06)) return 'withdrawn'
  if (quality > 0.9)
    return random.weighted([
      ['offer', 3],
      ['accepted', 2],
      ['interview', 5],
    ])
  if (quality > 0.65)
    return random.weighted([
      ['interview', 4],
      ['reviewed', 3],
      ['pending', 3],
    ])
  return random.weighted([
    ['rejected', 5],
    ['reviewed', 2],
    ['pending', 3],
  ])
}

function reactionOf(liked: number, random: Random): MatchRow['status'] {
  if (liked > 0.7)
    return random.weighted([
      ['interested', 4],
      ['contacted', 2],
      ['viewed', 4],
    ])
  if (liked > 0.4)
    return random.weighted([
      ['viewed', 5],
      ['pending', 5],
    ])
  return random.weighted([
    ['not_interested', 4],
    ['viewed', 2],
    ['pending', 4],
  ])
}
