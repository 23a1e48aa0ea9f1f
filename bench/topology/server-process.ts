import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { endsWithUs } from '../ends-with-us.ts'
import { residentMib } from '../process-usage.ts'

export interface ServerCommand {
  /** For people. */
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** On top of this process's own. */
  readonly env?: Readonly<Record<string, string>>
  /** Whether it answers. */
  readonly isReady: () => Promise<boolean>
}

const READY_TIMEOUT_MS = 60_000
const POLL_MS = 20
/** Of what it says, the end. */
const MAX_SAID = 4_000

/** A server that may be ended in any way, and started again as it was. */
export class ServerProcess {
  readonly #command: ServerCommand
  #child: ChildProcess | undefined
  #said = ''

  constructor(command: ServerCommand) {
    this.#command = command
  }

  static async start(command: ServerCommand): Promise<ServerProcess> {
    const server = new ServerProcess(command)
    await server.start()
    return server
  }

  get name(): string {
    return this.#command.name
  }

  get isRunning(): boolean {
    return this.#child !== undefined
  }

  /**
   * Resolves when it answers.
   * @returns how long that took, in milliseconds
   * @throws {Error} with what it said, where it ends before, or does not answer within a minute
   */
  async start(): Promise<number> {
    const { name, command, args, env, isReady } = this.#command
    const started = performance.now()
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    this.#child = child
    this.#said = ''
    const hear = (text: Buffer) => {
      this.#said = `${this.#said}${text}`.slice(-MAX_SAID)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    endsWithUs(child)
    let failure: Error | undefined
    child.once('error', (error) => {
      failure = error
    })
    child.once('exit', (code, signal) => {
      failure = new Error(`it ended with ${signal ?? code}`)
      if (this.#child === child) this.#child = undefined
    })
    while (!(await isReady())) {
      if (performance.now() - started > READY_TIMEOUT_MS)
        failure ??= new Error('it does not answer')
      if (failure) throw new Error(`${name}: ${failure.message}\n${this.#said}`, { cause: failure })
      await pause(POLL_MS)
    }
    return performance.now() - started
  }

  /** @param signal SIGKILL ends it as a machine dies: nothing is finished */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child
    if (!child) return null
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code] = (await ended) as [number | null]
    return code
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal)
  }

  /** Resident memory in MiB, its threads included; NaN off Linux. */
  residentMib(): Promise<number> {
    return residentMib(this.#child?.pid)
  }
}
