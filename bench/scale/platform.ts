import type { Database } from '../../src/db/database.ts'
import { EmbeddingTable } from '../../src/db/match-index/embedding-table.ts'
import { MatchIndex } from '../../src/db/match-index/match-index.ts'
import { Outbox } from '../../src/db/match-index/outbox.ts'
import { migrate } from '../../src/db/migrate.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { seedPlatform } from '../../src/demo/platform/seed.ts'
import type { Embedder } from '../../src/embeddings/embedder.ts'
import { hashText } from '../../src/embeddings/stores/text-vectors-bytes.ts'
import { canonicalSkill } from '../../src/features/normalise/skills/skills.ts'
import { skillText, textsOfTalent } from '../../src/features/texts.ts'
import { indexChanges } from '../../src/jobs/indexing/index-changes.ts'
import type { Progress } from '../../src/terminal/progress.ts'
import type { Talent } from '../../supabase/functions/_shared/payload.ts'
import { withDatabase } from '../postgres-server.ts'

/** Talents that ask; the rest of a platform's do not slow a search for jobs. */
const TALENTS = 400
const SEED = 7
const INDEXED_AT_ONCE = 500

/** Active jobs are some 88 of 100. */
const jobsFor = (active: number) => Math.ceil(active / 0.88)

export interface ScalePlatform {
  readonly database: Database
  readonly connectionString: string
  readonly activeJobs: number
}

/** A new database with a made-up platform, not indexed yet. */
export async function createPlatform(
  server: string,
  active: number,
  progress: Progress,
): Promise<ScalePlatform> {
  const name = databaseOf(active)
  const admin = openPostgres({ connectionString: server, maxConnections: 1 })
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.query(`create database ${name}`)
  await admin.close()
  const connectionString = withDatabase(server, name)
  const database = openPostgres({ connectionString, statementTimeoutMs: 0 })
  await migrate(database)
  const jobs = jobsFor(active)
  await seedPlatform(
    database,
    {
      talents: TALENTS,
      jobs,
      companies: Math.max(48, Math.ceil(jobs / 8)),
      seed: SEED,
      asOf: new Date('2026-01-15T00:00:00Z'),
    },
    { onProgress: progress.update },
  )
  // Deadlines lie in the past by now, which would close a third of the jobs.
  await database.query('update public.jobs set application_deadline = null')
  await database.query('analyze')
  progress.done()
  await database.close()
  return openPlatform(server, active)
}

/** One that {@link createPlatform} made. */
export async function openPlatform(server: string, active: number): Promise<ScalePlatform> {
  const connectionString = withDatabase(server, databaseOf(active))
  const database = openPostgres({ connectionString, statementTimeoutMs: 0 })
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int as count from public.jobs where status = 'active'`,
  )
  return { database, connectionString, activeJobs: row?.count ?? 0 }
}

const databaseOf = (active: number) => `talentmatch_scale_${active}`

/** Every spelling of a skill there, as it is embedded. */
export async function skillTexts(database: Database): Promise<string[]> {
  const rows = await database.query<{ name: string }>('select name from public.skills')
  return [...new Set(rows.map(({ name }) => skillText(canonicalSkill(name))))]
}

/** Some descriptions and bios, to take words from. */
export async function sampleTexts(database: Database, count: number): Promise<string[]> {
  const rows = await database.query<{ text: string }>(
    `(select title || '. ' || description as text from public.jobs order by id limit $1)
     union all
     (select title || '. ' || coalesce(bio, '') from public.talents order by id limit $1)`,
    [count],
  )
  return rows.map(({ text }) => text)
}

/** Indexes everything that waits, as a worker does; the vector index is built behind it, at once. */
export async function indexPlatform(
  platform: ScalePlatform,
  embedder: Embedder,
  progress: Progress,
): Promise<{ readonly rowsMs: number; readonly buildMs: number; readonly bytes: number }> {
  const { database } = platform
  const outbox = new Outbox(database)
  const index = new MatchIndex(database)
  const begun = performance.now()
  await database.query('drop index if exists public.idx_match_index_jobs_vector')
  await database.query('drop index if exists public.idx_match_index_jobs_skills')
  const options = { outbox, index, embedder, batch: INDEXED_AT_ONCE, leaseSeconds: 600 }
  const never = new AbortController().signal
  for (let done = 0; ; ) {
    const count = await indexChanges(options, never)
    if (count === 0 && (await outbox.backlog()).waiting === 0) break
    done += count
    progress.update(done)
  }
  const rowsMs = performance.now() - begun
  const building = performance.now()
  const [vector] = await database.query<{ schema: string }>(
    `select n.nspname as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace
     where e.extname = 'vector'`,
  )
  await database.query(
    `create index idx_match_index_jobs_vector on public.match_index_jobs
     using hnsw (vector ${vector?.schema}.halfvec_cosine_ops)
     with (ef_construction = 128) where is_active`,
  )
  const buildMs = performance.now() - building
  await database.query(
    'create index idx_match_index_jobs_skills on public.match_index_jobs using gin (skills) where is_active',
  )
  await index.countSkills()
  await database.query('vacuum analyze public.match_index_jobs')
  await database.query('analyze')
  progress.done()
  return { rowsMs, buildMs, bytes: await indexBytes(platform) }
}

/** What the index of jobs takes, in bytes. */
export async function indexBytes({ database }: ScalePlatform): Promise<number> {
  const [size] = await database.query<{ bytes: number }>(
    `select pg_total_relation_size('public.match_index_jobs')::float8 as bytes`,
  )
  return size?.bytes ?? 0
}

/** Puts vectors of texts where the service looks before it asks its model. */
export async function saveVectors(
  { database }: ScalePlatform,
  embedder: Embedder,
  texts: readonly string[],
): Promise<void> {
  const vectors = await embedder.embed(texts)
  await new EmbeddingTable(database).saveMany(
    embedder.id,
    new Map(
      texts.flatMap((text, at) => {
        const of = vectors[at]
        return of ? [[hashText(text).toString('hex'), of] as const] : []
      }),
    ),
  )
}

/** Talents that say enough for an answer to mean something, and the texts of all of them. */
export async function findTalents({ database }: ScalePlatform, count: number): Promise<Talent[]> {
  const rows = await database.query<{ payload: Talent }>(
    `select payload from public.ml_talent_payloads(array(
       select t.id from public.talents t
       where (select count(*) from public.talent_skills s where s.talent_id = t.id) >= 3
       order by t.id limit $1))`,
    [count],
  )
  return rows.map(({ payload }) => payload)
}

export const textsOfAll = (talents: readonly Talent[]): string[] => [
  ...new Set(talents.flatMap(textsOfTalent)),
]
