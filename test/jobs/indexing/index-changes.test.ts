import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type Database,
  DatabaseTooSlowError,
  DatabaseUnavailableError,
} from '../../../src/db/database.ts'
import { EmbeddingTable } from '../../../src/db/match-index/embedding-table.ts'
import { MatchIndex } from '../../../src/db/match-index/match-index.ts'
import { Outbox } from '../../../src/db/match-index/outbox.ts'
import type { Embedder } from '../../../src/embeddings/embedder.ts'
import { nullEmbedder } from '../../../src/embeddings/null.ts'
import { StoredEmbedder } from '../../../src/embeddings/stores/stored.ts'
import { SEARCH_DIMENSIONS } from '../../../src/features/retrieval/search-vector.ts'
import { type IndexFailure, indexChanges } from '../../../src/jobs/indexing/index-changes.ts'
import { engines } from '../../db/engines.ts'
import { insertTalent, insertUser } from '../../db/people.ts'
import { countingEmbedder } from '../../embeddings/counting-embedder.ts'
import { addJob, addJobSkill, addJobs, addTalent } from '../platform-rows.ts'

const NEVER = new AbortController().signal

describe.each(engines)('indexChanges on $name', (engine) => {
  let opened: Awaited<ReturnType<typeof engine.open>>
  let database: Database
  beforeAll(async () => {
    opened = await engine.open()
    database = opened.database
  })
  afterAll(() => opened?.close())
  beforeEach(() =>
    database.query('truncate public.jobs, public.talents, public.match_outbox cascade'),
  )

  /** A process of its own. */
  function openWorker(model: Embedder & { readonly asked?: string[] } = countingEmbedder()) {
    const failures: IndexFailure[] = []
    const options = {
      outbox: new Outbox(database),
      index: new MatchIndex(database),
      embedder: new StoredEmbedder({ embedder: model, stores: [new EmbeddingTable(database)] }),
      leaseSeconds: 2,
      onFailure: (failure: IndexFailure) => void failures.push(failure),
    }
    return { options, failures, asked: model.asked ?? [] }
  }

  const settle = () =>
    database.query(
      `update public.match_outbox set queued_at = queued_at - interval '1 minute'
       where queued_at > now() - interval '1 minute'`,
    )

  /** Claims and pauses run out. */
  const expire = () =>
    database.query(
      `update public.match_outbox set claimed_until = now() - interval '1 s'
       where claimed_until is not null`,
    )

  const queueAgain = (job: string) =>
    database.query(`insert into public.match_outbox (entity, entity_id) values ('job', $1)`, [job])

  /** Until nothing waits; what was just queued does not settle first. */
  async function drain({ options }: ReturnType<typeof openWorker>): Promise<number> {
    let total = 0
    for (;;) {
      await settle()
      const done = await indexChanges(options, NEVER)
      if (done === 0) return total
      total += done
    }
  }

  interface StoredRow {
    readonly id: string
    readonly is_active: boolean
    readonly has_vector: boolean
    readonly skills: number[]
    readonly prepared: Buffer | null
    readonly format: number
    readonly embedder: string
    readonly indexed_at: Date
  }
  const rows = () =>
    database.query<StoredRow>(
      `select job_id as id, is_active, vector is not null as has_vector, skills, prepared, format,
              embedder, indexed_at
       from public.match_index_jobs order by job_id`,
    )
  const waiting = async () => (await new Outbox(database).backlog()).waiting

  it('indexes what was added, and leaves the outbox empty', async () => {
    const jobs = await addJobs(database, 3)
    await addTalent(database, { bio: 'Ten years in intensive care.' })
    const worker = openWorker()
    expect(await drain(worker)).toBe(4)
    const indexed = await rows()
    expect(indexed.map(({ id }) => id)).toEqual(jobs.toSorted())
    for (const row of indexed) {
      expect(row).toMatchObject({ is_active: true, has_vector: true, embedder: 'test/counting' })
      expect(row.prepared?.length).toBeGreaterThan(0)
    }
    const [talent] = await database.query('select * from public.match_index_talents')
    expect(talent).toMatchObject({ is_active: true, embedder: 'test/counting' })
    expect(await waiting()).toBe(0)
  })

  it('leaves what was queued this very moment until it has settled', async () => {
    await addJob(database)
    expect(await indexChanges(openWorker().options, NEVER)).toBe(0)
    expect(await waiting()).toBe(1)
  })

  it('indexes a job once whose skills were deleted and inserted one by one', async () => {
    const job = await addJob(database, { skills: ['TypeScript', 'SQL'] })
    await drain(openWorker())
    const [before] = await rows()
    await database.query('delete from public.job_skills where job_id = $1', [job])
    for (const skill of ['TypeScript', 'SQL', 'Go']) await addJobSkill(database, job, skill)
    const worker = openWorker()
    expect(await drain(worker)).toBe(1)
    expect(worker.asked).toEqual(['Go'])
    const [after] = await rows()
    expect(after?.skills).toHaveLength((before?.skills.length ?? 0) + 1)
  })

  it('spends nothing on what is the same again', async () => {
    const job = await addJob(database, { skills: ['TypeScript'] })
    await drain(openWorker())
    const before = await rows()
    await database.query('update public.jobs set views_count = 7 where id = $1', [job])
    expect(await waiting()).toBe(0)
    await queueAgain(job)
    const worker = openWorker()
    expect(await drain(worker)).toBe(1)
    expect(worker.asked).toEqual([])
    expect(await rows()).toEqual(before)
  })

  it('hides a job that closes, and shows it again, without embedding', async () => {
    const job = await addJob(database)
    await drain(openWorker())
    const setStatus = async (status: string) => {
      await database.query('update public.jobs set status = $2 where id = $1', [job, status])
      const worker = openWorker()
      await drain(worker)
      expect(worker.asked).toEqual([])
      return (await rows()).map((row) => row.is_active)
    }
    expect(await setStatus('closed')).toEqual([false])
    expect(await setStatus('active')).toEqual([true])
  })

  it('hides a talent whose profile is switched off, and shows them again', async () => {
    const user = await insertUser(database, 'talent')
    await insertTalent(database, user)
    await drain(openWorker())
    const setActive = async (isActive: boolean | null) => {
      await database.query('update public.profiles set is_active = $2 where id = $1', [
        user,
        isActive,
      ])
      await drain(openWorker())
      const [row] = await database.query('select is_active from public.match_index_talents')
      return row?.is_active
    }
    expect(await setActive(false)).toBe(false)
    expect(await setActive(true)).toBe(true)
    expect(await setActive(null)).toBe(true)
  })

  it('makes no row of a job that is not active, nor of one that is gone', async () => {
    await addJob(database, { status: 'draft' })
    const gone = await addJob(database)
    await database.query('delete from public.jobs where id = $1', [gone])
    const worker = openWorker()
    await drain(worker)
    expect(worker.asked).toEqual([])
    expect(await rows()).toEqual([])
    expect(await waiting()).toBe(0)
  })

  it('keeps a change that comes while it works', async () => {
    const job = await addJob(database, { description: 'Old.' })
    const counting = countingEmbedder()
    const worker = openWorker({
      ...counting,
      embed: async (...call) => {
        if (call[0].includes('Old.')) {
          await database.query(`update public.jobs set description = 'New.' where id = $1`, [job])
        }
        return counting.embed(...call)
      },
    })
    await settle()
    await indexChanges(worker.options, NEVER)
    expect(await waiting()).toBe(1)
    await drain(worker)
    expect(counting.asked).toContain('New.')
    expect(await waiting()).toBe(0)
  })

  it('does not let a slow worker bring back what it read first', async () => {
    const [job = ''] = await addJobs(database, 1)
    const index = new MatchIndex(database)
    const make = { format: 1, embedder: 'm' }
    const entry = (place: string) => ({
      id: job,
      contentHash: Buffer.alloc(32),
      texts: [],
      vector: new Float32Array(SEARCH_DIMENSIONS),
      skills: [],
      place,
      isRemote: false,
      prepared: new Uint8Array(3),
    })
    const first = await index.findStates('job', [job], make)
    const second = await index.findStates('job', [job], make)
    expect(await index.saveRows('job', [entry('second')], second.readAt, make)).toBe(1)
    expect(await index.saveRows('job', [entry('first')], first.readAt, make)).toBe(0)
  })

  it('puts off what fails alone, gives it up after five tries, and blocks nothing', async () => {
    await addJobs(database, 20, (n) => ({ description: n === 7 ? 'Poison.' : `Job ${n}.` }))
    const counting = countingEmbedder()
    const worker = openWorker({
      ...counting,
      embed: async (texts, options) => {
        if (texts.includes('Poison.')) throw new Error('cannot embed this')
        return counting.embed(texts, options)
      },
    })
    await settle()
    await indexChanges(worker.options, NEVER)
    expect(await rows()).toHaveLength(19)
    expect(await waiting()).toBe(1)
    expect(await indexChanges(worker.options, NEVER)).toBe(0)
    for (let tries = 2; tries <= 6; tries++) {
      await expire()
      await indexChanges(worker.options, NEVER)
    }
    expect(worker.failures.map(({ isGivenUp }) => isGivenUp)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ])
    expect(await worker.options.outbox.backlog()).toEqual({ waiting: 0, ageSeconds: 0, parked: 1 })

    await database.query(
      `update public.jobs set description = 'Cured.' where description = 'Poison.'`,
    )
    expect(await drain(worker)).toBe(1)
    expect(await worker.options.outbox.backlog()).toEqual({ waiting: 0, ageSeconds: 0, parked: 0 })
    expect(await rows()).toHaveLength(20)
  })

  it('tries half of what the database is too slow for, and all again when it is out', async () => {
    await addJobs(database, 8)
    await settle()
    const asked: number[] = []
    const failing = (fault: (ids: number) => Error | undefined) => {
      const query: Database['query'] = async (statement, values) => {
        if (typeof statement === 'object' && statement.text.includes('ml_job_payloads')) {
          const [ids] = statement.values as [string[]]
          asked.push(ids.length)
          const error = fault(ids.length)
          if (error) throw error
        }
        return database.query(statement, values)
      }
      return { ...openWorker().options, index: new MatchIndex({ query }) }
    }
    const out = failing(() => new DatabaseUnavailableError('out'))
    await expect(indexChanges(out, NEVER)).rejects.toThrow('out')
    const slow = failing((ids) => (ids > 4 ? new DatabaseTooSlowError('slow') : undefined))
    expect(await indexChanges(slow, NEVER)).toBe(8)
    expect(asked).toEqual([8, 8, 4, 4])
    expect(await waiting()).toBe(0)
  })

  it('gives up what ends every worker that takes it, and nothing beside it', async () => {
    const jobs = await addJobs(database, 20)
    await settle()
    const outbox = new Outbox(database)
    let killed = 0
    for (;;) {
      const claims = await outbox.claim(10, 60)
      if (claims.length === 0) break
      if (claims.some(({ id }) => id === jobs[7])) {
        killed++
        await expire()
      } else await outbox.finish(claims)
    }
    expect(killed).toBe(6)
    expect(await outbox.backlog()).toMatchObject({ waiting: 0, parked: 1 })
  })

  it('is not done with what was claimed by workers that were killed, however many', async () => {
    await addJobs(database, 20)
    await settle()
    for (let killed = 0; killed < 6; killed++) {
      expect(await new Outbox(database).claim(10, 60)).not.toEqual([])
      await expire()
    }
    expect(await drain(openWorker())).toBe(20)
    expect(await rows()).toHaveLength(20)
  })

  it('gives back what it had claimed when it is told to stop', async () => {
    await addJobs(database, 5)
    await settle()
    const abort = new AbortController()
    const counting = countingEmbedder()
    const worker = openWorker({
      ...counting,
      embed: async (_texts, { signal } = {}) => {
        abort.abort(new Error('enough'))
        signal?.throwIfAborted()
        return []
      },
    })
    await expect(indexChanges(worker.options, abort.signal)).rejects.toThrow('enough')
    const [row] = await database.query(
      `select count(*)::int as count from public.match_outbox where attempts = 0 and claimed_until is null`,
    )
    expect(row).toEqual({ count: 5 })
  })

  it('works without weights, and replaces no vectors then', async () => {
    const job = await addJob(database)
    await drain(openWorker())
    const [before] = await rows()
    await database.query('update public.jobs set title = title where id = $1', [job])
    await drain(openWorker(nullEmbedder))
    expect(await rows()).toEqual([before])
    await addJob(database)
    await drain(openWorker(nullEmbedder))
    const embedders = (await rows()).map(({ embedder }) => embedder)
    expect(embedders.sort()).toEqual(['none', 'test/counting'])
  })

  it('asks the database a fixed number of times, however many changed', async () => {
    const count = async (jobs: number) => {
      await addJobs(database, jobs)
      await settle()
      const worker = openWorker()
      let queries = 0
      const counted: Pick<Database, 'query'> = {
        query: (...call) => {
          queries++
          return database.query(...call)
        },
      }
      await indexChanges(
        {
          ...worker.options,
          outbox: new Outbox(counted),
          index: new MatchIndex(counted),
          // Else a slow machine renews its claims, which is asking too.
          leaseSeconds: 600,
        },
        NEVER,
      )
      return queries
    }
    expect(await count(50)).toBe(await count(2))
  })

  // The embedded engine is for platforms of hundreds of jobs, not of ten thousands.
  const many = engine.name === 'PostgreSQL' ? 10_000 : 500
  it(`takes a bulk update of ${many} rows`, async () => {
    await addJobs(database, many, () => ({ description: 'All alike.' }))
    await drain(openWorker())
    await database.query(`update public.jobs set location = 'Berlin, Germany'`)
    const worker = openWorker()
    expect(await drain(worker)).toBe(many)
    expect(await rows()).toHaveLength(many)
    expect(worker.asked).toEqual([])
  }, 120_000)

  // The embedded engine has one worker only.
  if (engine.name !== 'PostgreSQL') return

  describe('several workers at once', () => {
    it('share the work: no job twice, none lost', async () => {
      await addJobs(database, 300)
      await settle()
      const workers = Array.from({ length: 3 }, () => openWorker())
      const totals = await Promise.all(
        workers.map(async ({ options }) => {
          let total = 0
          for (;;) {
            const done = await indexChanges({ ...options, batch: 20 }, NEVER)
            if (done === 0) return total
            total += done
          }
        }),
      )
      expect(totals.reduce((sum, total) => sum + total)).toBe(300)
      expect(totals.filter((total) => total > 0).length).toBeGreaterThan(1)
      expect(await rows()).toHaveLength(300)
      expect(await waiting()).toBe(0)
      const own = workers.flatMap(({ asked }) => asked.filter((text) => text !== 'nurse'))
      expect(new Set(own).size).toBe(300)
      expect(own).toHaveLength(300)
    })

    it('leave a job alone that another holds, though it is queued again', async () => {
      const job = await addJob(database)
      await settle()
      const outbox = new Outbox(database)
      const [held] = await outbox.claim(10, 60)
      expect(held).toMatchObject({ entity: 'job', id: job })
      await queueAgain(job)
      await settle()
      expect(await outbox.claim(10, 60)).toEqual([])
      if (held) await outbox.finish([held])
      expect(await outbox.claim(10, 60)).toMatchObject([{ id: job }])
    })

    it('take over what a worker held that is gone', async () => {
      await addJob(database)
      await settle()
      const outbox = new Outbox(database)
      expect(await outbox.claim(10, 60)).toHaveLength(1)
      await expire()
      expect(await outbox.claim(10, 60)).toHaveLength(1)
    })
  })
})
