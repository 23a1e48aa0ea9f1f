import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../../bench/free-ports.ts'
import { createRows, jobsCall } from '../../bench/payloads.ts'
import { BENCH_SECRET } from '../../bench/service.ts'
import { ask } from '../../bench/topology/ask.ts'
import type { Call } from '../../bench/topology/calls.ts'
import { startLoad } from '../../bench/topology/load.ts'
import { startNginx } from '../../bench/topology/nginx.ts'
import { ServerProcess } from '../../bench/topology/server-process.ts'
import { Tally } from '../../bench/topology/tally.ts'
import { projectFile } from '../../src/runtime/project-file.ts'
import { signToken } from '../../src/settings/tokens.ts'
import { skipsNginx } from './nginx-here.ts'

const NO_DATABASE = 'postgres://nobody@127.0.0.1:1/none'

describe.skipIf(skipsNginx)('a replica behind nginx, under load', { timeout: 60_000 }, () => {
  const replicas: ServerProcess[] = []
  let nginx: Awaited<ReturnType<typeof startNginx>>
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shutdown-test-'))
    const [port, ...replicaPorts] = (await freePorts(3)) as [number, number, number]
    for (const each of replicaPorts) {
      replicas.push(
        await ServerProcess.start({
          name: 'replica',
          command: process.execPath,
          args: [projectFile('bin/talentmatch.mjs'), 'serve', '--no-worker'],
          env: {
            PORT: String(each),
            DATABASE_URL: NO_DATABASE,
            DATA_DIR: join(folder, 'data'),
            EMBEDDING_PROVIDER: 'none',
            SUPABASE_JWT_SECRET: BENCH_SECRET,
            LOG_LEVEL: 'fatal',
          },
          isReady: async () => {
            const { text } = await ask(`http://127.0.0.1:${each}/api/v1/health`)
            return /"embeddings":{"status":"(?!loading)/.test(text)
          },
        }),
      )
    }
    nginx = await startNginx({ folder, port, replicaPorts })
  }, 60_000)
  afterAll(async () => {
    await nginx?.server.stop()
    for (const replica of replicas) await replica.stop('SIGKILL')
    await rm(folder, { recursive: true })
  })

  /** Calls for as long as it takes to answer so many before `act`, and so many after. */
  async function underLoad(act: () => Promise<unknown>): Promise<Tally> {
    const { talents, jobs } = createRows('shutdown', { talents: 1, jobs: 20 })
    const [talent] = talents
    if (!talent) throw new Error('there is no talent')
    const call: Call = {
      kind: 'jobs for a talent, sent',
      method: 'POST',
      expects: [200],
      ...jobsCall(talent, jobs),
    }
    const tally = new Tally()
    const token = await signToken(BENCH_SECRET, { role: 'service' })
    const load = startLoad({
      url: nginx.url,
      token,
      clients: 8,
      next: () => call,
      hear: (...answered) => tally.hear(...answered),
    })
    const more = async () => {
      const until = tally.calls + 200
      await expect.poll(() => tally.calls, { interval: 10 }).toBeGreaterThan(until)
    }
    await more()
    await act()
    await more()
    await load.stop()
    return tally
  }

  it('that is told to end loses no call, and ends with 0', async () => {
    let code: number | null = null
    const { failures } = await underLoad(async () => {
      code = (await replicas[0]?.stop('SIGTERM')) ?? null
    })
    expect(failures).toEqual([])
    expect(code).toBe(0)
    await replicas[0]?.start()
  })

  it('that is killed loses none that may be repeated', async () => {
    const before = await nginx.countRepeated()
    const { failures } = await underLoad(async () => replicas[1]?.stop('SIGKILL'))
    expect(failures).toEqual([])
    expect(await nginx.countRepeated()).toBeGreaterThan(before)
    await replicas[1]?.start()
  })
})
