/** A Redis of the test's own, that can be killed, frozen and started again. */
export class TestRedis {
  readonly #port: number
  #process: Deno.ChildProcess | undefined

  private constructor(port: number) {
    this.#port = port
  }

  static async start(): Promise<TestRedis> {
    const free = Deno.listen({ hostname: '127.0.0.1', port: 0 })
    const redis = new TestRedis(free.addr.port)
    free.close()
    await redis.start()
    return redis
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`
  }

  async start(): Promise<void> {
    this.#process = new Deno.Command('redis-server', {
      args: ['--port', `${this.#port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      stdout: 'null',
      stderr: 'null',
    }).spawn()
    for (;;) {
      try {
        const connection = await Deno.connect({ hostname: '127.0.0.1', port: this.#port })
        connection.close()
        return
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }

  /** Forgets everything. */
  flush = () => this.#do('FLUSHALL')

  /** Writes `value` over all that is there but counters, and to `key`. */
  spoil = (value: string, key: string) =>
    this.#do(
      `EVAL "for _, key in ipairs({ARGV[2], unpack(redis.call('keys', 'gateway:answer:*'))}) do ` +
        `redis.call('set', key, ARGV[1]) end" 0 ${value} ${key}`,
    )

  async #do(command: string): Promise<void> {
    const connection = await Deno.connect({ hostname: '127.0.0.1', port: this.#port })
    await connection.write(new TextEncoder().encode(`${command}\r\n`))
    const reply = new Uint8Array(256)
    const length = await connection.read(reply)
    connection.close()
    const text = new TextDecoder().decode(reply.subarray(0, length ?? 0))
    if (text.startsWith('-')) throw new Error(text)
  }

  /** Stops answering, its connections open: what a network that drops packets looks like. */
  freeze = () => this.#process?.kill('SIGSTOP')
  thaw = () => this.#process?.kill('SIGCONT')

  async kill(): Promise<void> {
    this.#process?.kill('SIGKILL')
    await this.#process?.status
    this.#process = undefined
  }
}

/** Why tests with Redis cannot run; in CI they run, or fail. */
export const noRedis = !Deno.env.get('CI') && !(await isInstalled())

async function isInstalled(): Promise<boolean> {
  try {
    return (await new Deno.Command('redis-server', { args: ['--version'] }).output()).success
  } catch {
    return false
  }
}
