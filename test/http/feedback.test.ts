import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseUnavailableError } from '../../src/db/database.ts'
import type { FeedbackOutcome } from '../../src/interactions/feedback.ts'
import { bearer, buildTestApp, job, TALENT_ID, type TestApp } from '../app.ts'
import { MemoryPlatform } from '../platform.ts'

const USER = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'
const JOB_ID = job(1).id
const platform = new MemoryPlatform({ talents: [], jobs: [] })
const said = { talent_id: TALENT_ID, job_id: JOB_ID, type: 'interested' }

let test: TestApp
let user: string
let service: string
beforeAll(async () => {
  test = await buildTestApp({ platform })
  user = await bearer({ role: 'user', subject: USER })
  service = await bearer()
})
beforeEach(() => {
  platform.said.length = 0
  platform.outcome = undefined
  platform.fault = undefined
})
afterAll(() => test.app.close())

const say = (payload: object, headers: Record<string, string> = {}) =>
  test.app.inject({
    method: 'POST',
    url: '/api/v1/feedback',
    payload,
    headers: { authorization: user, ...headers },
  })

describe('POST /api/v1/feedback', () => {
  it.each([
    ['the header', said, { 'idempotency-key': 'k-1' }],
    ['the body', { ...said, id: 'k-1' }, {}],
    ['both', { ...said, id: 'k-1' }, { 'idempotency-key': 'k-1' }],
  ])('takes the key from %s, as one of the user', async (_where, payload, headers) => {
    await say(payload, headers as Record<string, string>)
    expect(platform.said).toEqual([
      {
        feedback: {
          talentId: TALENT_ID,
          jobId: JOB_ID,
          type: 'interested',
          durationSeconds: null,
          idempotencyKey: `user:${USER}:k-1`,
        },
        author: { kind: 'user', id: USER, side: null },
      },
    ])
  })

  it('lets the service role speak for a side, or for itself', async () => {
    await say({ ...said, actor: 'company', type: 'contacted' }, { authorization: service })
    await say(said, { authorization: service, 'idempotency-key': 'k' })
    expect(platform.said.map(({ author }) => author)).toEqual([
      { kind: 'service', side: 'company' },
      { kind: 'service', side: null },
    ])
    expect(platform.said[1]?.feedback.idempotencyKey).toBe('service:k')
  })

  const event = {
    id: '9',
    talentId: TALENT_ID,
    jobId: JOB_ID,
    type: 'interested',
    durationSeconds: null,
    actor: 'talent',
    occurredAt: new Date(0),
  } as const
  it.each<[FeedbackOutcome, number, number]>([
    [{ kind: 'recorded', event }, 202, 202],
    [{ kind: 'repeated', event }, 200, 200],
    [{ kind: 'conflict' }, 409, 409],
    [{ kind: 'wrong_side' }, 403, 403],
    [{ kind: 'foreign' }, 403, 403],
    [{ kind: 'unknown' }, 403, 404],
  ])('answers %o by its status', async (outcome, forUser, forService) => {
    platform.outcome = outcome
    expect((await say(said)).statusCode).toBe(forUser)
    expect((await say(said, { authorization: service })).statusCode).toBe(forService)
  })

  it('tells a user the same of what is foreign and of what is not there', async () => {
    platform.outcome = { kind: 'foreign' }
    const foreign = (await say(said)).json().detail
    platform.outcome = { kind: 'unknown' }
    expect((await say(said)).json().detail).toBe(foreign)
  })

  it.each<[string, object, string[]]>([
    ['nothing', {}, ['talent_id', 'job_id', 'type']],
    ['bad ids', { ...said, talent_id: 'me', job_id: 7 }, ['talent_id', 'job_id']],
    ['an unknown type', { ...said, type: 'applied' }, ['type']],
    ['a time below zero', { ...said, type: 'viewed', duration_seconds: -1 }, ['duration_seconds']],
    ['a time over a day', { ...said, type: 'viewed', duration_seconds: 1e9 }, ['duration_seconds']],
    ['a time of an interest', { ...said, duration_seconds: 5 }, ['duration_seconds']],
    ['an unknown side', { ...said, actor: 'service' }, ['actor']],
    ['an empty key', { ...said, id: '' }, ['id']],
    ['a long key', { ...said, id: 'x'.repeat(129) }, ['id']],
  ])('refuses %s', async (_name, payload, paths) => {
    const response = await say(payload)
    expect(response.statusCode).toBe(400)
    expect(response.json().errors.map(({ path }: { path: string }) => path)).toEqual(paths)
    expect(platform.said).toEqual([])
  })

  it('refuses two keys that differ, and a key with a blank', async () => {
    const two = await say({ ...said, id: 'a' }, { 'idempotency-key': 'b' })
    expect(two.json().errors[0].path).toBe('id')
    expect((await say(said, { 'idempotency-key': 'a b' })).statusCode).toBe(400)
  })

  it('is 401 without a token, and 503 while the database is out', async () => {
    expect((await say(said, { authorization: '' })).statusCode).toBe(401)
    platform.fault = new DatabaseUnavailableError('gone')
    const response = await say(said)
    expect(response.statusCode).toBe(503)
    expect(response.headers['retry-after']).toBe('5')
  })

  it('takes or refuses any JSON', async () => {
    const edits = fc.dictionary(
      fc.constantFrom('talent_id', 'job_id', 'type', 'duration_seconds', 'actor', 'id'),
      fc.jsonValue({ maxDepth: 2 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), edits), async (edit) => {
        const payload = JSON.stringify(
          typeof edit === 'object' && !Array.isArray(edit) ? { ...said, ...edit } : edit,
        )
        const response = await test.app.inject({
          method: 'POST',
          url: '/api/v1/feedback',
          payload,
          headers: { authorization: user, 'content-type': 'application/json' },
        })
        expect([202, 400]).toContain(response.statusCode)
        if (response.statusCode === 400) expect(response.json().errors).not.toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})
