import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signToken } from '../../src/settings/tokens.ts'
import { bearer } from '../app.ts'
import { insertPeople, insertUser } from '../db/people.ts'
import {
  ACCESS,
  CALLERS,
  type CallerKind,
  describeAccess,
  findRow,
  type Subjects,
} from './access-table.ts'
import { startWholeService, type WholeService } from './whole-service.ts'

let service: WholeService
beforeAll(async () => {
  service = await startWholeService()
})
afterAll(() => service?.close())

/** A talent and a company with their rows, and another of each with theirs. */
async function makeSubjects() {
  const { database, version } = service
  await database.query('truncate public.training_runs')
  const [run] = await database.query<{ id: string }>(
    `insert into public.training_runs (status, finished_at) values ('skipped', now()) returning id`,
  )
  const { talentId, talentUser, jobId, companyUser } = await insertPeople(database)
  const other = await insertPeople(database)
  const subjects: Subjects = { talentId, talentUser, jobId, version, run: run?.id ?? '' }
  // A role that users can give themselves makes no administrator; one in the token does.
  const users: Partial<Record<CallerKind, string>> = {
    talent: talentUser,
    'other talent': other.talentUser,
    company: companyUser,
    'other company': other.companyUser,
    administrator: await insertUser(database, 'talent'),
  }
  return { subjects, users, talentUser }
}

type Made = Awaited<ReturnType<typeof makeSubjects>>

async function authorizationOf(caller: CallerKind, { users, talentUser }: Made) {
  const owner = { role: 'user', subject: talentUser, isAdmin: true } as const
  switch (caller) {
    case 'nobody':
      return undefined
    case 'expired token':
      return bearer({ ...owner, lifetime: -60 })
    case 'forged token':
      return `Bearer ${await signToken('another-secret-of-more-than-32-bytes', owner)}`
    case 'service role':
      return bearer()
    default: {
      const isAdmin = caller === 'administrator'
      return bearer({ role: 'user', subject: users[caller] ?? '', isAdmin })
    }
  }
}

describe('every route', () => {
  it('is in the table, and the table names none that is gone', () => {
    const registered = service.routes.flatMap(({ method, url }) =>
      [method].flat().map((each) => ({ method: each, url })),
    )
    const unnamed = registered.filter(({ method, url }) => !findRow(method, url))
    expect(unnamed, 'add a row to test/http/access-table.ts').toEqual([])
    const named = new Set(registered.map(({ method, url }) => findRow(method, url)))
    expect(ACCESS.filter((row) => !named.has(row)).map(({ route }) => route)).toEqual([])
  })

  it.each(ACCESS)('$route answers each caller as the table says', async (row) => {
    const [method = '', url = ''] = row.route.split(' ')
    let made = await makeSubjects()
    const answered: Partial<Record<CallerKind, number>> = {}
    for (const caller of CALLERS) {
      if (row.isFinal) made = await makeSubjects()
      const authorization = await authorizationOf(caller, made)
      const call = {
        url: row.path?.(made.subjects) ?? url,
        headers: { ...row.headers, ...(authorization && { authorization }) },
        ...(row.body && { payload: row.body(made.subjects) }),
      }
      const response = await service.app.inject({ method: method as 'GET', ...call })
      answered[caller] = response.statusCode
      if (method !== 'GET') continue
      const head = await service.app.inject({ method: 'HEAD', ...call })
      expect([head.statusCode, head.body]).toEqual([response.statusCode, ''])
    }
    expect(answered).toEqual(row.expected)
  })
})

it('docs/access.md is the table; `npm run docs:access` writes it', async () => {
  await expect(describeAccess()).toMatchFileSnapshot('../../docs/access.md')
})
