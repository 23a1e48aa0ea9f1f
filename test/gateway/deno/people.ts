import {
  type Database,
  openDatabase,
} from '../../../supabase/functions/ml-matching-gateway/database.ts'
import { DATABASE_URL } from './parts.ts'

/** A talent, and a company with jobs. */
export interface People {
  readonly talentId: string
  readonly talentUser: string
  readonly companyUser: string
  /** The first is what the talent knows; each one after asks for less of it. */
  readonly jobIds: readonly string[]
}

const BUDGET_MS = 10_000

/** The database as tests look at it, beside the gateway. */
export class TestDatabase {
  readonly #database: Database = openDatabase(DATABASE_URL)

  query<T = Record<string, unknown>>(text: string, ...values: unknown[]): Promise<readonly T[]> {
    return this.#database.query<T>(text, values, BUDGET_MS)
  }

  close(): Promise<void> {
    return this.#database.close()
  }

  async insertPeople(): Promise<People> {
    const talentUser = await this.#insertUser('talent')
    const companyUser = await this.#insertUser('company')
    const talentId = crypto.randomUUID()
    await this.query(
      `insert into public.talents
         (id, profile_id, title, bio, location, experience_level, years_of_experience)
       values ($1::text::uuid, $2::text::uuid, 'Backend Engineer', 'A secret biography.', 'Berlin, Germany',
         'senior', 8)`,
      talentId,
      talentUser,
    )
    const skills = ['TypeScript', 'PostgreSQL', 'Kafka']
    for (const skill of skills) await this.#addSkill('talent', talentId, skill)
    const companyId = crypto.randomUUID()
    await this.query(
      `insert into public.companies (id, profile_id, name, slug) values ($1::text::uuid, $2::text::uuid, 'Meadow', $3)`,
      companyId,
      companyUser,
      companyId,
    )
    const jobIds: string[] = []
    for (const known of [3, 2, 1]) {
      const id = crypto.randomUUID()
      jobIds.push(id)
      await this.query(
        `insert into public.jobs
           (id, company_id, title, slug, description, status, location, experience_level)
         values ($1::text::uuid, $2::text::uuid, 'Backend Engineer', $3, 'Services in TypeScript.',
           'active', 'Berlin, Germany', 'senior')`,
        id,
        companyId,
        id,
      )
      for (const skill of skills.slice(0, known)) await this.#addSkill('job', id, skill)
      for (const skill of ['COBOL', 'Fortran'].slice(0, 3 - known)) {
        await this.#addSkill('job', id, skill)
      }
    }
    return { talentId, talentUser, companyUser, jobIds }
  }

  /** Leaves nothing of other tests to be found. */
  async clear(): Promise<void> {
    for (const table of ['jobs', 'talents', 'ml_request_log', 'ml_breakers', 'ml_rate_limits']) {
      await this.query(`delete from public.${table}`)
    }
    await this.rollOut({})
  }

  async rollOut({ percentage = 100, isKilled = false }): Promise<void> {
    await this.query(
      'update public.ml_rollout set percentage = $1, is_killed = $2',
      percentage,
      isKilled,
    )
  }

  async #insertUser(role: string): Promise<string> {
    const id = crypto.randomUUID()
    await this.query(
      'insert into auth.users (id, email) values ($1::text::uuid, $2)',
      id,
      `${id}@x.example`,
    )
    await this.query(
      `insert into public.profiles (id, email, full_name, role)
       values ($1::text::uuid, $2, 'A Secret Name', $3::text::public.user_role)
       on conflict (id) do update set role = excluded.role`,
      id,
      `${id}@x.example`,
      role,
    )
    return id
  }

  async #addSkill(side: 'talent' | 'job', id: string, name: string): Promise<void> {
    await this.query(
      `insert into public.skills (name, category) values ($1, 'software') on conflict (name) do nothing`,
      name,
    )
    await this.query(
      `insert into public.${side}_skills (${side}_id, skill_id)
       select $1::text::uuid, id from public.skills where name = $2`,
      id,
      name,
    )
  }
}
