import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../../../src/db/database.ts'
import { PlatformDirectory } from '../../../src/db/platform/directory.ts'
import { engines, type OpenEngine } from '../engines.ts'
import { insertJob, insertUser } from '../people.ts'

describe.each(engines)('the directory on $name', (engine) => {
  let open: OpenEngine
  let user: string
  beforeAll(async () => {
    open = await engine.open()
    user = await insertUser(open.database, 'company')
  })
  afterAll(() => open.close())

  it('names the companies of jobs, and leaves out those without a name', async () => {
    const named = await insertJob(open.database, user)
    const nameless = await insertJob(open.database, user)
    await open.database.query(
      `update public.companies set name = ''
       where id = (select company_id from public.jobs where id = $1)`,
      [nameless],
    )
    const directory = new PlatformDirectory(open.database)
    expect(await directory.findCompanyNames([named, nameless, randomUUID()])).toEqual(
      new Map([[named, 'Meadow']]),
    )
    expect(await directory.findCompanyNames([])).toEqual(new Map())
  })

  it('counts active jobs, and not again for each page', async () => {
    let now = 0
    let asked = 0
    const counting: Connection = {
      query: (...call) => {
        asked++
        return open.database.query(...call)
      },
    }
    const directory = new PlatformDirectory(counting, () => now)
    const before = await directory.countPlatform()
    await insertJob(open.database, user, 'paused')
    await insertJob(open.database, user)
    expect(await directory.countPlatform()).toEqual(before)
    expect(asked).toBe(1)
    now += 30_000
    expect(await directory.countPlatform()).toEqual({ ...before, jobs: before.jobs + 1 })
  })

  it('asks again after a failure', async () => {
    let isOut = true
    const directory = new PlatformDirectory({
      query: (...call) => (isOut ? Promise.reject(new Error('out')) : open.database.query(...call)),
    })
    await expect(directory.countPlatform()).rejects.toThrow('out')
    isOut = false
    expect((await directory.countPlatform()).talents).toBe(0)
  })
})
