import { describe, expect, it } from 'vitest'
import { type DatabaseWelcomeOptions, showDatabase } from '../../src/demo/database-welcome.ts'
import { DEMO_JOB, DEMO_TALENT } from '../../src/demo/platform/protagonists.ts'
import { JWT_SECRET, job, talent } from '../app.ts'
import { MemoryPlatform } from '../platform.ts'

const DEMO = { isDemo: true, jwtSecret: JWT_SECRET, dataDir: '.data' }
const SERVER = 'postgresql://someone:swordfish@db.example:6543/talents?sslmode=require'

const demoPlatform = new MemoryPlatform({
  talents: [{ talent: talent({ id: DEMO_TALENT.id }), ownerId: DEMO_TALENT.profileId }],
  jobs: [{ job: job(1, { id: DEMO_JOB.id }), ownerId: DEMO_JOB.companyProfileId }],
})
const strangePlatform = new MemoryPlatform({
  talents: [{ talent: talent(), ownerId: null }],
  jobs: [{ job: job(1), ownerId: null }],
})

async function shown(options: Partial<DatabaseWelcomeOptions>): Promise<string> {
  let text = ''
  await showDatabase({
    config: DEMO,
    platform: demoPlatform,
    databaseReady: Promise.resolve(),
    countWaiting: async () => 0,
    url: 'http://127.0.0.1:8000',
    closing: new AbortController().signal,
    write: (more) => {
      text += more
    },
    ...options,
  })
  return text
}

describe('the welcome of the database', () => {
  it('has a token and calls to paste for the demo talent and the demo company', async () => {
    const text = await shown({})
    expect(text).toContain('the embedded one in .data, 1 talent and 1 active job')
    expect(text.match(/^eyJ/gm)).toHaveLength(2)
    expect(text.match(/^curl /gm)).toHaveLength(3)
    expect(text).not.toMatch(/undefined|being embedded/)
  })

  it('says how many wait to be read, and when none does any more', async () => {
    const counts = [1234, 0]
    const text = await shown({ countWaiting: async () => counts.shift() ?? 0 })
    expect(text).toContain('The texts of 1,234 are being embedded')
    expect(text).toMatch(/All texts are embedded.*\n\n$/)
  })

  it('names a server, and no password of it', async () => {
    const ready = await shown({ config: { ...DEMO, databaseUrl: SERVER } })
    const out = await shown({
      config: { ...DEMO, databaseUrl: SERVER },
      databaseReady: Promise.reject(new Error('no such database')),
    })
    expect(ready).toContain('The database is ready: PostgreSQL at db.example:6543/talents,')
    expect(out).toContain('No database (PostgreSQL at db.example:6543/talents): no such database.')
    expect(out).toContain('Check DATABASE_URL')
    expect(ready + out).not.toMatch(/swordfish|someone/)
  })

  it('shows no token that another secret signs', async () => {
    const { jwtSecret: _secret, ...ofKeys } = DEMO
    for (const config of [DEMO, ofKeys]) {
      const text = await shown({ config: { ...config, isDemo: false, databaseUrl: SERVER } })
      expect(text).toContain('The database is ready')
      expect(text.match(/^curl /gm)).toHaveLength(2)
      expect(text).not.toContain('eyJ')
      expect(text.includes('Bearer $TOKEN"')).toBe(config === ofKeys)
    }
  })

  it('has calls for people of the database where the demo people are not', async () => {
    const text = await shown({ platform: strangePlatform })
    const { id } = talent()
    expect(text).toContain(
      `curl -s http://127.0.0.1:8000/api/v1/match/talents/${id}/jobs -H 'content-type: application/json' ` +
        `-H "authorization: Bearer $(npx talentmatch token --user ${id})"`,
    )
    expect(text).toContain(`/match/jobs/${job(1).id}/talents`)
    expect(text).toContain('Bearer $(npx talentmatch token --service)"')
    expect(text).not.toContain('eyJ')
  })

  it('says how to fill an empty one', async () => {
    const platform = new MemoryPlatform({ talents: [], jobs: [] })
    expect(await shown({ platform })).toMatch(
      /`npx talentmatch seed` fills it with demo data\.\n+$/,
    )
  })

  it('says what to do where the embedded one cannot be had, and nothing while it closes', async () => {
    const failed = () => Promise.reject(new Error('the folder is torn'))
    expect(await shown({ databaseReady: failed() })).toMatch(
      /the folder is torn\.\nCalls by id answer 503.*move \.data\/db away/s,
    )
    expect(await shown({ databaseReady: failed(), closing: AbortSignal.abort() })).toBe('')
  })
})
