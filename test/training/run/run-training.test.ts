import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actOnPlatform } from '../../../bench/training/acted-platform.ts'
import type { Database } from '../../../src/db/database.ts'
import { ModelAdministration } from '../../../src/models/administration.ts'
import type { TrainingRun } from '../../../src/models/training-runs.ts'
import { readSnapshot } from '../../../src/training/dataset/snapshot/read-snapshot.ts'
import { toSource } from '../../../src/training/publish.ts'
import {
  PutBackError,
  runFiles,
  runTraining,
  type TrainingParts,
} from '../../../src/training/run/run-training.ts'
import { trainChallenger } from '../../../src/training/train-challenger.ts'
import { engines, type OpenEngine } from '../../db/engines.ts'
import { trainingParts } from './training-parts.ts'

const none = async function* () {}
const nobodyActed: TrainingParts['source'] = {
  countExaminations: async () => [],
  countPairs: async () => ({ labelled: 0, passedOver: 0 }),
  labelledPairs: none,
  passedOverPairs: none,
}

const request = { actor: 'operator', forced: false, seed: 1 }

describe.each(engines)('a training run on $name', { timeout: 120_000 }, (engine) => {
  let open: OpenEngine
  let database: Database
  let folder: string
  let parts: TrainingParts
  beforeAll(async () => {
    open = await engine.open()
    database = open.database
    await actOnPlatform(database)
  }, 120_000)
  beforeEach(async () => {
    await database.query(
      'truncate public.training_runs, public.ml_model_versions, public.ml_model_activations',
    )
    folder = await mkdtemp(join(tmpdir(), 'runs-'))
    parts = trainingParts(database, folder)
    return () => rm(folder, { recursive: true })
  })
  afterAll(() => open?.close())

  const begin = async (change: Partial<typeof request> = {}) =>
    (await parts.runs.open({ ...request, ...change }, 'running')).run
  const active = async () =>
    (await parts.models.registry.list()).find(({ isActive }) => isActive)?.version

  it('has a better model serve, and keeps all that it rests on', async () => {
    const run = await begin()
    const steps = new Set<string>()
    const outcome = await runTraining(run, parts, { onStep: ({ step }) => steps.add(step) })
    expect(outcome).toMatchObject({
      status: 'promoted',
      reason: expect.stringContaining('nDCG@10'),
    })
    expect(steps).toContain('Collecting what people did')
    expect(steps).toContain('Comparing with champion and rules')

    const version = await parts.models.registry.find(outcome.modelVersion ?? '')
    expect(version).toMatchObject({
      status: 'active',
      basis: 'feedback',
      publishedBy: 'operator',
      metrics: { ndcg10_over_champion: expect.any(Number), rmse: expect.any(Number) },
      activation: { actor: 'operator', reason: outcome.reason },
    })
    const files = runFiles(parts.folder, run.id)
    const { manifest, dataset } = await readSnapshot(files.snapshot)
    const kept = await parts.runs.find(run.id)
    expect(kept).toMatchObject({
      status: 'promoted',
      seed: 1,
      progress: null,
      dataset: JSON.parse(JSON.stringify(manifest)),
      versions: { champion: expect.any(String), lightgbm: expect.any(String) },
      metrics: { checks: expect.arrayContaining([expect.objectContaining({ passed: true })]) },
      modelVersion: outcome.modelVersion,
    })
    expect(JSON.parse(await readFile(files.report, 'utf8'))).toMatchObject({
      challenger: outcome.modelVersion,
      decision: { promoted: true },
    })
    expect(await readFile(files.page, 'utf8')).toContain('Promoted')

    // The same snapshot and seed come to the same model.
    const champion = await parts.models.loader.load(
      (await parts.models.registry.list()).at(-1) as never,
    )
    const again = await trainChallenger(dataset, {
      seed: run.seed,
      champion,
      now: new Date(),
      lightgbm: parts.lightgbm,
    })
    const loaded = await parts.models.loader.load(version as never)
    expect(toSource(again.files, '').texts).toEqual(loaded.source.texts)
  })

  it('is skipped where the last one is recent, unless it is forced', async () => {
    await runTraining(await begin(), { ...parts, limits: { ...parts.limits, rmse: 1 } })
    const skipped = await runTraining(await begin(), parts)
    expect(skipped).toMatchObject({ status: 'skipped', reason: expect.stringContaining('7 days') })
    const forced = await runTraining(await begin({ forced: true }), parts)
    expect(forced.status).toBe('promoted')
    await database.query(
      `update public.training_runs set finished_at = finished_at - interval '8 days'`,
    )
    const later = await runTraining(await begin(), { ...parts, source: nobodyActed })
    expect(later.reason).toContain('at least 100')
  })

  it('publishes what the gate refuses, for an administrator to overrule', async () => {
    const run = await begin()
    const strict = { ...parts, limits: { ...parts.limits, rmse: 1 } }
    const { status, reason, modelVersion = '' } = await runTraining(run, strict)
    expect({ status, reason }).toEqual({
      status: 'rejected',
      reason: expect.stringMatching(/of 12 checks failed: .*rmse_low/),
    })
    expect(await active()).not.toBe(modelVersion)
    expect((await parts.models.registry.find(modelVersion))?.status).toBe('rejected')
    const act = { actor: 'operator', reason: 'I know better' }
    await new ModelAdministration(parts.models).activate(modelVersion, act)
    expect(await active()).toBe(modelVersion)
  })

  it('promotes nothing where another version was made the active one meanwhile', async () => {
    await runTraining(await begin(), parts)
    const [trained] = await parts.models.registry.list()
    const initial = (await parts.models.registry.findPrevious()) ?? ''
    await parts.models.registry.activate(initial, { actor: 'operator', reason: null })
    const outcome = await runTraining(await begin({ forced: true, seed: 2 }), {
      ...parts,
      corpus: {
        jobsOf: (ids) => parts.corpus.jobsOf(ids),
        talentsOf: async (ids) => {
          await parts.models.registry.activate(trained?.version ?? '', {
            actor: 'operator',
            reason: null,
          })
          return parts.corpus.talentsOf(ids)
        },
      },
    })
    expect(outcome).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('not the active version any more'),
    })
    expect(await active()).toBe(trained?.version)
  })

  it('is skipped where there is too little to learn from', async () => {
    const outcome = await runTraining(await begin(), { ...parts, source: nobodyActed })
    expect(outcome).toEqual({
      status: 'skipped',
      reason: '0 pairs were decided or passed over; at least 100 are needed',
    })
  })

  it('fails where the library of LightGBM is not there, and says so', async () => {
    const before = await active()
    const lightgbm = { library: '/nowhere/lib_lightgbm.so' }
    const run = await begin()
    const outcome = await runTraining(run, { ...parts, lightgbm })
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('LIGHTGBM_LIB'),
    })
    expect(await parts.runs.find(run.id)).toMatchObject({
      status: 'failed',
      reason: outcome.reason,
      dataset: { rows: expect.any(Number) },
    })
    expect(await active()).not.toBe(before ?? '')
  })

  it('fails where nothing can be written', async () => {
    await writeFile(join(folder, 'training'), 'a file in the place of the folder')
    const outcome = await runTraining(await begin(), parts)
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/EEXIST|ENOTDIR/),
    })
    expect(await parts.models.registry.list()).toHaveLength(1)
  })

  it('is cancelled in the midst of it, and leaves nothing that is published', async () => {
    const controller = new AbortController()
    const run = await begin()
    const outcome = await runTraining(run, parts, {
      signal: controller.signal,
      onStep: ({ step }) => step === 'Training the ranker' && controller.abort(new Error('enough')),
    })
    expect(outcome).toEqual({ status: 'cancelled', reason: 'enough' })
    expect(await parts.models.registry.list()).toHaveLength(1)
  })

  it('goes back to the queue where its process has to end', async () => {
    const controller = new AbortController()
    const run = await begin()
    const stopped = runTraining(run, parts, {
      signal: controller.signal,
      onStep: ({ step }) =>
        step === 'Training the ranker' && controller.abort(new PutBackError('the worker closes')),
    })
    await expect(stopped).rejects.toThrow('the worker closes')
    const claimed = await parts.runs.claim()
    expect(claimed).toMatchObject({ id: run.id, status: 'running' })
    // From the beginning, whatever the first process had written.
    const { status } = await runTraining(claimed as TrainingRun, parts)
    expect(['promoted', 'rejected']).toContain(status)
  })
})
