import type { Platform } from '../src/http/platform.ts'
import type { AnswerLog, ShownAnswer } from '../src/interactions/answer-log.ts'
import type { Feedback, FeedbackAuthor, FeedbackOutcome } from '../src/interactions/feedback.ts'
import type { ServedMatches } from '../src/matching/by-id/by-id-matcher.ts'
import type { StoredJob, StoredTalent } from '../src/matching/by-id/corpus.ts'
import type { MatchOptions, RankedMatches } from '../src/matching/matcher.ts'
import type { ReportedRollout } from '../src/rollout/report.ts'
import type { Rollout } from '../src/rollout/rollout.ts'
import { ListMatcher } from './app.ts'

export interface PlatformRows {
  readonly talents: readonly StoredTalent[]
  readonly jobs: readonly StoredJob[]
  readonly companies?: Readonly<Record<string, string>>
}

/** A platform without a database: its rows stand in memory, and it keeps what it was told. */
export class MemoryPlatform implements Platform {
  readonly rows: PlatformRows
  readonly ranker = new ListMatcher()
  readonly shown: ShownAnswer[] = []
  readonly said: { feedback: Feedback; author: FeedbackAuthor }[] = []
  /** What the next feedback comes to. */
  outcome: FeedbackOutcome | undefined
  /** Thrown by all that would ask the database. */
  fault: Error | undefined

  constructor(rows: PlatformRows) {
    this.rows = rows
  }

  readonly corpus = {
    findTalent: async (id: string) => this.#ask(this.rows.talents.find((t) => t.talent.id === id)),
    findJob: async (id: string) => this.#ask(this.rows.jobs.find((j) => j.job.id === id)),
  }

  readonly matcher: Platform['matcher'] = {
    matchPair: async (talent, job, options) => {
      const { matches, ...answer } = await this.ranker.matchJobs(talent, [job], {
        ...options,
        limit: 1,
        minScore: 0,
        explain: 'full',
      })
      const [match] = matches
      if (!match) throw new Error('a list ranker ranks every pair')
      return { ...answer, match, excluded: undefined }
    },
    matchJobs: async (talent, options) => {
      const jobs = this.#ask(this.rows.jobs).map(({ job }) => job)
      const ranked = await this.ranker.matchJobs(talent, jobs, options)
      return { ...toServed(ranked, jobs.length), jobs: byId(jobs) }
    },
    matchTalents: async (job, options: MatchOptions) => {
      const talents = this.#ask(this.rows.talents).map(({ talent }) => talent)
      const ranked = await this.ranker.matchTalents(job, talents, options)
      return { ...toServed(ranked, talents.length), talents: byId(talents) }
    },
  }

  readonly answers: AnswerLog = {
    add: (shown) => void this.shown.push(shown),
    flush: async () => {},
    close: async () => {},
    counts: () => ({ written: 7, dropped: 1, waiting: 2 }),
  }

  readonly feedback = {
    record: async (feedback: Feedback, author: FeedbackAuthor): Promise<FeedbackOutcome> => {
      this.#ask(undefined)
      this.said.push({ feedback, author })
      const { idempotencyKey: _key, ...event } = feedback
      const occurredAt = new Date('2026-03-01T10:00:00Z')
      return (
        this.outcome ?? {
          kind: 'recorded',
          event: { ...event, id: String(this.said.length), actor: 'talent', occurredAt },
        }
      )
    },
  }

  readonly directory = {
    findCompanyNames: async (jobIds: readonly string[]) => {
      const names = this.#ask(this.rows.companies ?? {})
      return new Map(jobIds.flatMap((id) => (names[id] ? [[id, names[id]] as const] : [])))
    },
    countPlatform: async () => {
      const { talents, jobs } = this.#ask(this.rows)
      return { talents: talents.length, jobs: jobs.length }
    },
    findExamples: async () => {
      const { talents, jobs } = this.#ask(this.rows)
      return { talent: talents[0]?.talent.id ?? null, job: jobs[0]?.job.id ?? null }
    },
  }

  rollout: ReportedRollout = {
    find: async () => this.#ask(EVERYONE),
    change: async (change) => this.#ask({ ...EVERYONE, ...change }),
    findUnknown: async () => this.#ask([]),
    history: async () => this.#ask([]),
    report: () => Promise.reject(new Error('what was shown is in a database only')),
  }

  #ask<T>(rows: T): T {
    if (this.fault) throw this.fault
    return rows
  }
}

const EVERYONE: Rollout = {
  percentage: 100,
  isKilled: false,
  pinnedVersion: null,
  shadowVersion: null,
  stages: [10, 50, 100],
  holdHours: 72,
  isHeld: false,
  since: new Date('2026-03-01T10:00:00Z'),
  readAt: new Date('2026-03-02T10:00:00Z'),
  updatedAt: new Date('2026-03-01T10:00:00Z'),
  updatedBy: null,
}

function toServed(ranked: RankedMatches, candidates: number): ServedMatches {
  const { matches, ...answer } = ranked
  const served = matches.map((match) => ({ match, rawScore: match.match_score, explored: false }))
  return { ...answer, served, candidates, featureContract: 'test' }
}

const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
  new Map(list.map((each) => [each.id, each]))
