import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const isInstalled = spawnSync('redis-server', ['--version']).status === 0

/** Why tests with Redis cannot run; `undefined` where they can. In CI they run, or fail. */
export const noRedis =
  isInstalled || process.env.CI === 'true'
    ? undefined
    : 'redis-server is not installed (apt-get install redis-server)'

if (noRedis) console.warn(`skipped: ${noRedis}`)

/** A Redis of the test's own, on a socket, that can be killed and started again. */
export class TestRedis {
  readonly #folder: string
  #process: ChildProcess | undefined

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async start(): Promise<TestRedis> {
    const redis = new TestRedis(await mkdtemp(join(tmpdir(), 'redis-')))
    await redis.start()
    return redis
  }

  get url(): string {
    return join(this.#folder, 'socket')
  }

  async start(): Promise<void> {
    const options = ['--port', '0', '--unixsocket', this.url, '--save', '', '--appendonly', 'no']
    const server = spawn('redis-server', [...options, '--dir', this.#folder])
    this.#process = server
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.once('exit', () => reject(new Error('redis-server ended')))
      server.stdout.on('data', (data) => {
        if (/ready to accept connections/i.test(String(data))) resolve()
      })
    })
  }

  /** Stops answering, its connections open: what a network that drops packets looks like. */
  freeze = () => void this.#process?.kill('SIGSTOP')
  thaw = () => void this.#process?.kill('SIGCONT')

  async kill(): Promise<void> {
    const server = this.#process
    this.#process = undefined
    if (!server) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
  }

  async remove(): Promise<void> {
    await this.kill()
    await rm(this.#folder, { recursive: true })
  }
}
