import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { engines, type OpenEngine } from '../engines.ts'
import { insertPeople, type People } from '../schema/people.ts'
import { findContext } from './context.ts'

describe.each(engines)('requests a minute on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database
  let people: People
  beforeAll(async () => {
    engine = await open()
    database = engine.database
    people = await insertPeople(database)
  }, 60_000)
  afterAll(() => engine?.close())
  beforeEach(async () => {
    await database.query('truncate public.ml_rate_limits')
    await untilMinuteIsYoung()
  })

  const take = async (rateLimit: number, ...rateKeys: readonly string[]) => {
    const { retry_after } = await findContext(database, 'talent-to-jobs', people.talent, {
      caller: people.talentUser,
      rateKeys,
      rateLimit,
    })
    return retry_after
  }
  const counts = async () =>
    Object.fromEntries(
      (
        await database.query<{ key: string; count: number }>(
          'select key, count from public.ml_rate_limits order by key',
        )
      ).map(({ key, count }) => [key, count]),
    )

  it('are as many as the limit, then a time to wait', async () => {
    expect([await take(3, 'user:a'), await take(3, 'user:a'), await take(3, 'user:a')]).toEqual([
      null,
      null,
      null,
    ])
    const wait = await take(3, 'user:a')
    expect(wait).toBeGreaterThanOrEqual(1)
    expect(wait).toBeLessThanOrEqual(60)
    expect(await take(3, 'user:b')).toBeNull()
  })

  it('are refused by whichever key is used up', async () => {
    expect(await take(1, 'address:x', 'user:a')).toBeNull()
    expect(await take(1, 'user:b', 'address:x')).toBeGreaterThan(0)
  })

  it('cost no writes once they are refused', async () => {
    for (let n = 0; n < 5; n++) await take(2, 'user:a')
    expect(await counts()).toEqual({ 'user:a': 3 })
  })

  it('are counted once where a key is named twice, and not where none is', async () => {
    await take(10, 'user:a', 'user:a')
    await take(10)
    expect(await counts()).toEqual({ 'user:a': 1 })
  })

  it('begin anew with the minute', async () => {
    for (let n = 0; n < 3; n++) await take(2, 'user:a')
    await database.query(
      `update public.ml_rate_limits set window_start = window_start - interval '1 minute'`,
    )
    expect(await take(2, 'user:a')).toBeNull()
    expect(await counts()).toEqual({ 'user:a': 1 })
  })

  it('take no more rows than there are callers', async () => {
    await database.query(
      `insert into public.ml_rate_limits (key, window_start, count)
       select 'user:' || n, date_trunc('minute', now()) - interval '5 minutes', 1
       from generate_series(1, 25) n`,
    )
    for (let n = 0; n < 3; n++) await take(10, `address:${n}`)
    expect(await counts()).toEqual({ 'address:0': 1, 'address:1': 1, 'address:2': 1 })
  })

  it('are counted right when they come together', async () => {
    const taken = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        n % 2 === 0 ? take(30, 'user:a', 'address:x') : take(30, 'address:x', 'user:b'),
      ),
    )
    expect(taken.filter((wait) => wait === null)).toHaveLength(30)
    const { 'user:a': a = 0, 'user:b': b = 0, 'address:x': x = 0 } = await counts()
    expect(a + b).toBe(x)
  })
})

/** A test must not fall into two minutes. */
async function untilMinuteIsYoung() {
  const left = 60_000 - (Date.now() % 60_000)
  if (left < 4_000) await new Promise((resolve) => setTimeout(resolve, left + 50))
}
