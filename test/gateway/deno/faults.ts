import type { MatchResponse } from '../../../supabase/functions/_shared/payload.ts'
import type { OpenGateway } from '../../../supabase/functions/ml-matching-gateway/open-gateway.ts'
import { assert } from './assert.ts'
import { CuttableWay, sleep } from './cuttable-way.ts'
import { properAnswer, withService } from './false-service.ts'
import {
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

let database: TestDatabase
let people: People
let token: string

Deno.test.beforeAll(() => {
  database = new TestDatabase()
})
Deno.test.afterAll(() => database.close())
Deno.test.beforeEach(async () => {
  await database.clear()
  people = await database.insertPeople()
  token = await sign(user(people.talentUser))
})

const forJobs = () => ({ type: 'talent-to-jobs', talent_id: people.talentId, min_score: 0 })

interface Timed {
  readonly response: Response
  readonly ms: number
}

async function timed(work: () => Promise<Response>): Promise<Timed> {
  const startedAt = performance.now()
  const response = await work()
  return { response, ms: performance.now() - startedAt }
}

async function assertFallback({ response, ms }: Timed): Promise<void> {
  assert.strictEqual(response.status, 200)
  const answer = (await response.json()) as MatchResponse
  assert.strictEqual(answer.source, 'fallback')
  assert.strictEqual(answer.matches.length, 3)
  assert.isBelow(ms, 5_500)
}

async function assertUnavailable({ response, ms }: Timed): Promise<void> {
  assert.strictEqual(response.status, 503)
  assert.strictEqual(response.headers.get('content-type'), 'application/problem+json')
  assert.isOk(response.headers.get('retry-after'))
  assert.strictEqual(((await response.json()) as ProblemBody).code, 'unavailable')
  assert.isBelow(ms, 5_500)
}

const proper = (request: Request) => properAnswer(people, request)
const never = () => new Promise<never>(() => {})

async function assertCategory(gateway: OpenGateway, category: string): Promise<void> {
  await gateway.settled()
  const rows = await database.query('select error_category, status from public.ml_request_log')
  assert.deepEqual(
    rows.map((row) => row.error_category),
    [category],
  )
}

const changed = (change: (answer: MatchResponse) => unknown) => (request: Request) =>
  Response.json(change(proper(request)))
const scored = ({ matches }: MatchResponse, scores: readonly number[]) =>
  scores.map((match_score) => ({ ...matches[0], job_id: crypto.randomUUID(), match_score }))
const first = ({ matches }: MatchResponse, change: object) => [{ ...matches[0], ...change }]

const faults: Record<
  string,
  readonly [string, (request: Request) => Response | Promise<Response>]
> = {
  'says 500': ['service_refused', () => new Response('oops', { status: 500 })],
  'says 502 with a page': ['service_refused', () => new Response('<html>', { status: 502 })],
  'says 429': ['service_refused', () => new Response('{}', { status: 429 })],
  'says 401': [
    'service_refused',
    () => Response.json({ code: 'unauthenticated' }, { status: 401 }),
  ],
  redirects: ['service_refused', () => Response.redirect('http://127.0.0.1:1/', 307)],
  'says 404 in a page of somebody else': [
    'service_refused',
    () => new Response('<html>Not Found</html>', { status: 404 }),
  ],
  'answers no JSON': ['service_garbled', () => new Response('{"matches": [')],
  'answers no UTF-8': ['service_garbled', () => new Response(Uint8Array.of(0xff, 0xfe))],
  'answers null': ['service_garbled', () => Response.json(null)],
  'answers nothing': ['service_garbled', () => new Response('')],
  'answers another shape': ['service_garbled', () => Response.json({ results: [] })],
  'answers a score of 900': [
    'service_garbled',
    changed((answer) => ({ ...answer, matches: first(answer, { match_score: 900 }) })),
  ],
  'answers for somebody else': [
    'service_garbled',
    changed((answer) => ({ ...answer, matches: first(answer, { talent_id: people.talentUser }) })),
  ],
  'answers out of order': [
    'service_garbled',
    changed((answer) => ({ ...answer, matches: scored(answer, [10, 90, 90]) })),
  ],
  'answers no explanation': [
    'service_garbled',
    changed((answer) => ({ ...answer, matches: first(answer, { explanation: null }) })),
  ],
  'answers without end': [
    'service_garbled',
    () =>
      new Response(
        new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(65_536).fill(0x20)) }),
      ),
  ],
}
for (const [name, [category, answer]] of Object.entries(faults)) {
  Deno.test(`rules answer where the service ${name}`, () =>
    withService(answer, (url) =>
      withGateway({ ML_SERVICE_URL: url }, async (gateway) => {
        const answered = await timed(() => ask(gateway, forJobs(), { token }))
        await assertFallback(answered)
        assert.isBelow(answered.ms, 1_000)
        await assertCategory(gateway, category)
      }),
    ))
}

Deno.test('two neighbours may have changed places in an answer of the service', () =>
  withService(
    changed((answer) => ({ ...answer, matches: scored(answer, [90, 70, 80, 60]) })),
    (url) =>
      withGateway({ ML_SERVICE_URL: url }, async (gateway) => {
        const response = await ask(gateway, forJobs(), { token })
        const { source, matches } = (await response.json()) as MatchResponse
        assert.strictEqual(source, 'ml')
        assert.deepEqual(
          matches.map(({ match_score }) => match_score),
          [90, 70, 80, 60],
        )
      }),
  ))

Deno.test('rules answer where nothing listens', () =>
  withGateway({ ML_SERVICE_URL: NOWHERE }, async (gateway) => {
    await assertFallback(await timed(() => ask(gateway, forJobs(), { token })))
    await assertCategory(gateway, 'service_unreachable')
  }))

Deno.test('rules answer within 5.5 s where the service hangs, wherever it does', async () => {
  const aborted = new Set<string>()
  const hangs: Record<string, (request: Request) => Response | Promise<Response>> = {
    'before headers': never,
    'in the body': () =>
      new Response(
        new ReadableStream({
          start: (to) => to.enqueue(new TextEncoder().encode('{"matches": [')),
          pull: never,
        }),
      ),
    'drop by drop': () =>
      new Response(
        new ReadableStream({
          pull: async (to) => {
            await sleep(100)
            to.enqueue(new TextEncoder().encode(' '))
          },
        }),
      ),
    'for 5.5 s': async (request) => {
      await sleep(5_500)
      return Response.json(proper(request))
    },
  }
  await Promise.all(
    Object.entries(hangs).map(([name, answer]) =>
      withService(
        (request) => {
          request.signal.addEventListener('abort', () => aborted.add(name))
          return answer(request)
        },
        (url) =>
          withGateway({ ML_SERVICE_URL: url }, async (gateway) => {
            const answered = await timed(() => ask(gateway, forJobs(), { token }))
            await assertFallback(answered)
            assert.isAbove(answered.ms, 4_500, name)
            // So that the service can stop what nobody waits for.
            await until(`the service is told, ${name}`, () => aborted.has(name))
          }),
      ),
    ),
  )
})

/** Calls that share nothing, all at once; each is answered by rules in time. */
async function assertCrowd(gateway: OpenGateway, size: number): Promise<void> {
  const calls = Array.from({ length: size }, (_, at) => {
    // Other parameters are another answer.
    const parameters = { limit: 1 + (at % 100), min_score: Math.floor(at / 100) }
    return timed(() => ask(gateway, { ...forJobs(), ...parameters }, { token }))
  })
  const answers = await Promise.all(calls)
  const bad = answers.filter(({ response, ms }) => response.status !== 200 || ms >= 5_500)
  assert.deepEqual(
    bad.map(({ response, ms }) => `${response.status} after ${ms} ms`),
    [],
  )
  const bodies = await Promise.all(answers.map(({ response }) => response.json()))
  assert.isOk(bodies.every(({ source }) => source === 'fallback'))
}

for (const mode of ['by-id', 'enriched']) {
  Deno.test(`two hundred calls at once are answered where the service hangs, asked ${mode}`, () =>
    withService(never, (url) =>
      withGateway(
        { ML_SERVICE_URL: url, ML_SERVICE_MODE: mode, CACHE_TTL_SECONDS: '0' },
        (gateway) => assertCrowd(gateway, 200),
      ),
    ))
}

Deno.test('a crowd is answered where the service hangs and the database is slow', async () => {
  const { proxy, url } = databaseProxy()
  await withService(never, (service) =>
    withGateway(
      { ML_SERVICE_URL: service, DATABASE_URL: url, CACHE_TTL_SECONDS: '0' },
      async (gateway) => {
        proxy.delay(50)
        await assertCrowd(gateway, 60)
      },
    ),
  )
  proxy.cut()
})

Deno.test('rules answer one caller and many on a large platform that no worker has indexed', async () => {
  await database.query(`
    insert into public.jobs (company_id, title, slug, description, status)
    select j.company_id, j.title, gen_random_uuid()::text, j.description, 'active'
    from public.jobs j, generate_series(1, 700)`)
  const [newest] = await database.query<{ id: string }>(
    'select id from public.jobs order by created_at desc, id limit 1',
  )
  await database.query(
    'insert into public.applications (talent_id, job_id) values ($1::text::uuid, $2::text::uuid)',
    people.talentId,
    newest?.id,
  )
  await withGateway({ ML_SERVICE_URL: NOWHERE, CACHE_TTL_SECONDS: '0' }, async (gateway) => {
    for (const callers of [1, 12]) {
      const calls = Array.from({ length: callers }, (_, at) =>
        ask(gateway, { ...forJobs(), limit: 100 - at }, { token }),
      )
      for (const [at, response] of (await Promise.all(calls)).entries()) {
        const { matches } = (await response.json()) as MatchResponse
        assert.strictEqual(matches.length, 100 - at)
        assert.isFalse(matches.some(({ job_id }) => job_id === newest?.id))
      }
    }
  })
})

Deno.test('equal calls at one moment are one question, and each is shown and logged', async () => {
  let asked = 0
  const answer = async (request: Request) => {
    asked += 1
    await sleep(200)
    return Response.json(proper(request))
  }
  await withService(answer, (url) =>
    withGateway({ ML_SERVICE_URL: url }, async (gateway) => {
      const calls = [1, 2, 3].map(() => ask(gateway, forJobs(), { token }))
      const responses = await Promise.all(calls)
      assert.deepEqual(
        responses.map(({ status }) => status),
        [200, 200, 200],
      )
      assert.strictEqual(asked, 1)
      await gateway.settled()
      const [counts] = await database.query(
        `select (select count(*)::int from public.ml_request_log) as calls,
                (select count(*)::int from public.match_impressions) as shown`,
      )
      // What the service itself was asked for it has shown itself.
      assert.deepEqual({ ...counts }, { calls: 3, shown: 2 })
    }),
  )
})

Deno.test('what the service says of the request is passed on, and trips nothing', () => {
  const problem = { code: 'forbidden', detail: 'Not yours', errors: [], title: 'No', status: 403 }
  let asked = 0
  return withService(
    () => {
      asked += 1
      return Response.json(problem, { status: 403 })
    },
    (url) =>
      withGateway({ ML_SERVICE_URL: url }, async (gateway) => {
        for (let call = 1; call <= 8; call++) {
          const response = await ask(gateway, forJobs(), { token })
          assert.strictEqual(response.status, 403)
          assert.strictEqual(response.headers.get('x-breaker'), 'closed')
          const body = (await response.json()) as ProblemBody
          assert.deepEqual([body.code, body.detail], ['forbidden', 'Not yours'])
          assert.strictEqual(body.request_id, response.headers.get('x-request-id'))
        }
        assert.strictEqual(asked, 8)
      }),
  )
})

Deno.test('a caller who goes away takes the question to the service along', async () => {
  let isAborted = false
  const caller = new AbortController()
  await withService(
    (request) => {
      request.signal.addEventListener('abort', () => {
        isAborted = true
      })
      caller.abort()
      return never()
    },
    (url) =>
      withGateway({ ML_SERVICE_URL: url }, async (gateway) => {
        const gone = await ask(gateway, forJobs(), { token, signal: caller.signal })
        assert.strictEqual(gone.status, 499)
        await assertCategory(gateway, 'client_gone')
        await until('the service is told', () => isAborted)
      }),
  )
})

Deno.test('an answer that is partial is never kept, and one by rules for seconds', async () => {
  const cacheOf = async (change: object, env: Record<string, string> = {}) => {
    const seen: (string | null)[] = []
    await withService(
      changed((answer) => ({ ...answer, ...change })),
      (url) =>
        withGateway({ ML_SERVICE_URL: url, ...env }, async (gateway) => {
          for (const pauseMs of [0, 0, 1_100]) {
            await sleep(pauseMs)
            const response = await ask(gateway, forJobs(), { token })
            seen.push(response.headers.get('x-cache'))
            assert.deepInclude(await response.json(), change)
          }
        }),
    )
    return seen
  }
  assert.deepEqual(await cacheOf({ partial: ['embeddings'] }), ['miss', 'miss', 'miss'])
  assert.deepEqual(await cacheOf({ source: 'fallback' }), ['miss', 'hit', 'hit'])
  assert.deepEqual(await cacheOf({}, { CACHE_TTL_SECONDS: '1' }), ['miss', 'hit', 'miss'])
})

/** The way to the database, which tests cut. */
function databaseProxy(): { readonly proxy: CuttableWay; readonly url: string } {
  const url = new URL(DATABASE_URL)
  const folder = url.searchParams.get('host')
  const proxy = new CuttableWay(
    folder
      ? { transport: 'unix', path: `${folder}/.s.PGSQL.5432` }
      : { hostname: url.hostname, port: Number(url.port || 5_432) },
  )
  proxy.open()
  const name = url.pathname.slice(1)
  const who = url.searchParams.get('user') ?? url.username
  return { proxy, url: `postgresql://${who}@127.0.0.1:${proxy.port}/${name}` }
}

Deno.test('where the database is out it is 503, and works again when it is back', async () => {
  const { proxy, url } = databaseProxy()
  await withService(
    (request) => Response.json(proper(request)),
    (service) =>
      withGateway({ ML_SERVICE_URL: service, DATABASE_URL: url }, async (gateway) => {
        const call = () => timed(() => ask(gateway, forJobs(), { token }))
        assert.strictEqual((await call()).response.status, 200)
        await gateway.settled()
        proxy.cut()
        await assertUnavailable(await call())
        await assertUnavailable(await call())
        proxy.open()
        await sleep(1_100)
        assert.strictEqual((await call()).response.status, 200)
        // What was refused meanwhile is written when there is something to write to.
        await gateway.settled()
        const rows = await database.query(
          'select status from public.ml_request_log order by requested_at',
        )
        assert.deepEqual(
          rows.map(({ status }) => status),
          [200, 503, 503, 200],
        )
      }),
  )
  proxy.cut()
})

Deno.test('where the database is silent or too slow it is 503 in time', async () => {
  const { proxy, url } = databaseProxy()
  await withGateway({ ML_SERVICE_URL: NOWHERE, DATABASE_URL: url }, async (gateway) => {
    await assertFallback(await timed(() => ask(gateway, forJobs(), { token })))
    await gateway.settled()
    proxy.silence()
    await assertUnavailable(await timed(() => ask(gateway, forJobs(), { token })))
    proxy.silence(false)
    proxy.cut()
  })
  const slow = databaseProxy()
  slow.proxy.silence()
  await withGateway({ ML_SERVICE_URL: NOWHERE, DATABASE_URL: slow.url }, async (gateway) => {
    await assertUnavailable(await timed(() => ask(gateway, forJobs(), { token })))
    slow.proxy.cut()
  })
})

Deno.test('where the database goes while the service hangs there is an end too', async () => {
  const { proxy, url } = databaseProxy()
  await withService(never, (service) =>
    withGateway({ ML_SERVICE_URL: service, DATABASE_URL: url }, async (gateway) => {
      const call = timed(() => ask(gateway, forJobs(), { token }))
      await sleep(1_000)
      proxy.silence()
      await assertUnavailable(await call)
      proxy.silence(false)
      proxy.cut()
    }),
  )
})

Deno.test('a slow service is given up in time even where the database was slow before', async () => {
  const { proxy, url } = databaseProxy()
  await withService(never, (service) =>
    withGateway({ ML_SERVICE_URL: service, DATABASE_URL: url }, async (gateway) => {
      proxy.delay(120)
      await assertFallback(await timed(() => ask(gateway, forJobs(), { token })))
    }),
  )
  proxy.cut()
})

Deno.test('the service killed, back again, and the breaker with it', async () => {
  let service = await TestService.start(DATABASE_URL)
  const { port } = service
  await withGateway(
    { ML_SERVICE_URL: service.url, CACHE_TTL_SECONDS: '0' },
    async (gateway) => {
      const call = async () => {
        const { response } = await timed(() => ask(gateway, forJobs(), { token }))
        const { source } = (await response.json()) as MatchResponse
        return `${source} ${response.headers.get('x-breaker')}`
      }
      assert.strictEqual(await call(), 'ml closed')
      await service.kill()
      const seen: string[] = []
      for (let at = 0; at < 6; at++) seen.push(await call())
      assert.deepEqual(seen, [
        ...new Array(4).fill('fallback closed'),
        'fallback open',
        'fallback open',
      ])
      service = await TestService.start(DATABASE_URL, port)
      await sleep(1_600)
      assert.strictEqual(await call(), 'ml closed')
    },
    { breakerOpenMs: 1_500 },
  )
  await service.kill()
})

Deno.test('the service role is answered by rules like everyone', () =>
  withGateway({ ML_SERVICE_URL: NOWHERE }, async (gateway) => {
    await assertFallback(await timed(() => ask(gateway, forJobs(), { token: SERVICE_ROLE_KEY })))
  }))
