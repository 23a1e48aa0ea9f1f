/** Who may call what: the one table of it. `access.test.ts` tries every cell, and writes `docs/access.md`. */

export const CALLERS = [
  'nobody',
  'expired token',
  'forged token',
  'talent',
  'other talent',
  'company',
  'other company',
  'administrator',
  'service role',
] as const
export type CallerKind = (typeof CALLERS)[number]

/** Whose rows a call is about: the talent and the company of the table, and what they own. */
export interface Subjects {
  readonly talentId: string
  readonly talentUser: string
  readonly jobId: string
  /** A version of the model that there is. */
  readonly version: string
  /** A training run that has ended. */
  readonly run: string
}

export interface AccessRow {
  /** As registered, such as `GET /api/v1/models`; a `*` at the end is all below it. */
  readonly route: string
  readonly expected: Readonly<Record<CallerKind, number>>
  /** The path that is called; default the route's. */
  readonly path?: (of: Subjects) => string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: (of: Subjects) => object
  /** Every caller gets subjects of their own: the call ends what the next would ask for. */
  readonly isFinal?: boolean
}

type Allowed = Partial<Record<CallerKind, number>>

/** The same answer for all. */
const everyone = (status: number) =>
  Object.fromEntries(CALLERS.map((caller) => [caller, status])) as Record<CallerKind, number>

/** 401 for whoever proves nothing, `allowed`, 403 for the others. */
const only = (allowed: Allowed): Record<CallerKind, number> => ({
  ...everyone(403),
  nobody: 401,
  'expired token': 401,
  'forged token': 401,
  ...allowed,
})

const administrators = (status: number) => only({ administrator: status, 'service role': status })
const onTalent = (status: number) => ({ ...administrators(status), talent: status })
const onJob = (status: number) => ({ ...administrators(status), company: status })
const onPair = (status: number) => ({ ...onTalent(status), company: status })
const signedIn = (status: number) => ({
  ...onPair(status),
  'other talent': status,
  'other company': status,
})

const job = { title: 'Backend Engineer', description: 'Services in TypeScript.' }
const asTalent = ({ talentUser }: Subjects) => ({ id: talentUser, title: 'Backend Engineer' })
const pair = ({ talentId, jobId }: Subjects) => ({ talent_id: talentId, job_id: jobId })

export const ACCESS: readonly AccessRow[] = [
  {
    route: 'POST /api/v1/match/talent-to-jobs',
    expected: only({ talent: 200, 'service role': 200 }),
    body: (of) => ({ talent: asTalent(of), jobs: [{ id: of.jobId, ...job }] }),
  },
  {
    route: 'POST /api/v1/match/job-to-talents',
    expected: only({ 'service role': 200 }),
    body: (of) => ({ job: { id: of.jobId, ...job }, talents: [asTalent(of)] }),
  },
  {
    route: 'POST /api/v1/match/talents/:id/jobs',
    expected: onTalent(200),
    path: ({ talentId }) => `/api/v1/match/talents/${talentId}/jobs`,
  },
  {
    route: 'POST /api/v1/match/jobs/:id/talents',
    expected: onJob(200),
    path: ({ jobId }) => `/api/v1/match/jobs/${jobId}/talents`,
  },
  {
    route: 'GET /api/v1/match/talents/:id/jobs/:job_id',
    expected: onPair(200),
    path: ({ talentId, jobId }) => `/api/v1/match/talents/${talentId}/jobs/${jobId}`,
  },
  {
    route: 'POST /api/v1/feedback',
    // Administrators are no side of a match.
    expected: only({ talent: 202, company: 202, 'service role': 202 }),
    body: (of) => ({ ...pair(of), type: 'viewed' }),
  },
  { route: 'GET /api/v1/models', expected: administrators(200) },
  {
    route: 'GET /api/v1/models/:version/card',
    expected: administrators(200),
    path: ({ version }) => `/api/v1/models/${version}/card`,
  },
  {
    route: 'POST /api/v1/models/:version/activate',
    expected: administrators(200),
    path: ({ version }) => `/api/v1/models/${version}/activate`,
  },
  { route: 'GET /api/v1/rollout', expected: administrators(200) },
  { route: 'PUT /api/v1/rollout', expected: administrators(200), body: () => ({ percentage: 0 }) },
  { route: 'GET /api/v1/rollout/report', expected: administrators(200) },
  // Whoever comes second finds it started, and held.
  {
    route: 'POST /api/v1/rollout/start',
    expected: only({ administrator: 200, 'service role': 409 }),
  },
  {
    route: 'POST /api/v1/rollout/advance',
    expected: administrators(200),
    body: () => ({ is_forced: true }),
  },
  {
    route: 'POST /api/v1/rollout/hold',
    expected: only({ administrator: 200, 'service role': 409 }),
  },
  {
    route: 'POST /api/v1/rollout/resume',
    expected: only({ administrator: 200, 'service role': 409 }),
  },
  { route: 'POST /api/v1/rollout/revert', expected: administrators(200) },
  { route: 'POST /api/v1/train/trigger', expected: administrators(202), isFinal: true },
  { route: 'GET /api/v1/train/runs', expected: administrators(200) },
  {
    route: 'GET /api/v1/train/runs/:id',
    expected: administrators(200),
    path: ({ run }) => `/api/v1/train/runs/${run}`,
  },
  {
    route: 'POST /api/v1/train/runs/:id/cancel',
    expected: administrators(200),
    path: ({ run }) => `/api/v1/train/runs/${run}/cancel`,
  },
  {
    route: 'GET /api/v1/users/:id/export',
    expected: onTalent(200),
    path: ({ talentUser }) => `/api/v1/users/${talentUser}/export`,
  },
  {
    route: 'DELETE /api/v1/users/:id',
    expected: onTalent(202),
    path: ({ talentUser }) => `/api/v1/users/${talentUser}`,
    isFinal: true,
  },
  {
    route: 'POST /api/matching/talent/:talent_id/jobs',
    expected: onTalent(200),
    path: ({ talentId }) => `/api/matching/talent/${talentId}/jobs`,
  },
  {
    route: 'POST /api/matching/job/:job_id/talents',
    expected: onJob(200),
    path: ({ jobId }) => `/api/matching/job/${jobId}/talents`,
  },
  {
    route: 'GET /api/matching/talent/:talent_id/job/:job_id',
    expected: onPair(200),
    path: ({ talentId, jobId }) => `/api/matching/talent/${talentId}/job/${jobId}`,
  },
  { route: 'GET /api/matching/stats', expected: signedIn(200) },
  { route: 'GET /api/v1/health', expected: everyone(200) },
  { route: 'GET /api/v1/health/live', expected: everyone(200) },
  { route: 'GET /api/v1/health/ready', expected: everyone(200) },
  { route: 'GET /metrics', expected: everyone(200) },
  { route: 'GET /openapi.json', expected: everyone(200) },
  { route: 'GET /docs*', expected: everyone(200), path: () => '/docs' },
  {
    route: 'OPTIONS *',
    expected: everyone(204),
    path: () => '/api/v1/models',
    headers: { origin: 'https://a.example', 'access-control-request-method': 'GET' },
  },
]

/** The row that names a route as registered, if any does. */
export function findRow(method: string, url: string): AccessRow | undefined {
  const called = `${method === 'HEAD' ? 'GET' : method} ${url}`
  return ACCESS.find(({ route }) =>
    route.endsWith('*') ? called.startsWith(route.slice(0, -1)) : called === route,
  )
}

const INTRODUCTION = `# Who may call what

Generated from the table that \`test/http/access.test.ts\` tries, every cell of it, against a real database;
\`npm run docs:access\` writes it anew. What a route answers to each caller, where the call is about the
talent and the job of the two columns that bear their names:

- **expired**, **forged**: tokens that were valid, or signed with another key.
- **talent**: the user whose profile it is. **company**: the user whose company's job it is.
- **administrator**: \`app_metadata.role\` = \`admin\` in the token, or a user in \`ADMIN_USER_IDS\`.
- **service role**: its key or a token with that role. It may name any talent or job.

A user is told 403 both of what is not theirs and of what does not exist. \`HEAD\` is answered as \`GET\`. The
gateway (\`x-service-key\`) has no rights of its own: with a user's token it may do what that user may. With
\`DROP_IN_AUTH=off\`, \`/api/matching/*\` is open to whoever reaches the port ([drop-in](drop-in.md)).
`

/** The table as a page of the documentation. */
export function describeAccess(): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [
    INTRODUCTION,
    line(['route', ...CALLERS]),
    line(['---', ...CALLERS.map(() => '---')]),
    ...ACCESS.map(({ route, expected }) =>
      line([`\`${route}\``, ...CALLERS.map((caller) => expected[caller])]),
    ),
    '',
  ].join('\n')
}
