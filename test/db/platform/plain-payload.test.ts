import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MatchIndex } from '../../../src/db/match-index/match-index.ts'
import { PlatformCorpus } from '../../../src/db/platform/corpus.ts'
import { engines, type OpenEngine } from '../engines.ts'

const JOB = '22222222-2222-4222-8222-000000000001'

describe.each(engines)('texts of rows on $name', (engine) => {
  let open: OpenEngine
  beforeAll(async () => {
    open = await engine.open()
    await open.database.query(
      `insert into public.jobs (id, title, slug, description, status, location)
       values ($1, '<b>Nurse</b>', 'nurse', $2, 'active', '<i></i>')`,
      [JOB, '<p>Night shifts.</p><script>alert(1)</script><p>List&lt;String&gt; \u0007too</p>'],
    )
  })
  afterAll(() => open.close())

  it('are plain wherever they are read', async () => {
    const plain = { title: 'Nurse', description: 'Night shifts. List<String> too', location: '' }
    expect((await new PlatformCorpus(open.database, 1).findJob(JOB))?.job).toMatchObject(plain)
    const make = { format: 1, embedder: 'none' }
    const { states } = await new MatchIndex(open.database).findStates('job', [JOB], make)
    expect(states[0]?.payload).toMatchObject(plain)
  })

  it('leave a title where nothing is left of it', async () => {
    await open.database.query(`update public.jobs set title = '<br>' where id = $1`, [JOB])
    const [job] = await new PlatformCorpus(open.database, 1).jobsOf([JOB])
    expect(job?.title).toBe('-')
  })
})
