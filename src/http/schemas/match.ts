import Type, { type Static, type TArrayOptions, type TObject, type TSchema } from 'typebox'
import type { SubScoreName } from '../../../supabase/functions/_shared/payload.ts'
import { EXAMPLE_JOB, EXAMPLE_TALENT } from './examples.ts'
import { digits, uuid } from './fields.ts'
import { Job } from './job.ts'
import { Talent } from './talent.ts'

export const DEFAULT_LIMIT = 20
export const DEFAULT_MIN_SCORE = 50
/**
 * The product promises an answer within 3 s. Rows of a new database that no worker has read yet would
 * take longer to embed; the answer by id is partial then.
 */
export const DEFAULT_BY_ID_DEADLINE_MS = 3_000
/** The stateless calls bring their texts along: some thousands, never seen before, are embedded in that. */
export const DEFAULT_DEADLINE_MS = 120_000

const page = {
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100,
      default: DEFAULT_LIMIT,
      description: 'Maximum number of matches.',
    }),
  ),
  min_score: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 100,
      default: DEFAULT_MIN_SCORE,
      description: 'Lowest score to return.',
    }),
  ),
}

/** Body of the calls by id; may be left out. */
export const PageBody = Type.Unsafe<Static<TObject<typeof page>> | null>({
  ...Type.Object(page, { examples: [{ limit: 10, min_score: 0 }] }),
  type: ['object', 'null'],
})

export const TalentParams = Type.Object({ id: uuid('`talents.id`, not the user id.') })
export const JobParams = Type.Object({ id: uuid() })
export const PairParams = Type.Object({ ...TalentParams.properties, job_id: uuid() })

/** Bodies of the stateless calls; `maxPairs` bounds their lists. */
export const talentToJobs = (maxPairs: number) =>
  Type.Object(
    { talent: Talent, jobs: Type.Array(Job, { maxItems: maxPairs }), ...page },
    { examples: [{ talent: EXAMPLE_TALENT, jobs: [EXAMPLE_JOB], limit: 20, min_score: 0 }] },
  )

export const jobToTalents = (maxPairs: number) =>
  Type.Object(
    { job: Job, talents: Type.Array(Talent, { maxItems: maxPairs }), ...page },
    { examples: [{ job: EXAMPLE_JOB, talents: [EXAMPLE_TALENT], limit: 20, min_score: 0 }] },
  )

export const MatchQuery = Type.Object({
  explain: Type.Optional(
    Type.Enum(['brief', 'full'], {
      type: 'string',
      default: 'brief',
      description: '`full` adds raw score, base value, every contribution and feature importances.',
    }),
  ),
})

export const MatchHeaders = Type.Object({
  'x-deadline-ms': Type.Optional(
    digits(
      'Milliseconds the caller will wait; the answer may be partial to meet it. Default: ' +
        `${DEFAULT_BY_ID_DEADLINE_MS} by id, otherwise ${DEFAULT_DEADLINE_MS}.`,
    ),
  ),
})

/** Of the calls by id. */
export const MatchByIdHeaders = Type.Object({
  ...MatchHeaders.properties,
  'x-match-arm': Type.Optional(
    Type.Enum(['treatment', 'control'], {
      type: 'string',
      description: 'Rollout arm, stored with the impressions; accepted only from the gateway.',
    }),
  ),
})

const list = <T extends TSchema>(items: T, options?: TArrayOptions) =>
  Type.Unsafe<readonly Static<T>[]>(Type.Array(items, options))

const score = () => Type.Number({ minimum: 0, maximum: 100 })

const SubScores = Type.Object({
  skills_match: score(),
  experience_match: score(),
  location_match: score(),
  salary_match: score(),
  cultural_fit: score(),
} satisfies Record<SubScoreName, unknown>)

const Explanation = Type.Object({
  top_factors: list(
    Type.Object({ factor: Type.String(), score: score(), description: Type.String() }),
    { maxItems: 3 },
  ),
  sub_scores: SubScores,
  mismatches: Type.Optional(
    list(Type.String(), { description: 'Always present if match_score is below 70.' }),
  ),
  unknown: Type.Optional(
    list(Type.String(), { description: 'Sub-scores without data from either side.' }),
  ),
})

const MatchDetail = Type.Object(
  {
    raw_score: Type.Number(),
    base_value: Type.Number({ description: 'base_value + Σ contributions = raw_score.' }),
    contributions: list(
      Type.Object({
        feature: Type.String(),
        group: Type.String(),
        value: Type.Unsafe<number | null>({
          type: ['number', 'null'],
          description: 'null if missing.',
        }),
        contribution: Type.Number(),
      }),
    ),
  },
  { description: 'Only with explain=full; in raw model units.' },
)

const Match = Type.Object({
  talent_id: uuid(),
  job_id: uuid(),
  match_score: score(),
  confidence: Type.Number({ minimum: 0, maximum: 1 }),
  highly_recommended: Type.Boolean({ description: 'match_score above 80.' }),
  explanation: Explanation,
  detail: Type.Optional(MatchDetail),
})

export const MatchResponse = Type.Object({
  matches: list(Match, { description: 'Best first.' }),
  source: Type.Enum(['ml', 'fallback'], { type: 'string' }),
  model_version: Type.String(),
  processing_time_ms: Type.Number({ minimum: 0 }),
  request_id: Type.String(),
  partial: Type.Optional(
    list(Type.String(), {
      description: 'Parts that were unavailable for this answer: `embeddings`.',
    }),
  ),
  feature_importances: Type.Optional(
    Type.Record(Type.String(), Type.Number(), {
      description: 'Only with explain=full: share of gain by feature.',
    }),
  ),
  excluded: Type.Optional(
    Type.Record(Type.String(), Type.Number(), {
      description:
        'Only with explain=full: number of pairs excluded by hard constraints, by reason.',
    }),
  ),
})
