import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../bench/free-ports.ts'

/** Pinned: what speaks S3 in the tests. */
const MOTO = 'moto[server]==5.2.1'
/** Where it is installed once, where the machine has none; nothing of it belongs to the project. */
const INSTALLED = resolve(process.env.DATA_DIR ?? '.data', 'moto-5.2.1')
const START_MS = 60_000

/** For Python to find it. */
const environment = () => ({ ...process.env, PYTHONPATH: INSTALLED })
const isThere = () => {
  const test = ['-c', 'import moto.server, flask, flask_cors']
  return spawnSync('python3', test, { env: environment() }).status === 0
}

/** Why tests with object storage cannot run; `undefined` where they can. In CI they run, or fail. */
export const noS3 = findReason()
if (noS3) console.warn(`skipped: ${noS3}`)

function findReason(): string | undefined {
  if (isThere()) return undefined
  const options = ['--retries=1', '--timeout=20', '--quiet', '--disable-pip-version-check']
  // Aside, and moved there whole: files of tests may do so side by side.
  const draft = `${INSTALLED}.${process.pid}`
  const install = ['-m', 'pip', 'install', ...options, '--target', draft, MOTO]
  const { stderr, error } = spawnSync('python3', install, { encoding: 'utf8' })
  if (existsSync(draft) && !existsSync(INSTALLED)) renameSync(draft, INSTALLED)
  rmSync(draft, { recursive: true, force: true })
  if (process.env.CI === 'true' || isThere()) return undefined
  return `pip cannot install ${MOTO}: ${(stderr ?? error?.message ?? '').slice(-300)}`
}

/** Object storage of the test's own on a port of loopback, that can be killed and started again. */
export class TestS3 {
  readonly bucket = 'models'
  readonly #home: string
  readonly #port: number
  #process: ChildProcess | undefined

  private constructor(home: string, port: number) {
    this.#home = home
    this.#port = port
  }

  static async start(): Promise<TestS3> {
    const s3 = new TestS3(await mkdtemp(join(tmpdir(), 's3-')), await freePort())
    await s3.start()
    return s3
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** What points the ordinary client at it. */
  get env(): Readonly<Record<string, string>> {
    return {
      AWS_ENDPOINT_URL_S3: this.url,
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    }
  }

  /** It keeps objects in memory only: a new start has an empty bucket. */
  async start(): Promise<void> {
    const args = ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(this.#port)]
    this.#process = spawn('python3', args, {
      cwd: this.#home,
      env: environment(),
      stdio: 'ignore',
    })
    const ends = Date.now() + START_MS
    while (
      !(await fetch(`${this.url}/moto-api/`).then(
        ({ ok }) => ok,
        () => false,
      ))
    ) {
      if (Date.now() > ends || this.#process.exitCode !== null) throw new Error('no S3 server')
      await pause(100)
    }
    await this.request('PUT', '')
  }

  /** Past the client, as a fault or an intruder would. */
  request(method: string, key: string, body?: string | Uint8Array): Promise<Response> {
    const authorization = 'AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/s3/aws4_request'
    return fetch(`${this.url}/${this.bucket}${key && `/${key}`}`, {
      method,
      headers: { authorization },
      ...(body !== undefined && { body }),
    })
  }

  /** Stops answering, its connections open. */
  freeze = () => void this.#process?.kill('SIGSTOP')
  thaw = () => void this.#process?.kill('SIGCONT')

  async kill(): Promise<void> {
    const server = this.#process
    this.#process = undefined
    if (!server || server.exitCode !== null) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
  }

  async remove(): Promise<void> {
    await this.kill()
    await rm(this.#home, { recursive: true, force: true })
  }
}
