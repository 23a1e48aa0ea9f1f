import { randomUUID } from 'node:crypto'
import type { Database } from '../../src/db/database.ts'

export interface PlatformJob {
  readonly title?: string
  readonly description?: string
  readonly status?: string
  readonly skills?: readonly string[]
}

/** Adds an active job as the platform does: the row, then its skills one by one. */
export async function addJob(database: Database, job: PlatformJob = {}): Promise<string> {
  const [id = ''] = await addJobs(database, 1, () => job)
  for (const skill of job.skills ?? []) await addJobSkill(database, id, skill)
  return id
}

/** Adds jobs without skills, in one statement. Each has a text of its own, unless told otherwise. */
export async function addJobs(
  database: Database,
  count: number,
  of: (number: number) => PlatformJob = () => ({}),
): Promise<string[]> {
  const jobs = Array.from({ length: count }, (_, number) => ({ id: randomUUID(), ...of(number) }))
  await database.query(
    `insert into public.jobs (id, slug, title, description, status)
     select id, id::text, title, description, status::public.job_status
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as j (id, title, description, status)`,
    [
      jobs.map(({ id }) => id),
      jobs.map(({ title }) => title ?? 'Nurse'),
      jobs.map(({ id, description }) => description ?? `Care for people in ward ${id}.`),
      jobs.map(({ status }) => status ?? 'active'),
    ],
  )
  return jobs.map(({ id }) => id)
}

export async function addJobSkill(database: Database, job: string, skill: string): Promise<void> {
  await database.query(
    `with named as (
       insert into public.skills (name, category) values ($2, 'test')
       on conflict (name) do update set name = excluded.name
       returning id)
     insert into public.job_skills (job_id, skill_id) select $1, id from named`,
    [job, skill],
  )
}

/** Adds a talent. */
export async function addTalent(
  database: Database,
  { title = 'Nurse', bio = null }: { title?: string; bio?: string | null } = {},
): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    'insert into public.talents (title, bio) values ($1, $2) returning id',
    [title, bio],
  )
  return row?.id ?? ''
}
