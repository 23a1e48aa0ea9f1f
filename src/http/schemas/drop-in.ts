import Type from 'typebox'

const nullable = (type: 'string' | 'number', description?: string) =>
  Type.Unsafe<string | number | null>({
    type: [type, 'null'],
    ...(description && { description }),
  })
const text = (description: string) =>
  Type.Optional(Type.Unsafe<string | null>(nullable('string', description)))
const names = (description: string) =>
  Type.Unsafe<readonly string[]>(Type.Array(Type.String(), { description }))
const score = () => Type.Number({ minimum: 0, maximum: 100 })

/** A match as the platform's cards show it: flat, and each skill named once. */
export const Card = Type.Object({
  talent_id: Type.Unsafe<string | null>(nullable('string', 'null in lists of jobs.')),
  job_id: Type.Unsafe<string | null>(nullable('string', 'null in lists of talents.')),
  match_score: score(),
  skill_match_score: score(),
  experience_match_score: score(),
  location_match_score: score(),
  salary_match_score: Type.Unsafe<number | null>(nullable('number', 'null if unknown.')),
  matched_skills: names('As spelled in the job.'),
  missing_skills: names('Required skills only.'),
  reason: Type.String({ description: 'Sentences, joined by " • ".' }),
  company: text("The company's name."),
  job_title: text('Job title.'),
  talent_title: text('Talent title.'),
  location: text('Location of the job in lists of jobs, of the talent in lists of talents.'),
  confidence: Type.Number({ minimum: 0, maximum: 1 }),
  highly_recommended: Type.Boolean(),
  mismatches: Type.Optional(names('Always present if match_score is below 70.')),
  source: Type.Enum(['ml', 'fallback'], { type: 'string' }),
  model_version: Type.String(),
})

export const Cards = Type.Unsafe<readonly Type.Static<typeof Card>[]>(Type.Array(Card))

export const PlatformStats = Type.Object({
  total_talents: Type.Integer(),
  total_jobs: Type.Integer({ description: 'Active jobs.' }),
  status: Type.String(),
})

/** What the pages' former backend answers to a limit that is none. */
export const LimitFaults = Type.Object({
  detail: Type.Array(
    Type.Object({
      type: Type.String(),
      loc: Type.Array(Type.String()),
      msg: Type.String(),
      input: Type.Unknown(),
      ctx: Type.Optional(Type.Record(Type.String(), Type.Number())),
    }),
  ),
})
