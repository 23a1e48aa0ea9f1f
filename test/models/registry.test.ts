import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ModelVersions } from '../../src/db/models/model-versions.ts'
import { RolloutRows } from '../../src/db/rollout/rollout-rows.ts'
import { Job } from '../../src/http/schemas/job.ts'
import { Talent } from '../../src/http/schemas/talent.ts'
import { NEVER_READ, toCard } from '../../src/models/card.ts'
import { toMarkdown } from '../../src/models/card-markdown.ts'
import { sha256 } from '../../src/runtime/sha256.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { act, newVersion } from './new-version.ts'

describe.each(engines)('the registry on $name', (engine) => {
  let open: OpenEngine
  let registry: ModelVersions
  beforeAll(async () => {
    open = await engine.open()
    registry = new ModelVersions(open.database)
  })
  beforeEach(async () => {
    await open.database.query('truncate public.ml_model_versions, public.ml_model_activations')
    await open.database.query('update public.ml_rollout set pinned_version = null')
  })
  afterAll(() => open?.close())

  const actives = async () =>
    (
      await open.database.query<{ version: string }>(
        'select version from public.ml_model_versions where is_active',
      )
    ).map(({ version }) => version)

  it('has for the card what the run of a version kept, and every activation', async () => {
    const version = '1.0.20260301'
    await registry.add(newVersion(version), act('training run'))
    await registry.activate(version, act('first'))
    await registry.activate(version, act('second'))
    const ndcg10 = { mean: 0.8, low: 0.7, high: 0.9 }
    const check = { code: 'rmse_low', passed: true, sentence: 'RMSE is low.' }
    await open.database.query(
      `insert into public.training_runs (status, reason, seed, model_version, dataset, metrics)
       values ('promoted', 'It is better.', 1, $1, $2, $3)`,
      [
        version,
        JSON.stringify({ from: '2025-03-01', as_of: '2026-03-01', rows: 900, talents: 80 }),
        JSON.stringify({ models: { challenger: { ndcg10 } }, checks: [check] }),
      ],
    )
    const record = await registry.findRecord(version)
    if (!record) throw new Error('no record')
    const card = toCard(record)
    expect(card).toMatchObject({
      status: 'active',
      activations: [{ reason: 'second' }, { reason: 'first' }],
      data: { from: '2025-03-01', as_of: '2026-03-01', rows: 900, talents: 80, jobs: null },
      metrics: { ndcg10 },
      gate: { status: 'promoted', reason: 'It is better.', checks: [check] },
    })
    expect(toMarkdown(card)).toMatch(/nDCG@10, how well .* 1 is best: 0\.8 \[0\.7, 0\.9\]/)
    expect(await registry.findRecord('9.9.9')).toBeUndefined()
  })

  it('has for the card what a manifest says of a model that no run made', async () => {
    const manifest = {
      training: { pairs: 1500, talents: 25, jobs: 30, seed: 1, near_share: 0.5 },
      metrics: { odd_one: 3, rmse: 6.0625, test_pairs: 150 },
    }
    await registry.add(newVersion('1.0.20260401', { manifest: JSON.stringify(manifest) }), act())
    const record = await registry.findRecord('1.0.20260401')
    if (!record) throw new Error('no record')
    const card = toMarkdown(toCard(record))
    expect(card).toContain('Pairs: 1,500, talents: 25, jobs: 30\n')
    expect(card).toContain('Training: seed 1, near share 0.5\n')
    expect(card).toMatch(
      /Held-out pairs: 150\n- RMSE, .* lower is better: 6\.063\n- odd\\_one: 3\n/,
    )
  })

  it('is true that no personal field is given to a model', () => {
    const given = [...Object.keys(Talent.properties), ...Object.keys(Job.properties)]
    expect(given).toContain('bio')
    for (const field of NEVER_READ) expect(given).not.toContain(field)
  })

  it('keeps a version with all that is known of it', async () => {
    const added = await registry.add(newVersion('1.0.20260301'), act('published'))
    expect(added).toMatchObject({
      version: '1.0.20260301',
      status: 'candidate',
      basis: 'feedback',
      metrics: { rmse: 12.5 },
      publishedBy: 'operator',
      isActive: false,
      isPinned: false,
      activation: null,
      trainedAt: new Date('2026-03-01T05:00:00Z'),
    })
    expect(Math.abs(added.createdAt.getTime() - Date.now())).toBeLessThan(60_000)
    expect(await registry.list()).toEqual([added])
    expect(await registry.find('1.0.20260302')).toBeUndefined()
    expect(await registry.findWanted()).toBeUndefined()
  })

  it('numbers those of one day, and knows the same model again', async () => {
    const names = []
    for (const text of ['a', 'b', 'c', 'b']) {
      const version = newVersion('1.0.20260301', { sha256: sha256(text) })
      names.push((await registry.add(version, act())).version)
    }
    expect(names).toEqual(['1.0.20260301', '1.0.20260301-2', '1.0.20260301-3', '1.0.20260301-2'])
  })

  it('gives each of many that are published at once a name of its own', async () => {
    const added = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        registry.add(newVersion('1.0.20260301', { sha256: sha256(String(n)) }), act()),
      ),
    )
    expect(new Set(added.map(({ version }) => version)).size).toBe(8)
    expect(await registry.list()).toHaveLength(8)
  })

  it('activates one in place of another, and says who and why', async () => {
    const a = await addNamed('1.0.20260301')
    const b = await addNamed('1.0.20260308')
    expect(await registry.activate(a.version, act('first'))).toEqual({
      version: a.version,
      previous: null,
    })
    expect(await registry.findPrevious()).toBeUndefined()
    expect(await registry.activate(b.version, act('better'))).toEqual({
      version: b.version,
      previous: a.version,
    })
    expect(await registry.findPrevious()).toBe(a.version)
    const list = await registry.list()
    expect(list).toMatchObject([
      { version: b.version, status: 'active', activation: { actor: 'operator', reason: 'better' } },
      { version: a.version, status: 'retired', activation: { reason: 'first' } },
    ])
    const before = await registry.findWanted()
    expect(before).toMatchObject({ version: b.version, model: { sha256: b.sha256, path: b.path } })
    await registry.activate(b.version, act('again'))
    expect(await registry.findPrevious()).toBe(a.version)
    expect((await registry.findWanted())?.mark).not.toBe(before?.mark)
    expect(await registry.activate('1.0.1', act())).toBeUndefined()
    expect(await registry.activate(a.version, act(), true)).toBeUndefined()
    expect(await actives()).toEqual([b.version])
  })

  it('has exactly one active after any number of activations at once', async () => {
    const versions = await Promise.all(
      ['1.0.20260301', '1.0.20260302', '1.0.20260303'].map(addNamed),
    )
    await registry.activate('1.0.20260301', act())
    let most = 0
    let least = 1
    const watch = async () => {
      for (let n = 0; n < 20; n++) {
        const { length } = await actives()
        most = Math.max(most, length)
        least = Math.min(least, length)
      }
    }
    const activations = Array.from({ length: 30 }, (_, n) =>
      registry.activate(versions[n % 3]?.version ?? '', act(`turn ${n}`)),
    )
    const done = await Promise.all([...activations, watch()])
    expect(done.slice(0, -1).every((activation) => activation !== undefined)).toBe(true)
    expect([least, most]).toEqual([1, 1])
    const history = await open.database.query<{ version: string; previous: string }>(
      'select version, previous from public.ml_model_activations order by id',
    )
    // Each took over from the one before it: none was lost, none overlapped.
    history.slice(1).forEach(({ previous }, n) => {
      expect(previous).toBe(history[n]?.version)
    })
    expect(await actives()).toEqual([history.at(-1)?.version])
  })

  it('lets nobody leave two behind, or none', async () => {
    await Promise.all(['1.0.20260301', '1.0.20260302'].map(addNamed))
    await registry.activate('1.0.20260301', act())
    await expect(
      open.database.query('update public.ml_model_versions set is_active = true'),
    ).rejects.toMatchObject({ code: '23505' })
    for (const statement of [
      'update public.ml_model_versions set is_active = false',
      'delete from public.ml_model_versions where is_active',
    ]) {
      await expect(open.database.query(statement)).rejects.toThrow('must be active')
    }
    expect(await actives()).toEqual(['1.0.20260301'])
    await open.database.query('delete from public.ml_model_versions')
  })

  it('serves what is pinned before what is active', async () => {
    await Promise.all(['1.0.20260301', '1.0.20260302'].map(addNamed))
    await registry.activate('1.0.20260301', act())
    const pin = (version: string | null) =>
      new RolloutRows(open.database).change({ pinnedVersion: version }, null)
    expect(await pin('1.0.20260302')).toMatchObject({ pinnedVersion: '1.0.20260302' })
    expect((await registry.findWanted())?.version).toBe('1.0.20260302')
    expect(await registry.find('1.0.20260302')).toMatchObject({ isPinned: true, isActive: false })
    expect(await pin('1.0.20260309')).toBeUndefined()
    await open.database.query(`update public.ml_rollout set pinned_version = 'gone'`)
    expect(await registry.findWanted()).toMatchObject({ version: 'gone', model: undefined })
    expect(await pin(null)).toMatchObject({ pinnedVersion: null })
    expect((await registry.findWanted())?.version).toBe('1.0.20260301')
  })

  const addNamed = (name: string) => registry.add(newVersion(name), act())
})
