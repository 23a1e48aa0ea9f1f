import { JWT_SECRET, SERVICE_KEY, SERVICE_ROLE_KEY } from './parts.ts'

const ROOT = new URL('../../..', import.meta.url).pathname

/** The real matching service, as a process of its own. */
export class TestService {
  readonly url: string
  readonly #process: Deno.ChildProcess

  private constructor(url: string, process: Deno.ChildProcess) {
    this.url = url
    this.#process = process
  }

  /** @param port 0 lets the system choose */
  static async start(databaseUrl: string, port = 0): Promise<TestService> {
    const process = new Deno.Command('node', {
      args: [`${ROOT}bin/talentmatch.mjs`, 'serve', '--no-worker'],
      // A folder without a `.env` of its own.
      cwd: await Deno.makeTempDir(),
      env: {
        DATABASE_URL: databaseUrl,
        EMBEDDING_PROVIDER: 'none',
        HOST: '127.0.0.1',
        PORT: String(port),
        SERVICE_KEY,
        SUPABASE_JWT_SECRET: JWT_SECRET,
        SUPABASE_SERVICE_KEY: SERVICE_ROLE_KEY,
        WORKERS: '1',
      },
      stdout: 'piped',
      stderr: 'null',
    }).spawn()
    const service = new TestService(await urlOf(process.stdout), process)
    await service.#untilReady()
    return service
  }

  get port(): number {
    return Number(new URL(this.url).port)
  }

  /** As a machine dies: nothing is finished. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.#process.status
  }

  async #untilReady(): Promise<void> {
    for (;;) {
      const response = await fetch(`${this.url}/api/v1/health/ready`)
      await response.body?.cancel()
      if (response.ok) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** Reads the log until it says where the service listens, and reads on so that it is never full. */
async function urlOf(stdout: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stdout.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    text += value ?? ''
    const url = /listening at (http:\/\/[\d.:]+)/.exec(text)?.[1]
    if (url) {
      void (async () => {
        while (!(await reader.read()).done);
      })()
      return url
    }
    if (done) throw new Error(`the service ended: ${text}`)
  }
}
