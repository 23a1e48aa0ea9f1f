import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RolloutRows } from '../../../src/db/rollout/rollout-rows.ts'
import { engines, type OpenEngine } from '../engines.ts'

describe.each(engines)('the log of the rollout on $name', (engine) => {
  let open: OpenEngine
  let rollout: RolloutRows
  beforeAll(async () => {
    open = await engine.open()
    rollout = new RolloutRows(open.database)
  })
  afterAll(() => open?.close())
  const newest = async () => (await rollout.history(1))[0]
  const count = async () => (await rollout.history(1_000)).length

  it('knows since when a share lasts that has never changed', async () => {
    const { since } = await rollout.find()
    await rollout.change({ isHeld: true }, 'operator:ada')
    await rollout.change({ isHeld: false }, 'operator:ada')
    expect((await rollout.find()).since).toEqual(since)
  })

  it('tells who changed what, from what, and why', async () => {
    await rollout.change({ percentage: 100, isKilled: false }, 'service')
    await rollout.change({ percentage: 10 }, 'operator:ada', 'soft launch')
    expect(await newest()).toMatchObject({
      at: expect.any(Date),
      actor: 'operator:ada',
      reason: 'soft launch',
      from: { percentage: 100, is_killed: false },
      to: { percentage: 10, is_killed: false },
    })
    // The next change has no reason of its own, and does not take over this one's.
    await rollout.change({ isKilled: true }, 'service')
    expect(await newest()).toMatchObject({ actor: 'service', reason: null, to: { percentage: 10 } })
  })

  it('does not tell of what changes nothing', async () => {
    await rollout.change({ percentage: 30, isKilled: false }, 'service')
    const before = await count()
    await rollout.change({ percentage: 30 }, 'service', 'again')
    expect(await count()).toBe(before)
  })

  it('names the role, not the last administrator, where somebody writes the row by hand', async () => {
    await rollout.change({ percentage: 40 }, 'operator:ada', 'hers')
    for (const [from, more] of [
      [40, ''],
      [41, ', updated_at = now()'],
      [42, `, updated_at = now(), updated_by = 'operator:ada'`],
    ] as const) {
      await open.database.query(`update public.ml_rollout set percentage = ${from + 1}${more}`)
      expect(await newest()).toMatchObject({
        actor: expect.stringMatching(/^database:./),
        reason: null,
        from: { percentage: from },
        to: { percentage: from + 1 },
      })
    }
    await rollout.change({ percentage: 50 }, 'operator:ada')
    expect(await newest()).toMatchObject({ actor: 'operator:ada' })
  })

  it.each([
    ['update public.ml_rollout_changes set actor = $$nobody$$', 'append-only'],
    ['delete from public.ml_rollout_changes', 'append-only'],
    ['truncate public.ml_rollout_changes', 'append-only'],
    ['delete from public.ml_rollout', 'keeps its one row'],
    ['truncate public.ml_rollout', 'keeps its one row'],
  ])('refuses: %s', async (statement, message) => {
    await rollout.change({ percentage: 50 }, 'service')
    await rollout.change({ percentage: 51 }, 'service')
    await expect(open.database.query(statement)).rejects.toThrow(message)
  })

  it('renames who is erased, and keeps what they did', async () => {
    const user = randomUUID()
    await rollout.change({ percentage: 60 }, user, 'mine')
    const before = await count()
    const [{ id } = { id: 0 }] = await open.database.query<{ id: number }>(
      `select public.ml_open_erasure('pseudonym', 'k', 'self', 0, $1, '{}', '{}', '{}', '{}', '{}') as id`,
      [user],
    )
    await open.database.query('select public.ml_erase_some($1, 100)', [id])
    expect(await newest()).toMatchObject({
      actor: 'erased pseudonym',
      reason: 'mine',
      to: { percentage: 60 },
    })
    expect(await count()).toBe(before)
  })
})
