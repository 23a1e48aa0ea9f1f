import type { ServedMatch } from '../matching/by-id/by-id-matcher.ts'
import { Random } from '../training/synthetic/random.ts'
import type { SyntheticJob, SyntheticTalent } from '../training/synthetic/truth.ts'
import { lookedAt } from './attention.ts'
import type { Act } from './ledger.ts'
import { drawOpinion } from './opinion.ts'
import { fitOf } from './taste.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** Companies answer after so many days. */
const ANSWERED_AFTER = [2, 9] as const

/** What people do about what they are shown; the same whatever was shown before, and whoever else was shown what. */
export class Behaviour {
  readonly #seed: number
  readonly #jobs: ReadonlyMap<string, SyntheticJob>

  constructor(seed: number, jobs: readonly SyntheticJob[]) {
    this.#seed = seed
    this.#jobs = new Map(jobs.map((job) => [job.payload.id, job]))
  }

  /**
   * What follows from one answer, of both sides, some of it days later.
   *
   * @param hasActed whether the talent has said what they think of the job
   */
  actOn(
    { payload: { id: talentId }, truth }: SyntheticTalent,
    served: readonly ServedMatch[],
    shownAt: Date,
    hasActed: (jobId: string) => boolean,
  ): Act[] {
    return served.flatMap(({ match: { job_id: jobId } }, at): Act[] => {
      const looking = new Random(this.#seed, 'look', talentId, jobId, shownAt.getTime())
      if (!looking.chance(lookedAt(at + 1)) || hasActed(jobId)) return []
      const job = this.#jobs.get(jobId) as SyntheticJob
      const random = new Random(this.#seed, 'opinion', talentId, jobId)
      const { talent, company } = drawOpinion(fitOf(truth, job.truth), random)
      if (talent === null) return []
      const actedAt = shownAt.getTime() + (at + 1) * MINUTE_MS
      const answeredAt = actedAt + Math.round(random.between(...ANSWERED_AFTER) * DAY_MS)
      const act = (type: Act['type'], actor: Act['actor'], time: number): Act => ({
        talentId,
        jobId,
        type,
        actor,
        occurredAt: new Date(time),
        seconds: type === 'viewed' ? random.int(10, 120) : null,
      })
      return company === null
        ? [act(talent, 'talent', actedAt)]
        : [act(talent, 'talent', actedAt), act(company, 'company', answeredAt)]
    })
  }
}
