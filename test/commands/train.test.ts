import { rm } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { actOnPlatform } from '../../bench/training/acted-platform.ts'
import { TrainingRuns } from '../../src/db/models/training-runs.ts'
import { locateLightgbm } from '../../src/training/lightgbm-location.ts'
import { bearer, JWT_SECRET } from '../app.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { PSEUDONYM_KEY } from '../training/run/training-parts.ts'
import { exitCode, makeFolder, runCli, startCli } from './run-cli.ts'

const server = engines.find(({ name }) => name === 'PostgreSQL')
if (!server) console.log('PostgreSQL is left out: commands beside a server are not tested')

describe.skipIf(!server)('talentmatch train', { timeout: 120_000 }, () => {
  let open: OpenEngine
  let folder: string
  let env: Record<string, string>
  beforeAll(async () => {
    open = (await server?.open()) as OpenEngine
    folder = makeFolder()
    await actOnPlatform(open.database)
    env = {
      DATABASE_URL: open.connectionString,
      SUPABASE_JWT_SECRET: JWT_SECRET,
      LIGHTGBM_LIB: process.env.LIGHTGBM_LIB ?? (await locateLightgbm()),
      PSEUDONYM_KEY,
    }
  }, 120_000)
  afterAll(async () => {
    await open?.close()
    await rm(folder, { recursive: true })
  })

  it('trains, shows what was measured, and where the report is', async () => {
    const { code, stdout, stderr } = await runCli(['train'], folder, { env })
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(stdout).toMatch(/nDCG@10 +0\.\d{4} \[0\.\d{4}, 0\.\d{4}\]/)
    expect(stdout).toMatch(/✓ +beats_champion/)
    expect(stdout).toMatch(/Promoted: 1\.0\.\d{8}(-\d+)?\./)
    expect(stderr).toMatch(/Report: .*report\.html/)

    const again = await runCli(['train'], folder, { env })
    expect(again.code).toBe(0)
    expect(again.stdout).toContain('Skipped. the last model was trained')

    const listed = await runCli(['train', 'runs'], folder, { env })
    expect(listed.stdout).toMatch(/skipped[\s\S]*promoted +1\.0\.\d{8}/)
    const json = await runCli(['train', 'runs', '--json'], folder, { env })
    expect(JSON.parse(json.stdout)).toMatchObject([{ status: 'skipped' }, { status: 'promoted' }])
  })

  it('says how it failed', async () => {
    const broken = { ...env, LIGHTGBM_LIB: '/nowhere/lib_lightgbm.so' }
    const { code, stderr } = await runCli(['train', '--force'], folder, { env: broken })
    expect(code).toBe(1)
    expect(stderr).toContain('LIGHTGBM_LIB')
  })

  it('is not begun beside another', async () => {
    const runs = new TrainingRuns(open.database)
    const { run } = await runs.open({ actor: 'operator', forced: true, seed: 1 }, 'running')
    const { code, stderr } = await runCli(['train'], folder, { env })
    expect(code).toBe(1)
    expect(stderr).toContain(run.id)
    await runs.finish(run.id, { status: 'cancelled', reason: 'the test is over' })
  })

  it('is carried out by a service that is asked over HTTP; one that ends puts it back', async () => {
    const first = startService()
    await first.ready()
    const headers = { authorization: await bearer(), 'content-type': 'application/json' }
    const asked = await fetch(`${first.url()}/api/v1/train/trigger`, {
      method: 'POST',
      headers,
      body: '{"force":true}',
    })
    expect(asked.status).toBe(202)
    const { run_id } = (await asked.json()) as { run_id: string }
    const runs = new TrainingRuns(open.database)
    const statusOf = async () => (await runs.find(run_id))?.status
    const training = async () => (await runs.find(run_id))?.progress?.step ?? ''
    await expect.poll(training, { timeout: 30_000, interval: 50 }).not.toBe('')
    first.child.kill('SIGTERM')
    expect(await exitCode(first.child)).toBe(0)
    expect(await statusOf()).toBe('queued')

    const second = startService()
    await expect.poll(statusOf, { timeout: 90_000, interval: 250 }).toBe('rejected')
    second.child.kill('SIGTERM')
    await exitCode(second.child)
    expect(second.log()).toMatch(/"run":"[^"]+",.*"status":"rejected"/)
  })

  const services: ReturnType<typeof startCli>[] = []
  afterEach(() => {
    // Whatever was not ended, because an expectation failed before.
    for (const child of services.splice(0)) child.kill('SIGKILL')
  })

  function startService() {
    const child = startCli(['serve'], folder, { ...env, PORT: '0', HOST: '127.0.0.1' })
    services.push(child)
    let log = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (log += text))
    const url = () => /listening at (http:\/\/[^\s,"]+)/.exec(log)?.[1] ?? ''
    const isReady = async () =>
      url() !== '' && (await fetch(`${url()}/api/v1/health/ready`)).status === 200
    const ready = () => expect.poll(isReady, { timeout: 60_000, interval: 100 }).toBe(true)
    return { child, url, ready, log: () => log }
  }
})
