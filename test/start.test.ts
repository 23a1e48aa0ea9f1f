import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findWeights } from '../src/embeddings/weights/weights.ts'
import { LOAD_TIMEOUT_MS, WEIGHTS } from './embeddings/model.ts'

const START = fileURLToPath(new URL('../scripts/start.mjs', import.meta.url))
const run = promisify(execFile)
const paste = async (line = '') => JSON.parse((await run('sh', ['-c', line])).stdout)
const hasCurl = spawnSync('curl', ['--version']).error === undefined

/** Making a database, filling it and showing it takes some 10 s, alone on the machine. */
const FIRST_START_MS = 60_000

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talentmatch-start-'))
  mkdirSync(join(folder, 'bin'))
  mkdirSync(join(folder, 'tmp'))
})
let services: Service[] = []
afterEach(async () => {
  // One that a failed test left behind must not outlive it.
  await Promise.all(services.map((service) => service.end()))
  services = []
  rmSync(folder, { recursive: true })
})

/** `npm start` in an empty folder, without npm. */
class Service {
  stdout = ''
  stderr = ''
  readonly #child
  readonly exited: Promise<number | null>

  constructor(env: Readonly<Record<string, string>>) {
    this.#child = spawn(process.execPath, [START], {
      cwd: folder,
      env: {
        PATH: `${folder}/bin:${process.env.PATH}`,
        HOME: folder,
        TMPDIR: join(folder, 'tmp'),
        DATA_DIR: join(folder, 'data'),
        PORT: '0',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text))
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text))
    services.push(this)
    this.exited = new Promise((resolve) => this.#child.once('close', resolve))
  }

  async says(text: string, timeout = 40_000): Promise<void> {
    const said = () => `${this.stdout}\n${this.stderr}`
    await expect.poll(said, { timeout, interval: 20 }).toContain(text)
  }

  /** The requests to paste. */
  get lines(): string[] {
    return this.stderr.match(/^curl .*$/gm) ?? []
  }

  async end(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.exited
  }

  /** @returns the exit code */
  async interrupt(): Promise<number | null> {
    this.#child.kill('SIGINT')
    return await this.exited
  }

  async health() {
    const url = /API documentation: (\S+)\/docs/.exec(this.stderr)?.[1]
    return (await (await fetch(`${url}/api/v1/health`)).json()) as {
      status: string
      checks: { embeddings: { status: string; detail?: string } }
    }
  }

  /** The log: standard output holds nothing but one JSON object a line. */
  get log(): { msg: string; reason?: string }[] {
    return this.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
  }
}

/** Stands in for the model hub, in the service's own process. */
const hub = (answer: string) => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`globalThis.fetch=${answer}`)}`,
})
const NO_HUB = hub('async()=>{throw new Error("no way there")}')
const SILENT_HUB = hub(
  '(_,{signal})=>new Promise((_,no)=>signal.addEventListener("abort",()=>no(signal.reason)))',
)

/** Stands in for pip. */
function writePython(script: string): void {
  const path = join(folder, 'bin', 'python3')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
}

describe('npm start', { timeout: 60_000 }, () => {
  test('shows the examples ranked, and the documentation', async () => {
    const service = new Service({ EMBEDDING_PROVIDER: 'none' })
    await service.says('Ctrl-C stops the service.')
    expect(service.stderr).toMatch(/The 3 best of 8 jobs .*, by model .* without text features/)
    expect(service.stderr).toMatch(/^ +\d+ {2}Senior Backend Engineer, Event Platform \(conf/m)

    expect(await service.interrupt()).toBe(0)
    expect(service.log.at(-1)?.msg).toBe('closed')
  })

  test(
    'fills a database, has calls by id that work when pasted, and takes no harm from being killed',
    async () => {
      const env = { EMBEDDING_PROVIDER: 'none' }
      const db = join(folder, 'data/db')
      const cutOff = new Service(env)
      await expect.poll(() => existsSync(join(db, 'pgdata.new')), { timeout: 15_000 }).toBe(true)
      await cutOff.end()

      const service = new Service(env)
      await service.says('Token for the demo company', FIRST_START_MS)
      if (hasCurl) {
        const [jobs, dismissal, talents, gateway] = service.lines
        const ids = async () => {
          const { source, matches } = await paste(jobs)
          expect(source).toBe('ml')
          return matches.map((match: { job_id: string }) => match.job_id)
        }
        const before = await ids()
        const { job_id } = await paste(dismissal)
        const after = await ids()
        expect([before.length, after.length]).toEqual([3, 3])
        expect(before).toContain(job_id)
        expect(after).not.toContain(job_id)
        expect((await paste(talents)).matches).toHaveLength(3)
        // Right after a first start, with everything being indexed, the gateway may be too late for the model.
        await expect
          .poll(async () => (await paste(gateway)).source, { timeout: 60_000, interval: 1_000 })
          .toBe('ml')
      } else {
        console.log('curl is not here: the calls by id are not pasted')
      }

      const second = new Service(env)
      expect(await second.exited).toBe(1)
      expect(second.stderr).toMatch(
        /db is in use by process \d+ on .+: .* Stop that one, set DATA_DIR .*DATABASE_URL/,
      )
      expect(second.stderr).not.toContain('    at ')
      await service.end()

      const again = new Service(env)
      await again.says('Token for the demo company')
      expect(again.stderr).toMatch(/ready: .*, [1-9]\d+ talents and [1-9]\d+ active jobs/)
      expect(await again.interrupt()).toBe(0)
      expect(again.log.at(-1)?.msg).toBe('closed')
      expect(readdirSync(db)).toEqual(['lock.json', 'pgdata'])
      expect(readdirSync(join(folder, 'tmp')).length).toBeLessThanOrEqual(2)
    },
    2 * FIRST_START_MS,
  )

  test('says in a sentence that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const PORT = String((other.address() as AddressInfo).port)
    const service = new Service({ EMBEDDING_PROVIDER: 'none', PORT })
    expect(await service.exited).toBe(1)
    expect(service.stderr).toContain(`127.0.0.1:${PORT} is already in use; change PORT`)
    expect(service.stderr).not.toContain('    at ')
    other.close()
  })

  test('shows no token that other machines would take', async () => {
    const secret = 'a-secret-for-tests-of-more-than-32-bytes'
    const service = new Service({ EMBEDDING_PROVIDER: 'none', SUPABASE_JWT_SECRET: secret })
    await service.says("Use your project's tokens")
    expect(service.stderr).not.toMatch(/eyJ|curl/)
    expect(await service.interrupt()).toBe(0)
  })

  test(
    'answers by the model with texts, where the weights are',
    async () => {
      const { modelPath } = await findWeights(WEIGHTS)
      const service = new Service({ MODEL_DIR: dirname(modelPath) })
      await service.says('Ctrl-C stops the service.')
      await service.says('embeddings ready')
      await service.says('by model')
      expect((await service.health()).checks.embeddings.status).toBe('ok')
      expect(await service.interrupt()).toBe(0)
    },
    LOAD_TIMEOUT_MS,
  )

  test('without hub and pip serves all the same, and says how to mend it', async () => {
    writePython('echo "ERROR: no such index" >&2; exit 1')
    const service = new Service(NO_HUB)
    await service.says('Ctrl-C stops the service.')
    expect(service.stderr).toContain('without text features')
    const { status, checks } = await service.health()
    expect(status).toBe('degraded')
    expect(checks.embeddings.status).toBe('unavailable')
    expect(checks.embeddings.detail).toMatch(/no way there.*no such index.*set MODEL_DIR/s)
    const told = service.log.find(({ msg }) => msg.startsWith('no embeddings'))
    expect(told?.reason).toBe(checks.embeddings.detail)
    expect(await service.interrupt()).toBe(0)
  })

  test('answers by rules while weights are fetched, and Ctrl-C ends the fetch', async () => {
    writePython(`echo $$ > ${folder}/pid; exec sleep 60`)
    const service = new Service(NO_HUB)
    await service.says('downloading embedding weights')
    await service.says('by the rules; the text model is still loading')
    await service.says('Ctrl-C stops the service.')
    expect(await service.health()).toMatchObject({
      status: 'degraded',
      checks: { embeddings: { status: 'loading' } },
    })
    expect(await service.interrupt()).toBe(0)
    expect(service.log.map(({ msg }) => msg).slice(-2)).toEqual(['closing', 'closed'])
    expect(readdirSync(join(folder, 'tmp'))).toEqual([])
    expect(spawnSync('sh', ['-c', `kill -0 $(cat ${folder}/pid)`]).status).not.toBe(0)
  })

  test('Ctrl-C ends it while the hub keeps silent', async () => {
    const service = new Service(SILENT_HUB)
    await service.says('listening at')
    expect(await service.interrupt()).toBe(0)
  })
})
