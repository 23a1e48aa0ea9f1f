import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../supabase/functions/_shared/errors.ts'
import { bearer, buildTestApp, job, type TestApp, talent } from '../app.ts'

const URL = '/api/v1/match/talent-to-jobs'

let test: TestApp
let authorization: string
beforeAll(async () => {
  test = await buildTestApp()
  authorization = await bearer()
})
afterAll(() => test.app.close())

const send = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  test.app.inject({
    method: 'POST',
    url: URL,
    payload,
    headers: { authorization, 'content-type': 'application/json', ...headers },
  })

const ask = (body: unknown) => send(JSON.stringify(body))

/** The faults of a refused body; fails where it was not refused as invalid. */
async function faultsOf(body: unknown): Promise<readonly Fault[]> {
  const response = await ask(body)
  expect(response.statusCode).toBe(400)
  expect(response.headers['content-type']).toMatch('application/problem+json')
  const problem = response.json()
  expect(problem).toMatchObject({ type: 'about:blank', status: 400, code: 'invalid_input' })
  return problem.errors
}

const withTalent = (fields: object) => ({ talent: { ...talent(), ...fields }, jobs: [job(0)] })
const withJob = (fields: object) => ({ talent: talent(), jobs: [job(0), { ...job(1), ...fields }] })
const skills = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `skill ${i}` }))

describe('one fault', () => {
  it.each<[string, object, string, string | RegExp]>([
    ['title a number', withTalent({ title: 3 }), 'talent.title', 'must be a string, is a number'],
    ['title null', withTalent({ title: null }), 'talent.title', 'must be a string, is null'],
    ['title empty', withTalent({ title: '' }), 'talent.title', 'must not be blank'],
    ['title blanks', withTalent({ title: ' \n ' }), 'talent.title', 'must not be blank'],
    ['title markup', withJob({ title: '<b></b>' }), 'jobs[1].title', 'must not be blank'],
    ['title 201', withJob({ title: 'x'.repeat(201) }), 'jobs[1].title', /at most 200 .* is 201$/],
    [
      'bio 5001',
      withTalent({ bio: 'x'.repeat(5001) }),
      'talent.bio',
      'must be at most 5000 characters, is 5001',
    ],
    ['bio 5001 emoji', withTalent({ bio: '😀'.repeat(5001) }), 'talent.bio', /is 5001$/],
    [
      'description 20001',
      withJob({ description: 'x'.repeat(20_001) }),
      'jobs[1].description',
      /is 20001$/,
    ],
    [
      'description huge',
      withJob({ description: '<b>'.repeat(100_000) }),
      'jobs[1].description',
      /is 300000$/,
    ],
    [
      'description absent',
      { talent: talent(), jobs: [{ id: job(0).id, title: 'x' }] },
      'jobs[0].description',
      'is required',
    ],
    [
      'description null',
      withJob({ description: null }),
      'jobs[1].description',
      'must be a string, is null',
    ],
    ['id no UUID', withTalent({ id: '42' }), 'talent.id', /^must be a UUID/],
    ['id a number', withJob({ id: 42 }), 'jobs[1].id', 'must be a string, is a number'],
    [
      '51 skills',
      withTalent({ skills: skills(51) }),
      'talent.skills',
      'must have at most 50 items, has 51',
    ],
    ['51 skills of a job', withJob({ skills: skills(51) }), 'jobs[1].skills', /has 51$/],
    [
      'skills an object',
      withTalent({ skills: {} }),
      'talent.skills',
      'must be an array or null, is an object',
    ],
    [
      'a skill a text',
      withTalent({ skills: ['Go'] }),
      'talent.skills[0]',
      'must be an object, is a string',
    ],
    [
      'a skill null',
      withJob({ skills: [null] }),
      'jobs[1].skills[0]',
      'must be an object, is null',
    ],
    ['a skill nameless', withTalent({ skills: [{}] }), 'talent.skills[0].name', 'is required'],
    [
      'a skill blank',
      withTalent({ skills: [{ name: '<i> </i>' }] }),
      'talent.skills[0].name',
      'must not be blank',
    ],
    [
      'proficiency 0',
      withTalent({ skills: [{ name: 'Go', proficiency_level: 0 }] }),
      'talent.skills[0].proficiency_level',
      'must be at least 1, is 0',
    ],
    [
      'proficiency 6',
      withJob({ skills: [{ name: 'Go', proficiency_level: 6 }] }),
      'jobs[1].skills[0].proficiency_level',
      'must be at most 5, is 6',
    ],
    [
      'proficiency 2.5',
      withTalent({ skills: [{ name: 'Go', proficiency_level: 2.5 }] }),
      'talent.skills[0].proficiency_level',
      'must be a whole number or null, is a number with a fraction',
    ],
    [
      'years -1',
      withTalent({ years_of_experience: -1 }),
      'talent.years_of_experience',
      'must be at least 0, is -1',
    ],
    [
      'years text',
      withTalent({ years_of_experience: '5' }),
      'talent.years_of_experience',
      'must be a number or null, is a string',
    ],
    [
      'years NaN text',
      withTalent({ years_of_experience: 'NaN' }),
      'talent.years_of_experience',
      /is a string$/,
    ],
    [
      'salary Infinity text',
      withTalent({ salary_min: 'Infinity' }),
      'talent.salary_min',
      /is a string$/,
    ],
    [
      'salary with cents',
      withTalent({ salary_min: 1.5 }),
      'talent.salary_min',
      /^must be a whole number/,
    ],
    [
      'salary beyond int',
      withJob({ salary_max: 1e12 }),
      'jobs[1].salary_max',
      /^must be at most 2147483647/,
    ],
    [
      'salary crossed',
      withJob({ salary_min: 90, salary_max: 80 }),
      'jobs[1].salary_min',
      'must be at most salary_max (80), is 90',
    ],
    [
      'salary of talent crossed',
      withTalent({ salary_min: 90, salary_max: 80 }),
      'talent.salary_min',
      /salary_max/,
    ],
    [
      'rate crossed',
      withTalent({ hourly_rate_min: 90.5, hourly_rate_max: 80 }),
      'talent.hourly_rate_min',
      'must be at most hourly_rate_max (80), is 90.5',
    ],
    [
      'currency',
      withJob({ salary_currency: 'euro' }),
      'jobs[1].salary_currency',
      'must be three letters, such as EUR',
    ],
    [
      'level',
      withTalent({ experience_level: 'guru' }),
      'talent.experience_level',
      'must be one of entry, junior, mid, senior, lead, executive',
    ],
    [
      'status',
      withJob({ status: 'open' }),
      'jobs[1].status',
      'must be one of draft, active, paused, closed, expired',
    ],
    [
      'boolean text',
      withTalent({ remote_preference: 'true' }),
      'talent.remote_preference',
      'must be a boolean or null, is a string',
    ],
    ['latitude', withTalent({ latitude: 91 }), 'talent.latitude', 'must be at most 90, is 91'],
    [
      'longitude',
      withTalent({ longitude: -180.5 }),
      'talent.longitude',
      'must be at least -180, is -180.5',
    ],
    [
      'languages',
      withTalent({ languages: ['German', 4] }),
      'talent.languages[1]',
      'must be a string, is a number',
    ],
    [
      'deadline text',
      withJob({ application_deadline: 'tomorrow' }),
      'jobs[1].application_deadline',
      /^must be an ISO 8601 date/,
    ],
    [
      '30 February',
      withJob({ posted_at: '2026-02-30' }),
      'jobs[1].posted_at',
      /^must be an ISO 8601 date/,
    ],
    [
      'time without zone',
      withJob({ posted_at: '2026-02-03T10:00:00' }),
      'jobs[1].posted_at',
      /with its zone/,
    ],
    ['limit 0', { talent: talent(), jobs: [], limit: 0 }, 'limit', 'must be at least 1, is 0'],
    [
      'limit 101',
      { talent: talent(), jobs: [], limit: 101 },
      'limit',
      'must be at most 100, is 101',
    ],
    [
      'limit text',
      { talent: talent(), jobs: [], limit: '20' },
      'limit',
      'must be a whole number, is a string',
    ],
    [
      'limit null',
      { talent: talent(), jobs: [], limit: null },
      'limit',
      'must be a whole number, is null',
    ],
    [
      'min_score 101',
      { talent: talent(), jobs: [], min_score: 101 },
      'min_score',
      'must be at most 100, is 101',
    ],
    [
      'min_score -1',
      { talent: talent(), jobs: [], min_score: -1 },
      'min_score',
      'must be at least 0, is -1',
    ],
    ['jobs absent', { talent: talent() }, 'jobs', 'is required'],
    ['jobs null', { talent: talent(), jobs: null }, 'jobs', 'must be an array, is null'],
    ['talent a list', { talent: [], jobs: [] }, 'talent', 'must be an object, is an array'],
    [
      'a job a number',
      { talent: talent(), jobs: [job(0), 7] },
      'jobs[1]',
      'must be an object, is a number',
    ],
    ['body a list', [], 'body', 'must be an object, is an array'],
    ['body a text', 'talent', 'body', 'must be an object, is a string'],
    [
      'the same job twice',
      { talent: talent(), jobs: [job(0), job(1), job(0)] },
      'jobs[2].id',
      'must be unique: jobs[0] has the same id',
    ],
  ] as [string, object, string, string | RegExp][])('%s', async (_name, body, path, message) => {
    const faults = await faultsOf(body)
    expect(faults).toEqual([
      { path, message: message instanceof RegExp ? expect.stringMatching(message) : message },
    ])
  })

  it('the same id in other case is the same', async () => {
    const id = 'abcdefab-cdef-4abc-8def-abcdefabcdef'
    const jobs = [job(0, { id }), job(1, { id: id.toUpperCase() })]
    expect(await faultsOf({ talent: talent(), jobs })).toEqual([
      { path: 'jobs[1].id', message: 'must be unique: jobs[0] has the same id' },
    ])
  })

  it('a number too large for JSON', async () => {
    const response = await send(
      JSON.stringify(withTalent({ latitude: 0 })).replace('"latitude":0', '"latitude":1e999'),
    )
    expect(response.json().errors).toEqual([
      { path: 'talent.latitude', message: 'must be a number or null, is a number out of range' },
    ])
  })
})

describe('many faults', () => {
  it('are all listed, each with its index', async () => {
    const jobs = [job(0), { ...job(1), title: '' }, job(2), { ...job(3), title: 7, salary_min: -1 }]
    const paths = (await faultsOf({ talent: { id: 'x' }, jobs, limit: 0 })).map(({ path }) => path)
    expect(paths.sort()).toEqual(
      [
        'jobs[1].title',
        'jobs[3].salary_min',
        'jobs[3].title',
        'limit',
        'talent.id',
        'talent.title',
      ].sort(),
    )
  })

  it('are listed up to 1,000', async () => {
    const response = await ask({ talent: talent(), jobs: Array.from({ length: 1500 }, () => ({})) })
    expect(response.json().errors).toHaveLength(1000)
    expect(response.json().detail).toMatch(/^More than 1000 faults/)
  })

  it('6,000 jobs are over the limit, which is named', async () => {
    const jobs = Array.from({ length: 6000 }, (_, number) => job(number))
    expect(await faultsOf({ talent: talent(), jobs })).toEqual([
      { path: 'jobs', message: 'must have at most 5000 items, has 6000' },
    ])
  })

  it('millions of wrong items are not even parsed', async () => {
    const start = performance.now()
    const body = `{"talent":${JSON.stringify(talent())},"jobs":[${'1,'.repeat(5_000_000)}1]}`
    const response = await send(body)
    expect(response.statusCode).toBe(400)
    expect(response.json().errors[0].message).toBe('must have at most 1,000,000 names and values')
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})
