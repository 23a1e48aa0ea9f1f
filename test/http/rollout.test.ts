import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseUnavailableError } from '../../src/db/database.ts'
import { RolloutRows } from '../../src/db/rollout/rollout-rows.ts'
import { bearer, buildTestApp, type TestApp } from '../app.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { MemoryPlatform } from '../platform.ts'

const ADMINISTRATOR = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'
const URL = '/api/v1/rollout'

describe.each(engines)('the rollout on $name', (engine) => {
  const platform = new MemoryPlatform({ talents: [], jobs: [] })
  let open: OpenEngine
  let test: TestApp
  let administrator: string
  beforeAll(async () => {
    open = await engine.open()
    platform.rollout = new RolloutRows(open.database)
    test = await buildTestApp({ platform, env: { ADMIN_USER_IDS: ADMINISTRATOR } })
    administrator = await bearer({ role: 'user', subject: ADMINISTRATOR })
  })
  beforeEach(() =>
    open.database.query(`update public.ml_rollout set percentage = 100, is_killed = false,
    pinned_version = null, shadow_version = null, updated_by = null`),
  )
  afterAll(async () => {
    await test.app.close()
    await open.close()
  })

  const find = (authorization = administrator) =>
    test.app.inject({ url: URL, headers: { authorization } })
  const change = (payload: unknown, authorization = administrator) =>
    test.app.inject({
      method: 'PUT',
      url: URL,
      headers: { authorization, 'content-type': 'application/json' },
      payload: JSON.stringify(payload),
    })

  it('is everyone, until somebody says otherwise', async () => {
    expect((await find()).json()).toMatchObject({
      percentage: 100,
      is_killed: false,
      pinned_version: null,
      shadow_version: null,
      updated_by: null,
    })
  })

  it('changes what is given, and keeps the rest and who changed it', async () => {
    await open.database.query(`insert into public.ml_model_versions (version, model_path)
      values ('1.0.20260101', 'models/1.0.20260101') on conflict do nothing`)
    expect((await change({ percentage: 10, pinned_version: '1.0.20260101' })).json()).toMatchObject(
      {
        percentage: 10,
        pinned_version: '1.0.20260101',
        updated_by: ADMINISTRATOR,
      },
    )
    expect((await change({ shadow_version: '1.0.20260101' })).json()).toMatchObject({
      pinned_version: '1.0.20260101',
      shadow_version: '1.0.20260101',
    })
    const killed = await change({ is_killed: true }, await bearer())
    expect(killed.json()).toMatchObject({ percentage: 10, is_killed: true, updated_by: 'service' })
    expect((await change({ shadow_version: null })).json()).toMatchObject({
      pinned_version: '1.0.20260101',
      shadow_version: null,
    })
    expect((await change({ pinned_version: null })).json()).toMatchObject({
      percentage: 10,
      is_killed: true,
      pinned_version: null,
    })
    expect((await find()).json()).toMatchObject({ percentage: 10, is_killed: true })
  })

  it.each([
    [{ percentage: 101, is_killed: 'no' }, ['is_killed', 'percentage']],
    [{ percentage: -1 }, ['percentage']],
    [{ percentage: 12.5 }, ['percentage']],
    [{ percentage: null }, ['percentage']],
    [{ pinned_version: '9.9.99999999' }, ['pinned_version']],
    [{ shadow_version: '9.9.99999999' }, ['shadow_version']],
    [{ shadow_version: '9.9.99999999', pinned_version: '1.0.20260101' }, ['shadow_version']],
    [[], ['body']],
  ])('refuses %j, naming every fault, and changes nothing', async (payload, paths) => {
    const response = await change(payload)
    expect(response.statusCode).toBe(400)
    const faults: { path: string }[] = response.json().errors
    expect(faults.map(({ path }) => path).sort()).toEqual(paths)
    expect((await find()).json()).toMatchObject({ percentage: 100, is_killed: false })
  })

  it('moves by its plan, says why not, and keeps who and why', async () => {
    const move = (name: string, payload?: object) =>
      test.app.inject({
        method: 'POST',
        url: `${URL}/${name}`,
        headers: { authorization: administrator },
        ...(payload && { payload }),
      })
    expect((await move('start')).json().detail).toContain('the rollout is already at 100 %')
    await change({ stages: [5, 40], hold_hours: 1, percentage: 0 })
    expect((await move('start', { reason: 'soft launch' })).json()).toMatchObject({
      ...{ percentage: 5, stages: [5, 40], hold_hours: 1, updated_by: ADMINISTRATOR },
    })
    const early = await move('advance')
    expect(early.statusCode).toBe(409)
    expect(early.json().detail).toContain('the stage of 5 % lasts until')
    expect((await move('advance', { is_forced: true })).json()).toMatchObject({ percentage: 40 })
    expect((await move('revert')).json()).toMatchObject({ percentage: 5 })
    const changes = await platform.rollout.history(3)
    expect(changes.map(({ actor, reason }) => [actor, reason])).toEqual([
      ...[
        [ADMINISTRATOR, null],
        [ADMINISTRATOR, null],
      ],
      [ADMINISTRATOR, 'soft launch'],
    ])
    const report = await test.app.inject({
      url: `${URL}/report`,
      headers: { authorization: administrator },
    })
    expect(report.json()).toMatchObject({
      percentage: 5,
      due: expect.any(String),
      treatment: { users: 0, conversion: null, p95_ms: null },
      conversion_difference: null,
      is_sample_ratio_plausible: null,
    })
  })

  it('is for administrators and the service role', async () => {
    const user = await bearer({ role: 'user', subject: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb' })
    for (const send of [find, (token: string) => change({ percentage: 0 }, token)]) {
      expect((await send(user)).statusCode).toBe(403)
      expect((await send('Bearer nonsense')).statusCode).toBe(401)
      expect((await send(await bearer())).statusCode).toBe(200)
    }
  })
})

it('is unavailable while the database is', async () => {
  const platform = new MemoryPlatform({ talents: [], jobs: [] })
  platform.fault = new DatabaseUnavailableError('out')
  const { app } = await buildTestApp({ platform })
  const response = await app.inject({ url: URL, headers: { authorization: await bearer() } })
  expect(response.statusCode).toBe(503)
  expect(response.headers['retry-after']).toBeDefined()
  await app.close()
})
