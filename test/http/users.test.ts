import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPostgres } from '../../src/db/postgres.ts'
import { buildApp } from '../../src/processes/app.ts'
import { UserData } from '../../src/setup/open-erasing.ts'
import { bearer, ListMatcher, testConfig } from '../app.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { insertPeople, type People } from '../db/people.ts'
import { erasingParts, pseudonyms } from '../privacy/erasing-parts.ts'

const ADMIN = '7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11'

describe.each(engines)('the users of the API on $name', (engine) => {
  let open: OpenEngine
  let app: Awaited<ReturnType<typeof buildApp>>
  let people: People
  beforeAll(async () => {
    open = await engine.open()
    const { database } = open
    app = await buildApp({
      config: testConfig({ ADMIN_USER_IDS: ADMIN }),
      matcher: new ListMatcher(),
      personalData: new UserData(erasingParts(database), database, () => {}),
    })
  }, 60_000)
  beforeEach(async () => {
    people = await insertPeople(open.database)
  })
  afterAll(async () => {
    await app?.close()
    await open?.close()
  })

  type Caller =
    | 'nobody'
    | 'themselves'
    | 'another talent'
    | 'a company'
    | 'administrator'
    | 'service'
  const authorizationOf = async (caller: Caller) => {
    const user = (subject: string) => bearer({ role: 'user', subject })
    switch (caller) {
      case 'nobody':
        return undefined
      case 'themselves':
        return user(people.talentUser)
      case 'another talent':
        return user(randomUUID())
      case 'a company':
        return user(people.companyUser)
      case 'administrator':
        return user(ADMIN)
      case 'service':
        return bearer()
    }
  }
  const ask = async (method: 'GET' | 'DELETE', caller: Caller, id = people.talentUser) => {
    const authorization = await authorizationOf(caller)
    const url = `/api/v1/users/${id}${method === 'GET' ? '/export' : ''}`
    return app.inject({ method, url, headers: { ...(authorization && { authorization }) } })
  }

  it.each<[Caller, number, number]>([
    ['nobody', 401, 401],
    ['themselves', 200, 202],
    ['another talent', 403, 403],
    ['a company', 403, 403],
    ['administrator', 200, 202],
    ['service', 200, 202],
  ])('%s: export %i, erasure %i', async (caller, exported, erased) => {
    const got = await ask('GET', caller)
    expect(got.statusCode).toBe(exported)
    if (exported === 200) {
      expect(got.headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
      })
      expect(got.json()).toMatchObject({
        user_id: people.talentUser,
        talent_ids: [people.talentId],
      })
    }
    const gone = await ask('DELETE', caller)
    // With nothing under way it may be done at once.
    expect(erased === 202 ? [200, 202] : [erased]).toContain(gone.statusCode)
    const [row] = await open.database.query<{ gone: boolean }>(
      'select public.ml_is_erased($1) as gone',
      [people.talentId],
    )
    expect(row?.gone).toBe(erased === 202)
  })

  it('answers a receipt that names nobody, the same when asked again', async () => {
    const asked = await ask('DELETE', 'administrator', people.talentUser.toUpperCase())
    expect(asked.json()).toMatchObject({
      pseudonym: pseudonyms.user(people.talentUser),
      actor: `administrator ${pseudonyms.user(ADMIN)}`,
      left: expect.stringContaining('The platform keeps its own rows'),
    })
    expect(asked.body).not.toContain(people.talentUser)
    expect(asked.body).not.toContain(ADMIN)
    const again = await ask('DELETE', 'service')
    expect(again.json().receipt_id).toBe(asked.json().receipt_id)
    // The platform's own rows are its own.
    expect(
      await open.database.query('select title from public.talents where id = $1', [
        people.talentId,
      ]),
    ).toHaveLength(1)
  })

  it('answers a user of whom nothing is held', async () => {
    expect((await ask('GET', 'service', randomUUID())).statusCode).toBe(200)
    expect([200, 202]).toContain((await ask('DELETE', 'service', randomUUID())).statusCode)
  })

  it('refuses what is no id', async () => {
    expect((await ask('GET', 'service', 'me')).statusCode).toBe(400)
    expect((await ask('DELETE', 'service', 'me')).statusCode).toBe(400)
  })
})

it('says 503 where the database is out', async () => {
  const database = openPostgres({ connectionString: 'postgres://nobody@127.0.0.1:1/none' })
  const personalData = new UserData(erasingParts(database), database, () => {})
  const app = await buildApp({ config: testConfig(), matcher: new ListMatcher(), personalData })
  const headers = { authorization: await bearer() }
  for (const [method, url] of [
    ['GET', `/api/v1/users/${ADMIN}/export`],
    ['DELETE', `/api/v1/users/${ADMIN}`],
  ] as const) {
    const { statusCode, headers: answered } = await app.inject({ method, url, headers })
    expect(statusCode).toBe(503)
    expect(answered['retry-after']).toBe('5')
  }
  await app.close()
  await database.close()
})
