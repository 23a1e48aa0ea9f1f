import { neighboursOf } from '../../training/synthetic/catalog.ts'
import type { Random } from '../../training/synthetic/random.ts'
import type { SyntheticJob, SyntheticTalent } from '../../training/synthetic/truth.ts'
import type { ApplicationRow, MatchRow, PlatformRows } from './rows.ts'

type Acts = Pick<PlatformRows, 'applications' | 'matches'>

const DAY_MS = 86_400_000
/** Jobs that a made-up talent looks at. */
const MOST_LOOKED_AT = 8

/**
 * What a talent and companies did about some jobs. Better fits are applied for more often and end
 * better, with much chance in it, so that there is something to learn.
 */
export function actsOf(
  talent: SyntheticTalent,
  open: readonly SyntheticJob[],
  random: Random,
  asOf: Date,
): Acts {
  const applications: ApplicationRow[] = []
  const matches: MatchRow[] = []
  for (const job of random.sample(open, random.int(0, MOST_LOOKED_AT))) {
    const fit = fitOf(talent, job)
    const pair = { talent_id: talent.payload.id, job_id: job.payload.id }
    const liked = fit + 0.2 * random.bell()
    if (liked > 0.55) {
      applications.push({
        ...pair,
        status: outcomeOf(fit + 0.25 * random.bell(), random),
        applied_at: new Date(asOf.getTime() - random.int(0, 45 * 24) * (DAY_MS / 24)).toISOString(),
      })
    }
    if (random.chance(0.7)) {
      matches.push({
        ...pair,
        match_score: Math.round(100 * Math.min(1, Math.max(0, fit))) / 100,
        status: reactionOf(liked, random),
      })
    }
  }
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
