import { randomUUID } from 'node:crypto'
import type { Connection, Database } from '../../../src/db/database.ts'
import { insertUser } from '../people.ts'

/** A talent, a job, the users whose they are, and another user of each kind with rows of their own. */
export interface People {
  readonly talent: string
  readonly job: string
  readonly talentUser: string
  readonly companyUser: string
  readonly otherTalentUser: string
  readonly otherCompanyUser: string
}

export async function insertPeople(database: Connection): Promise<People> {
  const talentUser = await insertUser(database, 'talent')
  const companyUser = await insertUser(database, 'company')
  const otherTalentUser = await insertUser(database, 'talent')
  const otherCompanyUser = await insertUser(database, 'company')
  const talent = await insertTalent(database, talentUser)
  const job = await insertJob(database, await insertCompany(database, companyUser))
  await insertTalent(database, otherTalentUser)
  await insertJob(database, await insertCompany(database, otherCompanyUser))
  return { talent, job, talentUser, companyUser, otherTalentUser, otherCompanyUser }
}

export const insertTalent = (database: Connection, user: string | null, fields = {}) =>
  insert(database, 'talents', { profile_id: user, title: 'Backend Engineer', ...fields })

export const insertCompany = (database: Connection, user: string | null, fields = {}) =>
  insert(database, 'companies', { profile_id: user, name: 'Meadow', slug: randomUUID(), ...fields })

export const insertJob = (database: Connection, company: string | null, fields = {}) =>
  insert(database, 'jobs', {
    company_id: company,
    title: 'Backend Engineer',
    slug: randomUUID(),
    description: 'Services in TypeScript.',
    status: 'active',
    ...fields,
  })

/** @returns the id of the new row */
export async function insert(
  database: Connection,
  table: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<string> {
  const names = Object.keys(fields)
  const [row] = await database.query<{ id: string }>(
    `insert into public.${table} (${names.join()}) values (${names.map((_, n) => `$${n + 1}`).join()})
     returning id`,
    Object.values(fields),
  )
  if (!row) throw new Error(`no row came into ${table}`)
  return row.id
}

/** Runs statements as the API does for a caller: in their role, with the claims of their token. */
export function actingAs<T>(
  database: Database,
  role: 'anon' | 'authenticated' | 'service_role',
  user: string | null,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  return database.transaction(async (connection) => {
    await connection.query(`set local role ${role}`)
    await connection.query(`select set_config('request.jwt.claims', $1, true)`, [
      JSON.stringify({ role, ...(user !== null && { sub: user }) }),
    ])
    return work(connection)
  })
}
