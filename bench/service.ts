import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { signToken } from '../src/settings/tokens.ts'
import { endsWithUs } from './ends-with-us.ts'
import { freePort } from './free-ports.ts'
import type { Call } from './payloads.ts'
import { residentMib } from './process-usage.ts'

/** Signs the tokens of benchmarks. */
export const BENCH_SECRET = 'a secret of the benchmark, 32 bytes and more'

const CLI = fileURLToPath(new URL('../src/cli.js', import.meta.url))
/** A made-up platform is read within a minute. */
const READY_TIMEOUT_MS = 180_000
const POLL_MS = 5

/** The service as a process of its own, on a free port of this machine. */
export class Service {
  /** From the start of the process until its health answers. */
  readonly startMs: number
  readonly #process: ChildProcess
  readonly #port: number
  readonly #token: string
  /** Whether it indexes too. */
  readonly #hasWorker: boolean
  readonly #agent = new Agent({ keepAlive: true })

  private constructor(
    process: ChildProcess,
    port: number,
    token: string,
    startMs: number,
    hasWorker: boolean,
  ) {
    this.#process = process
    this.#hasWorker = hasWorker
    this.#port = port
    this.#token = token
    this.startMs = startMs
  }

  /**
   * @param settings on top of this process's environment; default `PORT` any that is free
   * @param withWorker whether it indexes too; default on the embedded database
   * @throws {Error} when it does not answer, or ends
   */
  static async start(
    settings: Readonly<Record<string, string>> = {},
    withWorker = settings.DATABASE_URL === undefined,
  ): Promise<Service> {
    const port = Number(settings.PORT ?? (await freePort()))
    const token = await signToken(BENCH_SECRET, { role: 'service' })
    const started = performance.now()
    // On a server nothing is indexed meanwhile; the embedded database has its worker in the service.
    const worker = withWorker ? [] : ['--no-worker']
    const child = spawn(process.execPath, [CLI, 'serve', ...worker], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        HOST: '127.0.0.1',
        PORT: String(port),
        LOG_LEVEL: 'error',
        SUPABASE_JWT_SECRET: BENCH_SECRET,
        ...settings,
      },
    })
    // It does not outlive whoever fails in the middle.
    endsWithUs(child, () => child.kill())
    const found = { startMs: 0 }
    const service = () => new Service(child, port, token, found.startMs, withWorker)
    while (!(await service().#health())) {
      if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}`)
      if (performance.now() - started > READY_TIMEOUT_MS) throw new Error('no answer from health')
      await sleep(POLL_MS)
    }
    found.startMs = performance.now() - started
    return service()
  }

  /** Without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /**
   * Resolves once model, embeddings and database serve, which are loaded while it answers already, and
   * a database made just now is indexed, which would take half of the machine from what is measured.
   */
  async whole(): Promise<void> {
    await until(
      async () => (await this.#health()) === 'ok',
      'model or embedding weights are missing; see `talentmatch doctor`',
    )
    if (this.#hasWorker) await this.indexed()
  }

  get pid(): number {
    return this.#process.pid ?? Number.NaN
  }

  metrics(): Promise<string> {
    return this.#send('GET', '/metrics')
  }

  /** Resolves once its worker has nothing left to index. */
  async indexed(): Promise<void> {
    await until(
      async () => /^embedding_backlog 0$/m.test(await this.metrics()),
      'the database is still being indexed',
    )
  }

  /** Resolves once the database serves, its made-up platform in it where it made one. */
  async filled(): Promise<void> {
    await until(async () => {
      const { checks } = JSON.parse(await this.#send('GET', '/api/v1/health'))
      return checks.database?.status === 'ok'
    }, 'the database does not answer')
  }

  async #health(): Promise<string | undefined> {
    try {
      const answer = await this.#send('GET', '/api/v1/health')
      return JSON.parse(answer).status
    } catch {
      return undefined
    }
  }

  async healthMs(): Promise<number> {
    const started = performance.now()
    await this.#send('GET', '/api/v1/health')
    return performance.now() - started
  }

  /** @returns milliseconds until the whole answer was there */
  async call({ path, body }: Call): Promise<number> {
    const started = performance.now()
    const answer = await this.#send('POST', path, body)
    const ms = performance.now() - started
    if (!answer.includes('"source":"ml"')) throw new Error(`not ranked by the model: ${path}`)
    return ms
  }

  /** @returns the body of the answer */
  post(path: string, body: string): Promise<string> {
    return this.#send('POST', path, body)
  }

  #send(method: string, path: string, body?: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${this.#token}`,
        ...(body !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        }),
      }
      const options = { host: '127.0.0.1', port: this.#port, method, path, headers }
      const sent = request({ ...options, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if (response.statusCode === 200) resolve(text)
          else reject(new Error(`${path}: ${response.statusCode} ${text.slice(0, 500)}`))
        })
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }

  /** Resident memory in MiB (its threads are in it, and it has no children); NaN off Linux. */
  residentMib(): Promise<number> {
    return residentMib(this.pid)
  }

  /** @param signal `SIGKILL` ends it as a machine dies: nothing is finished */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    this.#agent.destroy()
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const ended = once(this.#process, 'exit')
    this.#process.kill(signal)
    await ended
  }
}

async function until(holds: () => Promise<boolean>, otherwise: string): Promise<void> {
  const started = performance.now()
  while (!(await holds())) {
    if (performance.now() - started > READY_TIMEOUT_MS) throw new Error(otherwise)
    await sleep(10 * POLL_MS)
  }
}
