import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { type PressureLimits, pressureLimits } from '../src/http/limits.ts'
import type { Platform } from '../src/http/platform.ts'
import type { HealthChecks } from '../src/http/routes/health.ts'
import type { Matcher, MatchOptions, RankedMatches } from '../src/matching/matcher.ts'
import { buildApp } from '../src/processes/app.ts'
import { type Config, parseConfig } from '../src/settings/config.ts'
import { signToken, type TokenClaims } from '../src/settings/tokens.ts'
import type { Job, Match, Talent } from '../supabase/functions/_shared/payload.ts'

export const JWT_SECRET = 'a-secret-for-tests-of-more-than-32-bytes'
export const GATEWAY_KEY = 'the-gateway-key-for-tests-of-32-bytes+'
export const SERVICE_ROLE_KEY = 'sb_secret_an-opaque-key-for-tests'

export const TALENT_ID = '11111111-1111-4111-8111-111111111111'
export const talent = (fields: Partial<Talent> = {}): Talent => ({
  id: TALENT_ID,
  title: 'Backend Engineer',
  skills: [{ name: 'TypeScript', proficiency_level: 4 }],
  ...fields,
})

/** The job of a number: ids differ, all else is alike. */
export const job = (number = 0, fields: Partial<Job> = {}): Job => ({
  id: `22222222-2222-4222-8222-${String(number).padStart(12, '0')}`,
  title: `Backend Engineer ${number}`,
  description: 'Services in TypeScript.',
  skills: [{ name: 'TypeScript', is_required: true }],
  ...fields,
})

/** A matcher without a model: scores fall with the place in the list. Keeps what it was asked. */
export class ListMatcher implements Matcher {
  readonly calls: {
    entity: Talent | Job
    list: readonly (Talent | Job)[]
    options: MatchOptions
  }[] = []
  isClosed = false

  async matchJobs(talent: Talent, jobs: readonly Job[], options: MatchOptions) {
    this.calls.push({ entity: talent, list: jobs, options })
    return this.#rank(
      jobs.map((job) => ({ talent_id: talent.id, job_id: job.id })),
      options,
    )
  }

  async matchTalents(job: Job, talents: readonly Talent[], options: MatchOptions) {
    this.calls.push({ entity: job, list: talents, options })
    return this.#rank(
      talents.map((talent) => ({ talent_id: talent.id, job_id: job.id })),
      options,
    )
  }

  status() {
    return {
      source: 'ml' as const,
      model_version: '1.0.20260101',
      model_last_trained: '2026-01-01T00:00:00.000Z',
      feature_importances: { skill_overlap_jaccard: 0.75 },
      embeddings: { state: 'ready' as const },
    }
  }

  async close() {
    this.isClosed = true
  }

  #rank(pairs: { talent_id: string; job_id: string }[], options: MatchOptions): RankedMatches {
    const matches = pairs
      .map((pair, index) => ({ ...toMatch(pair, 90.125 - index / 3), ...detailOf(options) }))
      .filter(({ match_score }) => match_score >= options.minScore)
      .slice(0, options.limit)
    return { matches, source: 'ml', model_version: '1.0.20260101', excluded: { closed: 1 } }
  }
}

function toMatch(pair: { talent_id: string; job_id: string }, score: number): Match {
  return {
    ...pair,
    match_score: score,
    confidence: 0.1 + 0.2,
    highly_recommended: score > 80,
    explanation: {
      top_factors: [{ factor: 'Skills', score: 100, description: '1 of 1 required skills' }],
      sub_scores: {
        skills_match: 100,
        experience_match: 50,
        location_match: 50,
        salary_match: 50,
        cultural_fit: 50,
      },
      unknown: ['cultural_fit'],
    },
  }
}

const detailOf = ({ explain }: MatchOptions) =>
  explain === 'full' && {
    detail: {
      raw_score: 61.2,
      base_value: 50,
      contributions: [
        { feature: 'skill_overlap_jaccard', group: 'skill', value: 1, contribution: 11.2 },
        { feature: 'salary_overlap_iou', group: 'compensation', value: null, contribution: 0 },
      ],
    },
  }

export interface TestApp {
  readonly app: FastifyInstance
  readonly matcher: ListMatcher
}

export interface TestAppOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly matcher?: ListMatcher
  readonly platform?: Platform
  readonly checks?: HealthChecks
  readonly logger?: FastifyBaseLogger
  readonly clock?: () => number
}

export function testConfig(env: Readonly<Record<string, string>> = {}): Config {
  return parseConfig({
    SUPABASE_JWT_SECRET: JWT_SECRET,
    SUPABASE_SERVICE_KEY: SERVICE_ROLE_KEY,
    SERVICE_KEY: GATEWAY_KEY,
    // One address for all callers of a test, and thousands of calls in some.
    RATE_LIMIT_PER_MINUTE: '1000000',
    ...env,
  })
}

/** The app of the product around a {@link ListMatcher}. Close `app` after use. */
export async function buildTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { env, matcher = new ListMatcher(), platform, checks, logger, clock } = options
  const config = testConfig(env)
  const app = await buildApp({
    config,
    matcher,
    platform,
    checks,
    logger,
    clock,
    pressure: NEVER_LATE,
  })
  return { app, matcher }
}

/** Calls by `inject` follow each other without a turn of the event loop, which then is late for all else. */
export const NEVER_LATE: PressureLimits = {
  ...pressureLimits(),
  eventLoopDelayMs: Number.POSITIVE_INFINITY,
}

export async function bearer(claims: TokenClaims = { role: 'service' }): Promise<string> {
  return `Bearer ${await signToken(JWT_SECRET, claims)}`
}
