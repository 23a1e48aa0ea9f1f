import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { MatchIndex } from '../../../src/db/match-index/match-index.ts'
import { Outbox } from '../../../src/db/match-index/outbox.ts'
import { openPostgres } from '../../../src/db/postgres.ts'
import { nullEmbedder } from '../../../src/embeddings/null.ts'
import { indexChanges } from '../../../src/jobs/indexing/index-changes.ts'
import { makeOf } from '../../../src/jobs/indexing/index-entities.ts'
import { sweep } from '../../../src/jobs/indexing/sweep.ts'
import { engines } from '../../db/engines.ts'
import { insertTalent, insertUser } from '../../db/people.ts'
import { untilWaiting } from '../../db/until-waiting.ts'
import { countingEmbedder } from '../../embeddings/counting-embedder.ts'
import { addJob, addJobs, addTalent } from '../platform-rows.ts'

const NEVER = new AbortController().signal
/** What a request may take. */
const REQUEST_MS = 200

describe.each(engines)('sweep on $name', (engine) => {
  let opened: Awaited<ReturnType<typeof engine.open>>
  let database: Database
  let index: MatchIndex
  const embedder = countingEmbedder()
  beforeAll(async () => {
    opened = await engine.open()
    database = opened.database
    index = new MatchIndex(database)
  })
  afterAll(() => opened?.close())
  beforeEach(() =>
    database.query(
      'truncate public.jobs, public.talents, public.match_outbox, public.match_index_skills cascade',
    ),
  )

  const run = (page?: number) => sweep({ index, embedder, page }, NEVER)
  /** As before the triggers were there. */
  const forget = () => database.query('truncate public.match_outbox')
  async function indexAll() {
    await database.query(`update public.match_outbox set queued_at = queued_at - interval '1 min'`)
    const options = { outbox: new Outbox(database), index, embedder }
    while ((await indexChanges(options, NEVER)) > 0);
  }
  const queued = () =>
    database.query<{ entity: string; entity_id: string }>(
      'select entity, entity_id from public.match_outbox order by id',
    )

  it('queues what has no row, page by page, each once', async () => {
    await addJobs(database, 25)
    await addJob(database, { status: 'draft' })
    await addTalent(database)
    await forget()
    expect(await run(10)).toBe(26)
    expect(new Set((await queued()).map(({ entity_id }) => entity_id)).size).toBe(26)
    expect(await run(10)).toBe(0)
    await indexAll()
    expect(await run()).toBe(0)
  })

  it.each([
    ['another format', 'format = -1'],
    ['another embedder', `embedder = 'other'`],
    ['other content', `content_hash = 'x'`],
  ])('queues what is stale for %s', async (_name, change) => {
    const [stale] = await addJobs(database, 3)
    await indexAll()
    await database.query(`update public.match_index_jobs set ${change} where job_id = $1`, [stale])
    expect(await run()).toBe(1)
    await indexAll()
    const rows = await database.query(
      'select is_active, format, embedder from public.match_index_jobs',
    )
    const { format } = makeOf(embedder)
    expect(rows).toEqual(Array(3).fill({ is_active: true, format, embedder: embedder.id }))
  })

  it('queues what was given up, so that it is tried again', async () => {
    await addJobs(database, 1)
    await database.query('update public.match_outbox set attempts = 5')
    expect(await run()).toBe(1)
    await indexAll()
    expect(await queued()).toEqual([])
  })

  it('shows and hides what is active and what is not, though nothing told of it', async () => {
    const [closed, hidden] = await addJobs(database, 3)
    await indexAll()
    await database.query('update public.match_index_jobs set is_active = false where job_id = $1', [
      hidden,
    ])
    await database.query(`update public.jobs set status = 'closed' where id = $1`, [closed])
    await forget()
    expect(await run()).toBe(0)
    expect(
      await database.query('select job_id from public.match_index_jobs where not is_active'),
    ).toEqual([{ job_id: closed }])
  })

  it('neither queues nor counts on talents whose profile is switched off', async () => {
    const user = await insertUser(database, 'talent')
    await insertTalent(database, user)
    await database.query('update public.profiles set is_active = false where id = $1', [user])
    await forget()
    expect(await run()).toBe(0)
    expect(await index.isIncomplete(makeOf(embedder))).toBe(false)
    await database.query('delete from public.profiles where id = $1', [user])
  })

  it('counts skills anew', async () => {
    await addJob(database, { skills: ['TypeScript', 'SQL'] })
    await addJob(database, { skills: ['TypeScript'] })
    await database.query(
      'insert into public.match_index_skills (skill, jobs, talents) values (-5, 1, 1)',
    )
    await indexAll()
    await run()
    const counts = await database.query<{ jobs: number; talents: number }>(
      'select jobs, talents from public.match_index_skills order by jobs',
    )
    expect(counts).toEqual([
      { jobs: 1, talents: 0 },
      { jobs: 2, talents: 0 },
    ])
  })

  it('knows whether it is needed, and that it is not for want of weights', async () => {
    const needed = () => index.isIncomplete(makeOf(embedder))
    expect(await needed()).toBe(false)
    await addJobs(database, 1)
    expect(await needed()).toBe(true)
    await indexAll()
    expect(await needed()).toBe(false)
    expect(await index.isIncomplete(makeOf(nullEmbedder))).toBe(false)
    await database.query(`update public.match_index_jobs set embedder = 'other'`)
    expect(await needed()).toBe(true)
  })

  // The embedded engine has nobody who could hold a table meanwhile.
  const large =
    engine.name === 'PostgreSQL'
      ? ['match_index_jobs', 'match_index_talents', 'match_index_skills', 'match_outbox', 'talents']
      : []
  it.each(large)('takes longer than requests may, as where %s is large', async (table) => {
    await addTalent(database)
    await forget()
    const { connectionString } = opened
    const limited = openPostgres({ connectionString, statementTimeoutMs: REQUEST_MS })
    try {
      let swept: Promise<number> | undefined
      await database.transaction(async ({ query }) => {
        await query(`lock table public.${table} in access exclusive mode`)
        swept = sweep({ index: new MatchIndex(limited), embedder }, NEVER)
        await untilWaiting(database, 2 * REQUEST_MS)
      })
      expect(await swept).toBe(1)
      expect(await new MatchIndex(limited).isIncomplete(makeOf(embedder))).toBe(true)
    } finally {
      await limited.close()
    }
  })

  it('stops when it is told to', async () => {
    await expect(
      sweep({ index, embedder }, AbortSignal.abort(new Error('enough'))),
    ).rejects.toThrow('enough')
  })
})
