import type { MatchResponse } from '../../../supabase/functions/_shared/payload.ts'
import { Afterwards } from '../../../supabase/functions/ml-matching-gateway/afterwards.ts'
import { CallRecord } from '../../../supabase/functions/ml-matching-gateway/call-record.ts'
import { openDatabase } from '../../../supabase/functions/ml-matching-gateway/database.ts'
import { Flights } from '../../../supabase/functions/ml-matching-gateway/flights.ts'
import {
  type OpenGateway,
  openGateway,
} from '../../../supabase/functions/ml-matching-gateway/open-gateway.ts'
import { RequestLog } from '../../../supabase/functions/ml-matching-gateway/request-log.ts'
import { assert } from './assert.ts'
import { sleep } from './cuttable-way.ts'
import { properAnswer, withService } from './false-service.ts'
import { ask, SERVICE_ROLE_KEY, settings, sign, user } from './parts.ts'
import { type People, TestDatabase } from './people.ts'
import { noRedis, TestRedis } from './redis.ts'
import { until } from './until.ts'

let database: TestDatabase
let people: People
let token: string
let redis: TestRedis | undefined

Deno.test.beforeAll(async () => {
  database = new TestDatabase()
  if (!noRedis) redis = await TestRedis.start()
})
Deno.test.afterAll(async () => {
  await redis?.kill()
  await database.close()
})
Deno.test.beforeEach(async () => {
  await database.clear()
  await redis?.flush()
  await meetOthers()
})

/** Whom no instance knows. */
async function meetOthers(): Promise<void> {
  people = await database.insertPeople()
  token = await sign(user(people.talentUser))
}

const forJobs = () => ({ type: 'talent-to-jobs', talent_id: people.talentId, min_score: 0 })
const BREAKER_OPEN_MS = 1_500
/** The first call of the service after the five that open the breaker. */
const PROBE = 6

/** Two instances beside each other, as the platform runs them, and what they log. */
async function withTwo(
  env: Readonly<Record<string, string>>,
  work: (one: OpenGateway, other: OpenGateway, log: readonly string[]) => Promise<void>,
): Promise<void> {
  const log: string[] = []
  const options = {
    breakerOpenMs: BREAKER_OPEN_MS,
    log: (_level: string, message: string) => {
      if (message !== 'request') log.push(message)
    },
  }
  const one = await openGateway(settings(env), options)
  const other = await openGateway(settings(env), options)
  try {
    await work(one, other, log)
  } finally {
    await one.close()
    await other.close()
  }
}

async function call(
  gateway: OpenGateway,
  { limit = 20, ...options }: { token?: string; address?: string; limit?: number } = {},
) {
  const response = await ask(gateway, { ...forJobs(), limit }, { token, ...options })
  const { source } = (await response.json()) as Partial<MatchResponse>
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    breaker: response.headers.get('x-breaker'),
    cache: response.headers.get('x-cache'),
    source,
  }
}

const kinds = [
  { name: 'the database', ignore: false, env: () => ({}) },
  { name: 'Redis', ignore: noRedis, env: () => ({ REDIS_URL: redis?.url ?? '' }) },
]
for (const { name, ignore, env } of kinds) {
  Deno.test({ name: `a user’s requests are counted over all instances, by ${name}`, ignore }, () =>
    withTwo(
      { ...env(), RATE_LIMIT_PER_MINUTE: '6', ML_SERVICE_URL: 'http://127.0.0.1:1' },
      async (one, other) => {
        await untilWindowHolds()
        const statuses: number[] = []
        for (let at = 0; at < 4; at++) {
          statuses.push((await call(one)).status, (await call(other)).status)
        }
        assert.deepEqual(statuses, [200, 200, 200, 200, 200, 200, 429, 429])
        const refused = await call(one)
        assert.strictEqual(refused.status, 429)
        assert.isOk(Number(refused.retryAfter) >= 1 && Number(refused.retryAfter) <= 60)
        // The service role asks as often as it likes.
        for (let at = 0; at < 8; at++) {
          assert.strictEqual((await call(one, { token: SERVICE_ROLE_KEY })).status, 200)
        }
      },
    ),
  )

  Deno.test({ name: `an address is counted whoever asks from it, by ${name}`, ignore }, () =>
    withTwo({ ...env(), RATE_LIMIT_PER_MINUTE: '4' }, async (one, other) => {
      await untilWindowHolds()
      const address = `10.0.0.${Math.floor(Math.random() * 256)}`
      const statuses: number[] = []
      for (let at = 0; at < 3; at++) {
        for (const gateway of [one, other]) {
          const stranger = await sign(user(crypto.randomUUID()))
          statuses.push((await call(gateway, { token: stranger, address })).status)
        }
      }
      assert.deepEqual(statuses, [403, 403, 403, 403, 429, 429])
      assert.strictEqual((await call(one, { address: '10.0.1.1' })).status, 200)
    }),
  )

  Deno.test({ name: `one instance’s breaker is every one’s, by ${name}`, ignore }, async () => {
    let isWell = false
    let asked = 0
    await withService(
      async (request) => {
        asked += 1
        // The probe takes its time, for the others to be answered meanwhile.
        if (asked === PROBE) await sleep(1_000)
        return isWell
          ? Response.json(properAnswer(people, request))
          : new Response('', { status: 500 })
      },
      (url) =>
        withTwo({ ...env(), ML_SERVICE_URL: url, CACHE_TTL_SECONDS: '0' }, async (one, other) => {
          for (let at = 0; at < 5; at++) assert.strictEqual((await call(one)).source, 'fallback')
          assert.strictEqual(asked, 5)
          assert.strictEqual((await call(one)).breaker, 'open')
          await one.settled()
          const followed = await call(other)
          assert.deepEqual([followed.breaker, followed.source], ['open', 'fallback'])
          assert.strictEqual(asked, 5, 'nobody asks while it is open')

          // One probe, however many call for whatever, and it fails.
          await sleep(BREAKER_OPEN_MS + 100)
          const during = await Promise.all([1, 2, 3, 4, 5].map((limit) => call(one, { limit })))
          assert.isOk(during.every(({ source }) => source === 'fallback'))
          assert.strictEqual(asked, PROBE)
          assert.isOk(during.some(({ breaker }) => breaker === 'half-open'))
          await one.settled()
          assert.strictEqual((await call(other)).breaker, 'open')
          assert.strictEqual(asked, PROBE)

          isWell = true
          await sleep(BREAKER_OPEN_MS + 100)
          const back = await call(one)
          assert.deepEqual([back.source, back.breaker], ['ml', 'closed'])
          await one.settled()
          const both = await call(other)
          assert.deepEqual([both.source, both.breaker], ['ml', 'closed'])
        }),
    )
  })
}

Deno.test({ name: 'answers are shared by Redis, and by it alone', ignore: noRedis }, () =>
  withService(
    (request) => Response.json(properAnswer(people, request)),
    async (url) => {
      for (const { env, cache } of [
        { env: { REDIS_URL: redis?.url ?? '' }, cache: 'hit' },
        { env: {}, cache: 'miss' },
      ]) {
        await database.query('update public.talents set title = $1', crypto.randomUUID())
        await withTwo({ ...env, ML_SERVICE_URL: url }, async (one, other) => {
          assert.strictEqual((await call(one)).cache, 'miss')
          await one.settled()
          assert.strictEqual((await call(other)).cache, cache)
          assert.strictEqual((await call(other)).cache, 'hit')
        })
      }
    },
  ),
)

Deno.test({ name: 'an old answer of its own hides no newer one of Redis', ignore: noRedis }, () => {
  let asked = 0
  return withService(
    (request) => {
      asked += 1
      return Response.json(properAnswer(people, request))
    },
    (url) =>
      withTwo({ REDIS_URL: redis?.url ?? '', ML_SERVICE_URL: url }, async (one, other) => {
        assert.strictEqual((await call(one)).cache, 'miss')
        await database.query('update public.talents set title = $1', crypto.randomUUID())
        assert.strictEqual((await call(other)).cache, 'miss')
        await other.settled()
        assert.strictEqual((await call(one)).cache, 'hit')
        assert.strictEqual(asked, 2)
      }),
  )
})

Deno.test({ name: 'what cannot be read in Redis is not there', ignore: noRedis }, () =>
  withService(
    (request) => Response.json(properAnswer(people, request)),
    (url) =>
      withTwo({ REDIS_URL: redis?.url ?? '', ML_SERVICE_URL: url }, async (one, other) => {
        for (const value of ['nonsense', 'null', '{}', '[]', '7']) {
          await call(one)
          await one.settled()
          await redis?.spoil(value, 'gateway:breaker:matching-service')
          const { status, source } = await call(other)
          assert.deepEqual([status, source], [200, 'ml'], value)
          await other.settled()
        }
      }),
  ),
)

Deno.test(
  { name: 'where Redis is out or frozen, all goes on and the database counts', ignore: noRedis },
  () =>
    withService(
      (request) => Response.json(properAnswer(people, request)),
      (url) =>
        withTwo(
          { REDIS_URL: redis?.url ?? '', ML_SERVICE_URL: url, RATE_LIMIT_PER_MINUTE: '10' },
          async (one, other, log) => {
            await untilWindowHolds()
            assert.strictEqual((await call(one)).source, 'ml')
            redis?.freeze()
            const startedAt = performance.now()
            assert.strictEqual((await call(one)).source, 'ml')
            assert.isBelow(performance.now() - startedAt, 600)
            redis?.thaw()
            await redis?.kill()
            await sleep(2_100)
            const statuses: number[] = []
            for (let at = 0; at < 8; at++) {
              statuses.push((await call(one)).status, (await call(other)).status)
            }
            assert.isOk(statuses.includes(429))
            assert.strictEqual(statuses.at(0), 200)
            const warned = log.filter((message) => message.startsWith('Redis is unavailable'))
            assert.strictEqual(warned.length, 2, 'once an instance')
            await redis?.start()
            await until('answers are shared again', async () => {
              await meetOthers()
              await call(one)
              await one.settled()
              return (await call(other)).cache === 'hit'
            })
          },
        ),
    ),
)

Deno.test('who leaves shared work takes nothing from who stays, and the last one stops it', async () => {
  const flights = new Flights<number>()
  const done = Promise.withResolvers<number>()
  const begun: AbortSignal[] = []
  const work = (signal: AbortSignal) => {
    begun.push(signal)
    return done.promise
  }
  const [first, second, third] = [1, 2, 3].map(() => new AbortController()) as [
    AbortController,
    AbortController,
    AbortController,
  ]
  const leaves = flights.share('a', first.signal, work)
  const stays = flights.share('a', second.signal, work)
  first.abort(new Error('gone'))
  assert.strictEqual(await leaves.catch(({ message }) => message), 'gone')
  assert.isFalse(begun[0]?.aborted)
  const alone = flights.share('b', third.signal, work)
  third.abort(new Error('gone too'))
  assert.strictEqual(await alone.catch(({ message }) => message), 'gone too')
  assert.isTrue(begun[1]?.aborted)
  // What was stopped is nobody's to wait for.
  const anew = flights.share('b', second.signal, work)
  done.resolve(7)
  assert.deepEqual(await stays, { result: 7, isOwn: false })
  assert.deepEqual(await anew, { result: 7, isOwn: true })
  assert.strictEqual(begun.length, 3)
  // Nor is what failed.
  const fails = flights.share('c', second.signal, () => Promise.reject(new Error('no')))
  assert.strictEqual(await fails.catch(({ message }) => message), 'no')
  assert.strictEqual((await flights.share('c', second.signal, work)).result, 7)
})

Deno.test('what the request log cannot keep is counted, the oldest first, and told at once', async () => {
  const out = openDatabase('postgresql://nobody@127.0.0.1:1/nothing')
  const afterwards = new Afterwards((error) => {
    throw error
  })
  const told: number[] = []
  const log = new RequestLog(out, afterwards, (count) => told.push(count))
  for (let at = 0; at < 10_050; at++) {
    log.add({ record: new CallRecord(Date.now()), status: 200, latencyMs: 1 })
  }
  await Promise.resolve()
  log.close()
  await afterwards.settled()
  // Beyond 10,000 when they came, the rest at the end.
  assert.deepEqual(told, [50, 10_000])
  await out.close()
})

/** Windows are minutes of the clock; one that ends in the middle would count anew. */
async function untilWindowHolds(): Promise<void> {
  const left = 60_000 - (Date.now() % 60_000)
  if (left < 5_000) await sleep(left + 50)
}
