import { randomUUID } from 'node:crypto'
import type { Connection } from '../../src/db/database.ts'

/** A talent, and a company with a job: what feedback and matches are about. */
export interface People {
  readonly talentId: string
  readonly talentUser: string
  readonly jobId: string
  readonly companyUser: string
}

export async function insertPeople(database: Connection, status = 'active'): Promise<People> {
  const talentUser = await insertUser(database, 'talent')
  const companyUser = await insertUser(database, 'company')
  const talentId = await insertTalent(database, talentUser)
  const jobId = await insertJob(database, companyUser, status)
  return { talentId, talentUser, jobId, companyUser }
}

export async function insertUser(
  database: Connection,
  role: 'talent' | 'company',
): Promise<string> {
  const id = randomUUID()
  await database.query('insert into auth.users (id, email) values ($1, $2)', [
    id,
    `${id}@x.example`,
  ])
  await database.query(
    `insert into public.profiles (id, email, full_name, role) values ($1, $2, 'Somebody', $3)
     on conflict (id) do update set role = excluded.role`,
    [id, `${id}@x.example`, role],
  )
  return id
}

export async function insertTalent(database: Connection, user: string): Promise<string> {
  const id = randomUUID()
  await database.query(
    `insert into public.talents (id, profile_id, title) values ($1, $2, 'Backend Engineer')`,
    [id, user],
  )
  return id
}

export async function insertJob(
  database: Connection,
  user: string,
  status = 'active',
): Promise<string> {
  const id = randomUUID()
  const companyId = randomUUID()
  await database.query(
    `insert into public.companies (id, profile_id, name, slug) values ($1, $2, 'Meadow', $3)`,
    [companyId, user, companyId],
  )
  await database.query(
    `insert into public.jobs (id, company_id, title, slug, description, status)
     values ($1, $2, 'Backend Engineer', $3, 'Services in TypeScript.', $4)`,
    [id, companyId, id, status],
  )
  return id
}
