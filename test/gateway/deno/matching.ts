import type { MatchResponse } from '../../../supabase/functions/_shared/payload.ts'
import type { OpenGateway } from '../../../supabase/functions/ml-matching-gateway/open-gateway.ts'
import { bucketOf } from '../../../supabase/functions/ml-matching-gateway/rollout-arm.ts'
import { assert } from './assert.ts'
import {
  type AskOptions,
  ask,
  DATABASE_URL,
  NOWHERE,
  type ProblemBody,
  SERVICE_ROLE_KEY,
  sign,
  user,
  withGateway,
} from './parts.ts'
import { type People, TestDatabase } from './people.ts'
import { TestService } from './service.ts'
import { until } from './until.ts'

const UNKNOWN = '99999999-9999-4999-8999-999999999999'

let database: TestDatabase
let service: TestService
let people: People
let tokens: { talent: string; company: string; admin: string; stranger: string }

Deno.test.beforeAll(async () => {
  database = new TestDatabase()
  service = await TestService.start(DATABASE_URL)
})
Deno.test.afterAll(async () => {
  await service.kill()
  await database.close()
})
Deno.test.beforeEach(async () => {
  await database.clear()
  people = await database.insertPeople()
  tokens = {
    talent: await sign(user(people.talentUser)),
    company: await sign(user(people.companyUser)),
    admin: await sign(user(UNKNOWN, { app_metadata: { role: 'admin' } })),
    stranger: await sign(user(UNKNOWN)),
  }
})

const forJobs = (fields: object = {}) => ({
  type: 'talent-to-jobs',
  talent_id: people.talentId,
  min_score: 0,
  ...fields,
})
const forTalents = (fields: object = {}) => ({
  type: 'job-to-talents',
  job_id: people.jobIds[0],
  min_score: 0,
  ...fields,
})

async function matches(gateway: OpenGateway, body: object, token: string): Promise<MatchResponse> {
  const response = await ask(gateway, body, { token })
  assert.strictEqual(response.status, 200)
  assert.strictEqual(response.headers.get('content-type'), 'application/json')
  return (await response.json()) as MatchResponse
}

const refusal = async (gateway: OpenGateway, body: object, token: string) => {
  const response = await ask(gateway, body, { token })
  const { request_id, ...problem } = (await response.json()) as ProblemBody
  assert.strictEqual(request_id, response.headers.get('x-request-id'))
  return problem
}

const jobsOf = ({ matches }: MatchResponse) => matches.map(({ job_id }) => job_id)

/** What is kept of a call; written after the answer, so it is waited for. */
async function kept(gateway: OpenGateway) {
  await gateway.settled()
  const log = await database.query('select * from public.ml_request_log order by requested_at')
  const impressions = await database.query(
    'select * from public.match_impressions order by shown_at, rank',
  )
  return { log, impressions }
}

for (const mode of ['by-id', 'enriched']) {
  Deno.test(`the service answers both sides, asked ${mode}`, () =>
    withGateway({ ML_SERVICE_URL: service.url, ML_SERVICE_MODE: mode }, async (gateway) => {
      const jobs = await matches(gateway, forJobs(), tokens.talent)
      assert.strictEqual(jobs.source, 'ml')
      assert.strictEqual(jobs.matches.length, 3)
      assert.isOk(jobs.matches.every(({ talent_id }) => talent_id === people.talentId))
      assert.strictEqual(
        (await matches(gateway, forJobs({ limit: 1 }), tokens.talent)).matches.length,
        1,
      )
      const talents = await matches(gateway, forTalents(), tokens.company)
      assert.strictEqual(talents.source, 'ml')
      assert.strictEqual(talents.matches[0]?.talent_id, people.talentId)
      const { log } = await kept(gateway)
      assert.deepEqual(
        log.map(({ source, status, arm, results }) => [source, status, arm, results]),
        [
          ['ml', 200, 'treatment', 3],
          ['ml', 200, 'treatment', 1],
          ['ml', 200, 'treatment', 1],
        ],
      )
      const shown = new Set(log.map(({ request_id }) => request_id))
      const impressions = async () =>
        (await kept(gateway)).impressions.filter(({ request_id }) => shown.has(request_id))
      // The service keeps those of calls by id, some time after.
      for (let tries = 0; tries < 50 && (await impressions()).length < 5; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      assert.deepEqual(
        (await impressions()).map(({ arm, source }) => `${arm} ${source}`),
        Array(5).fill('treatment ml'),
      )
    }))
}

Deno.test('rules answer in the same shape where the service is away', () =>
  withGateway({ ML_SERVICE_URL: NOWHERE }, async (gateway) => {
    const jobs = await matches(gateway, forJobs(), tokens.talent)
    assert.deepEqual([jobs.source, jobs.model_version], ['fallback', 'rules-1'])
    assert.deepEqual(jobsOf(jobs), people.jobIds)
    assert.strictEqual(jobs.matches[0]?.explanation.top_factors.length, 3)
    const talents = await matches(gateway, forTalents(), tokens.company)
    assert.deepEqual([talents.source, talents.matches.length], ['fallback', 1])
    const { log, impressions } = await kept(gateway)
    assert.deepEqual(
      log.map(({ source, status, error_category, model_version }) => [
        source,
        status,
        error_category,
        model_version,
      ]),
      [
        ['fallback', 200, 'service_unreachable', 'rules-1'],
        ['fallback', 200, 'service_unreachable', 'rules-1'],
      ],
    )
    assert.deepEqual(
      impressions.map(({ rank, candidates, shown_to, source }) => [
        rank,
        candidates,
        shown_to,
        source,
      ]),
      [
        [1, 3, 'talent', 'fallback'],
        [2, 3, 'talent', 'fallback'],
        [3, 3, 'talent', 'fallback'],
        [1, 1, 'company', 'fallback'],
      ],
    )
  }))

Deno.test('what is not theirs and what does not exist are one answer to a user', () =>
  withGateway({ ML_SERVICE_URL: service.url }, async (gateway) => {
    for (const body of [forJobs, forTalents]) {
      const id = body === forJobs ? 'talent_id' : 'job_id'
      const other = body === forJobs ? tokens.company : tokens.talent
      const foreign = await refusal(gateway, body(), other)
      assert.strictEqual(foreign.status, 403)
      assert.deepEqual(await refusal(gateway, body({ [id]: UNKNOWN }), other), foreign)
      assert.deepEqual(await refusal(gateway, body(), tokens.stranger), foreign)
      assert.deepEqual(await refusal(gateway, body(), await sign(user('no-uuid'))), foreign)
      for (const token of [tokens.admin, SERVICE_ROLE_KEY]) {
        assert.strictEqual((await refusal(gateway, body({ [id]: UNKNOWN }), token)).status, 404)
        assert.strictEqual((await matches(gateway, body(), token)).source, 'ml')
      }
    }
  }))

Deno.test('the cache hides no act and no change, and is nobody else’s', () =>
  withGateway({ ML_SERVICE_URL: service.url }, async (gateway) => {
    const askAgain = async (token = tokens.talent) => {
      const response = await ask(gateway, forJobs(), { token })
      const answer = (await response.json()) as MatchResponse
      return { cache: response.headers.get('x-cache'), jobs: jobsOf(answer), source: answer.source }
    }
    const first = await askAgain()
    assert.strictEqual(first.cache, 'miss')
    assert.deepEqual(await askAgain(), { ...first, cache: 'hit' })
    assert.strictEqual((await askAgain(tokens.admin)).cache, 'miss')

    await database.query(
      "update public.jobs set status = 'closed' where id = $1::text::uuid",
      first.jobs[1],
    )
    const closed = await askAgain()
    assert.deepEqual(closed.jobs, first.jobs.toSpliced(1, 1))

    await database.query(
      "update public.talents set title = 'Cook' where id = $1::text::uuid",
      people.talentId,
    )
    assert.strictEqual((await askAgain()).cache, 'miss')
    assert.strictEqual((await askAgain()).cache, 'hit')

    await database.query(
      'insert into public.applications (talent_id, job_id) values ($1::text::uuid, $2::text::uuid)',
      people.talentId,
      first.jobs[0],
    )
    assert.deepEqual((await askAgain()).jobs, [first.jobs[2]])

    await database.query(
      `delete from public.talent_skills where talent_id = $1::text::uuid`,
      people.talentId,
    )
    assert.strictEqual((await askAgain()).cache, 'miss')

    await database.query(
      `insert into public.matches (talent_id, job_id, match_score, status)
       values ($1::text::uuid, $2::text::uuid, 0.5, 'not_interested')
       on conflict (talent_id, job_id) do update set status = excluded.status`,
      people.talentId,
      first.jobs[2],
    )
    assert.deepEqual((await askAgain()).jobs, [])

    const { log, impressions } = await kept(gateway)
    const hits = new Set(impressions.map(({ request_id }) => request_id))
    assert.isOk(hits.size >= 2, 'answers from the cache leave impressions')
    assert.strictEqual(log.length, 9)
  }))

Deno.test('a share of users is in, always the same ones, and the kill switch acts at once', () =>
  withGateway({ ML_SERVICE_URL: service.url }, async (gateway) => {
    const sourceFor = async (token = tokens.talent) =>
      (await matches(gateway, forJobs(), token)).source
    const bucket = bucketOf(people.talentUser)
    assert.strictEqual(await sourceFor(), 'ml')
    await database.rollOut({ percentage: bucket })
    assert.strictEqual(await sourceFor(), 'fallback')
    assert.strictEqual(await sourceFor(SERVICE_ROLE_KEY), 'ml')
    await database.rollOut({ percentage: bucket + 1 })
    assert.strictEqual(await sourceFor(), 'ml')
    await database.rollOut({ isKilled: true })
    assert.strictEqual(await sourceFor(), 'fallback')
    assert.strictEqual(await sourceFor(SERVICE_ROLE_KEY), 'fallback')
    await database.rollOut({})
    // The service follows the kill switch by itself, every two seconds.
    await until('the service uses its model again', async () => {
      const health = await fetch(`${service.url}/api/v1/health`)
      return (await health.json()).model_version !== 'rules-1'
    })
    assert.strictEqual(await sourceFor(), 'ml')
    const { log, impressions } = await kept(gateway)
    assert.deepEqual(
      log.map(({ arm }) => arm),
      ['treatment', 'control', 'treatment', 'treatment', 'control', 'control', 'treatment'],
    )
    assert.strictEqual(impressions.filter(({ arm }) => arm === 'control').length, 9)
  }))

Deno.test('buckets are even', () => {
  const counts = new Array(100).fill(0)
  for (let at = 0; at < 100_000; at++) counts[bucketOf(crypto.randomUUID())] += 1
  // 1,000 each, by a deviation of 31.
  assert.isOk(Math.min(...counts) > 840 && Math.max(...counts) < 1_160)
  const inRow = new Set(
    Array.from({ length: 400 }, (_, at) =>
      bucketOf(UNKNOWN.slice(0, -3) + String(at).padStart(3, '0')),
    ),
  )
  assert.isOk(inRow.size > 90)
})

Deno.test('who proves nothing, or asks wrongly, is counted by address, and by user', () => {
  const started = Date.now()
  return withGateway(
    { RATE_LIMIT_PER_MINUTE: '3', ML_SERVICE_URL: service.url },
    async (gateway) => {
      const statuses = async (calls: number, body: unknown, options: AskOptions) => {
        const answered: number[] = []
        for (let at = 0; at < calls; at++) {
          const response = await ask(gateway, body, options)
          await response.body?.cancel()
          answered.push(response.status)
        }
        return answered
      }
      const forged = { token: `${tokens.talent}x`, address: '10.9.0.1' }
      assert.deepEqual(await statuses(2, forJobs(), { address: '10.9.0.1' }), [401, 401])
      assert.deepEqual(await statuses(3, forJobs(), forged), [401, 429, 429])
      const token = tokens.talent
      assert.deepEqual(
        [
          ...(await statuses(2, '{', { token, address: '10.9.0.2' })),
          ...(await statuses(1, '', { token, address: '10.9.0.3', method: 'GET' })),
          ...(await statuses(1, forJobs(), { token, address: '10.9.0.4' })),
        ],
        [400, 400, 405, 429],
      )
      const role = { token: SERVICE_ROLE_KEY, address: '10.9.0.1' }
      assert.deepEqual(await statuses(4, forJobs(), role), [200, 200, 200, 200])
      const { log } = await kept(gateway)
      assert.deepEqual(
        log.map(({ status }) => status),
        [400, 400, 405, 200, 200, 200, 200],
      )
    },
    { clock: () => started },
  )
})

Deno.test('every call of who is known leaves a row, with no name, text or token in it', () =>
  withGateway({ ML_SERVICE_URL: service.url }, async (gateway) => {
    const asked: (readonly [object | string, string | undefined])[] = [
      [forJobs(), tokens.talent],
      [forJobs(), undefined],
      [forJobs({ limit: 0 }), tokens.talent],
      ['{', tokens.talent],
      [forTalents(), tokens.talent],
    ]
    for (const [body, token] of asked) await (await ask(gateway, body, { token })).body?.cancel()
    const { log } = await kept(gateway)
    assert.deepEqual(
      log.map(({ status, type, error_category }) => [status, type, error_category]),
      [
        [200, 'talent-to-jobs', null],
        [400, 'unknown', 'invalid_input'],
        [400, 'unknown', 'malformed_body'],
        [403, 'job-to-talents', 'forbidden'],
      ],
    )
    assert.deepEqual(
      log.map((row) => [row.events_received, row.events_answered, row.events_failed]),
      [
        [1, 1, 0],
        [1, 0, 1],
        [1, 0, 1],
        [1, 0, 1],
      ],
    )
    assert.match(String(log[0]?.user_hash), /^[0-9a-f]{64}$/)
    assert.strictEqual(log[0]?.user_hash, log[3]?.user_hash)
    const text = JSON.stringify(log)
    for (const secret of ['Secret', 'secret', people.talentUser, tokens.talent]) {
      assert.isOk(!text.includes(secret), secret)
    }
  }))

Deno.test('who was erased is shown to nobody, and finds nobody', () =>
  withGateway({ ML_SERVICE_URL: service.url }, async (gateway) => {
    const before = await matches(gateway, forTalents(), tokens.company)
    assert.deepEqual(
      before.matches.map(({ talent_id }) => talent_id),
      [people.talentId],
    )
    await matches(gateway, forJobs(), tokens.talent)
    await database.query(
      `select public.ml_open_erasure('name', 'key', 'self', 0, $1::text::uuid,
         array[$2::text::uuid], '{}', '{}', '{}', '{}')`,
      people.talentUser,
      people.talentId,
    )
    const after = await matches(gateway, forTalents(), tokens.company)
    assert.deepEqual(after.matches, [])
    const refused = await refusal(gateway, forJobs(), tokens.talent)
    assert.strictEqual(refused.code, 'forbidden')
    // What comes late is refused: here the gateway's own log of that call.
    await gateway.settled()
    const rows = await database.query(
      `select from public.ml_request_log where talent_id = $1::text::uuid and status = 403`,
      people.talentId,
    )
    assert.strictEqual(rows.length, 0)
  }))
