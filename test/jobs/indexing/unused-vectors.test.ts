import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { EmbeddingTable } from '../../../src/db/match-index/embedding-table.ts'
import { MatchIndex } from '../../../src/db/match-index/match-index.ts'
import { Outbox } from '../../../src/db/match-index/outbox.ts'
import { StoredEmbedder } from '../../../src/embeddings/stores/stored.ts'
import { indexChanges } from '../../../src/jobs/indexing/index-changes.ts'
import { sweep } from '../../../src/jobs/indexing/sweep.ts'
import { removeUnusedVectors } from '../../../src/jobs/indexing/unused-vectors.ts'
import { engines } from '../../db/engines.ts'
import { countingEmbedder } from '../../embeddings/counting-embedder.ts'
import { addJob, addJobs, addTalent } from '../platform-rows.ts'

const NEVER = new AbortController().signal

describe.each(engines)('removeUnusedVectors on $name', (engine) => {
  let opened: Awaited<ReturnType<typeof engine.open>>
  let database: Database
  let index: MatchIndex
  let vectors: EmbeddingTable
  let embedder: StoredEmbedder
  beforeAll(async () => {
    opened = await engine.open()
    database = opened.database
    index = new MatchIndex(database)
    vectors = new EmbeddingTable(database)
  })
  afterAll(() => opened?.close())
  beforeEach(async () => {
    await database.query(
      'truncate public.jobs, public.talents, public.match_outbox, public.embeddings cascade',
    )
    embedder = new StoredEmbedder({ embedder: countingEmbedder(), stores: [vectors] })
  })

  const remove = (batch?: number) => removeUnusedVectors(vectors, NEVER, batch)
  async function indexAll() {
    await database.query(`update public.match_outbox set queued_at = queued_at - interval '1 min'`)
    while ((await indexChanges({ outbox: new Outbox(database), index, embedder }, NEVER)) > 0);
  }
  /** Stores are filled while nobody waits. */
  const save = async (texts: readonly string[]) => {
    const before = (await count()) ?? 0
    await embedder.embed(texts)
    await expect.poll(() => count()).toBe(before + texts.length)
  }
  const age = (days = 31) =>
    database.query(`update public.embeddings set created_at = now() - make_interval(days => $1)`, [
      days,
    ])
  const count = async (model = embedder.id) => {
    const [row] = await database.query<{ count: number }>(
      'select count(*)::int as count from public.embeddings where model = $1',
      [model],
    )
    return row?.count
  }

  it('takes those of texts that nobody has any more, when they are weeks old', async () => {
    // Nurse, the description, TypeScript; the bio, and title and bio in one.
    const job = await addJob(database, { skills: ['TypeScript'] })
    await addTalent(database, { bio: 'Ten years in intensive care.' })
    await indexAll()
    await save(['Nobody has this.'])
    await age(29)
    expect(await remove()).toBe(0)
    await age()
    expect(await remove()).toBe(1)
    await database.query(`update public.jobs set status = 'closed' where id = $1`, [job])
    await indexAll()
    expect(await remove()).toBe(0)
    await database.query('delete from public.jobs where id = $1', [job])
    expect(await remove()).toBe(2)
  })

  it('takes those of another model, unless a row was made without weights', async () => {
    await addJobs(database, 1)
    await indexAll()
    const other = { ...countingEmbedder(), id: 'test/other' }
    await new StoredEmbedder({ embedder: other, stores: [vectors] }).embed(['nurse'])
    await age()
    const setEmbedder = (id: string) =>
      database.query('update public.match_index_jobs set embedder = $1', [id])
    await setEmbedder('none')
    await remove()
    expect([await count(), await count(other.id)]).toEqual([2, 1])
    await setEmbedder(embedder.id)
    await remove()
    expect([await count(), await count(other.id)]).toEqual([2, 0])
  })

  it('takes none while it does not know of all rows, and few at a time', async () => {
    await addJobs(database, 1)
    await indexAll()
    await save(['a', 'b', 'c'])
    await age()
    await database.query('update public.match_index_jobs set texts = null')
    expect(await remove()).toBe(0)
    expect(await sweep({ index, embedder }, NEVER)).toBe(1)
    await indexAll()
    expect(await vectors.removeUnused(2)).toBe(2)
    await save(['d', 'e'])
    await age()
    expect(await remove(2)).toBe(3)
    expect(await count()).toBe(2)
  })
})
