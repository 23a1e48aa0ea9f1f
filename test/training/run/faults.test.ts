import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actOnPlatform } from '../../../bench/training/acted-platform.ts'
import { openPostgres } from '../../../src/db/postgres.ts'
import { locateLightgbm } from '../../../src/training/lightgbm-location.ts'
import { runTraining, type TrainingParts } from '../../../src/training/run/run-training.ts'
import { openCuttableWay } from '../../db/cuttable.ts'
import { engines, type OpenEngine } from '../../db/engines.ts'
import { PSEUDONYM_KEY, trainingParts } from './training-parts.ts'

const SCRIPT = fileURLToPath(new URL('./killed-run.mjs', import.meta.url))
const LAST_STAGE = 'registered'
const request = { actor: 'operator', forced: true, seed: 1 }

const server = engines.at(-1) as (typeof engines)[number]

describe(`a training run on ${server.name}`, { timeout: 120_000 }, () => {
  let open: OpenEngine
  let folder: string
  let parts: TrainingParts
  beforeAll(async () => {
    open = await server.open()
    await actOnPlatform(open.database)
  }, 120_000)
  beforeEach(async () => {
    await open.database.query(
      'truncate public.training_runs, public.ml_model_versions, public.ml_model_activations',
    )
    folder = await mkdtemp(join(tmpdir(), 'runs-'))
    parts = trainingParts(open.database, folder)
    return () => rm(folder, { recursive: true })
  })
  afterAll(() => open?.close())

  const active = async () => (await parts.models.registry.list()).filter(({ isActive }) => isActive)
  const oneMinuteLater = () =>
    open.database.query(
      `update public.training_runs set heartbeat_at = heartbeat_at - interval '61 seconds'`,
    )

  async function runUntilKilled(stage: string): Promise<void> {
    const child = spawn(process.execPath, [SCRIPT, stage, open.connectionString], {
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        DATA_DIR: folder,
        MODEL_STORE_URL: `file://${join(folder, 'store')}`,
        EMBEDDING_PROVIDER: 'none',
        PSEUDONYM_KEY,
        LIGHTGBM_LIB: process.env.LIGHTGBM_LIB ?? (await locateLightgbm()),
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const [, signal] = await once(child, 'exit')
    expect(signal).toBe('SIGKILL')
  }

  it.each([
    'Collecting',
    'Training the ranker',
    'Training for the residual, fold 2',
    'Comparing',
    'fitted',
    'kept',
    LAST_STAGE,
  ])(
    'killed while at "%s" changes nothing of what serves, and the next one begins',
    async (stage) => {
      await runUntilKilled(stage)
      const [initial, ...others] = await active()
      expect(others).toEqual([])
      expect(initial?.basis).toBe('synthetic')
      // Whatever it registered is whole.
      for (const version of await parts.models.registry.list())
        await parts.models.loader.load(version)
      expect((await parts.runs.open(request, 'running')).isNew).toBe(false)
      await oneMinuteLater()
      const { run, isNew } = await parts.runs.open(request, 'running')
      expect(isNew).toBe(true)
      expect((await parts.runs.list(10)).map(({ status }) => status)).toEqual(['running', 'failed'])
      if (stage !== LAST_STAGE) return
      expect(await runTraining(run, parts)).toMatchObject({ status: 'promoted' })
      expect(await active()).toMatchObject([{ basis: 'feedback' }])
    },
  )

  it('killed when it has promoted has promoted', async () => {
    await runUntilKilled('promoted')
    expect(await active()).toMatchObject([{ basis: 'feedback' }])
    expect(await parts.runs.list(10)).toMatchObject([{ status: 'promoted' }])
  })

  it('that loses its database changes nothing, and counts as failed a minute later', async () => {
    const way = await openCuttableWay(open.connectionString)
    const database = openPostgres({ connectionString: way.connectionString })
    try {
      const cut = trainingParts(database, folder)
      const { run } = await cut.runs.open(request, 'running')
      let isCut = false
      const lost = runTraining(run, cut, {
        onStep: ({ step }) => {
          if (isCut || step !== 'Training the ranker') return
          isCut = true
          void way.cut()
        },
      })
      await expect(lost).rejects.toThrow()
      expect(await active()).toMatchObject([{ basis: 'synthetic' }])
      expect((await parts.runs.find(run.id))?.status).toBe('running')
      await oneMinuteLater()
      expect((await parts.runs.open(request, 'running')).isNew).toBe(true)
      expect((await parts.runs.find(run.id))?.status).toBe('failed')
    } finally {
      await database.close()
      await way.close()
    }
  })

  it('on a full disk fails, says so, and leaves no half of a snapshot', async () => {
    const full = join(folder, 'training')
    await mkdir(full)
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', full], {
      encoding: 'utf8',
    })
    if (mount.status !== 0) {
      console.log(`no small disk here, so none is filled: ${mount.stderr || mount.error?.message}`)
      return
    }
    try {
      const { run } = await parts.runs.open(request, 'running')
      expect(await runTraining(run, parts)).toMatchObject({
        status: 'failed',
        reason: expect.stringContaining('ENOSPC'),
      })
      expect(await readdir(join(full, run.id))).toEqual([])
      expect(await active()).toMatchObject([{ basis: 'synthetic' }])
    } finally {
      spawnSync('umount', [full])
    }
  })
})
