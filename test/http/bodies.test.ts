import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bearer, buildTestApp, job, type TestApp, talent } from '../app.ts'

const URL = '/api/v1/match/talent-to-jobs'

let test: TestApp
let authorization: string
beforeAll(async () => {
  test = await buildTestApp()
  authorization = await bearer()
})
afterAll(() => test.app.close())

const send = (payload: string, headers: Record<string, string> = {}) =>
  test.app.inject({
    method: 'POST',
    url: URL,
    payload,
    headers: { authorization, 'content-type': 'application/json', ...headers },
  })

const ask = (body: unknown) => send(JSON.stringify(body))

const withTalent = (fields: object) => ({ talent: { ...talent(), ...fields }, jobs: [job(0)] })
const withJob = (fields: object) => ({ talent: talent(), jobs: [job(0), { ...job(1), ...fields }] })
const skills = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `skill ${i}` }))

describe('bodies that cannot be read', () => {
  it.each([
    ['truncated', '{"talent": {"title": "Jane', 'is not JSON'],
    ['NaN', '{"limit": NaN}', 'is not JSON'],
    ['empty', '', 'is empty'],
  ])('%s', async (_name, body, message) => {
    const response = await send(body)
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({
      code: 'malformed_body',
      errors: [{ path: 'body', message }],
    })
    expect(response.body).not.toContain('Jane')
  })

  it.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ])('of type %s are 415', async (type) => {
    const response = await send('{}', { 'content-type': type })
    expect(response.statusCode).toBe(415)
    expect(response.json()).toMatchObject({ code: 'unsupported_media_type', status: 415 })
  })

  it('without a type and a body are invalid', async () => {
    const response = await test.app.inject({ method: 'POST', url: URL, headers: { authorization } })
    expect(response.statusCode).toBe(400)
    expect(response.json().errors).toEqual([
      { path: 'body', message: 'must be an object, is null' },
    ])
  })

  it('nested deeper than anybody needs are refused unread, those less deep read as far as known', async () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
    const sendNested = (jobs: string, x: string) =>
      send(`{"talent":${JSON.stringify(talent())},"jobs":${jobs},"x":${x}}`)
    const tooDeep = { path: 'body', message: 'must be nested at most 32 levels deep' }
    for (const bomb of [nested(1_000_000), nested(32)]) {
      for (const [jobs, x] of [
        [bomb, '0'],
        ['[]', bomb],
      ] as const) {
        const refused = await sendNested(jobs, x)
        expect([refused.statusCode, refused.json().errors]).toEqual([400, [tooDeep]])
      }
    }
    expect((await sendNested(nested(31), '0')).json().errors).toEqual([
      { path: 'jobs[0]', message: 'must be an object, is an array' },
    ])
    expect((await sendNested('[]', nested(31))).statusCode).toBe(200)
  })
})

describe('what is accepted', () => {
  it.each<[string, object]>([
    [
      'null everywhere it may be',
      withTalent({
        bio: null,
        skills: null,
        experience_level: null,
        salary_min: null,
        languages: null,
      }),
    ],
    [
      'null in a job',
      withJob({
        skills: null,
        salary_min: null,
        application_deadline: null,
        status: null,
        hybrid: null,
      }),
    ],
    [
      'empty texts as the edit form sends them',
      withTalent({ bio: '', location: '', work_authorization: '' }),
    ],
    ['50 skills', withTalent({ skills: skills(50) })],
    ['duplicated skills', withTalent({ skills: [{ name: 'React' }, { name: 'react' }] })],
    ['5,000 emoji', withTalent({ bio: '😀'.repeat(5000) })],
    ['right-to-left text', withTalent({ title: 'مهندس برمجيات', bio: 'מהנדסת תוכנה' })],
    ['control characters', withTalent({ title: 'En\u0000gineer\u0007', bio: 'a\r\n\tb' })],
    ['5,000 characters once markup is gone', withTalent({ bio: `<p>${'x'.repeat(5000)}</p>` })],
    ['pay 0 as an upper bound that nobody set', withJob({ salary_min: 50_000, salary_max: 0 })],
    [
      'dates',
      withJob({
        posted_at: '2026-02-28',
        application_deadline: '2026-03-01T10:00:00.123456+00:00',
      }),
    ],
    ['an upper-case UUID', withTalent({ id: 'ABCDEFAB-CDEF-5ABC-8DEF-ABCDEFABCDEF' })],
    ['fields that nobody knows', withJob({ alt_titles: ['x'], nested: { deep: [1] } })],
  ])('%s', async (_name, body) => {
    const response = await ask(body)
    expect([response.statusCode, response.body]).toEqual([200, expect.any(String)])
  })

  it('keys that would poison a prototype, which do nothing', async () => {
    const talentJson = JSON.stringify(talent()).replace(
      '{',
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}},',
    )
    const response = await send(`{"talent":${talentJson},"jobs":[],"__proto__":{"limit":0}}`)
    expect(response.statusCode).toBe(200)
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    expect(test.matcher.calls.at(-1)?.entity).toEqual(talent())
    expect(test.matcher.calls.at(-1)?.options.limit).toBe(20)
  })
})
