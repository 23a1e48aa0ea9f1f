import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { levels } from 'pino'
import { projectFile } from '../runtime/project-file.ts'
import { untilAborted } from '../runtime/until-aborted.ts'
import type { Config, LogLevel } from '../settings/config.ts'
import { keptSecret, LOG_HASH_SECRET } from '../settings/kept-secret.ts'
import { say } from '../terminal/say.ts'
import type { RunningService } from './server.ts'

/** The gateway, beside the service and under Deno as where it is hosted. */
export interface RunningGateway {
  /** Where calls go. */
  readonly url: string
  /** It answers what is under way and writes what it has to. */
  stop(): Promise<void>
  /** Resolves when it has ended, however. */
  readonly ended: Promise<void>
}

export interface GatewayProcessOptions {
  readonly config: Config
  readonly connectionString: string
  /** Where the service listens. */
  readonly serviceUrl: string
  /** Takes what it logs, a line at a time. */
  readonly write: (line: string) => void
  /** Has it end, as {@link RunningGateway.stop} does. */
  readonly signal?: AbortSignal
}

const FOLDER = projectFile('supabase/functions/ml-matching-gateway')
const PATH = '/functions/v1/ml-matching-gateway'
/** Pauses before it is started again; they double while it does not listen. */
const RESTART_MS = 500
const MAX_RESTART_MS = 30_000
/** Of what it says on its way out, the end. */
const MAX_SAID = 1_000

/**
 * Starts the gateway beside a service, once that has its database. Never rejects: the service serves
 * without one, and the log has why.
 *
 * @returns undefined where there is none
 */
export async function openGateway(service: RunningService): Promise<RunningGateway | undefined> {
  const { config, url, databaseReady, closing } = service
  const write = (line: string) => {
    if (isLogged(line, config.logLevel)) process.stdout.write(`${line}\n`)
  }
  try {
    const { connectionString } = await untilAborted(databaseReady, closing)
    const options = { config, connectionString, serviceUrl: url, write, signal: closing }
    return keepRunning(await startGateway(options), options)
  } catch (error) {
    if (!closing.aborted) {
      const reason = `no gateway: ${(error as Error).message}`
      write(warning(reason))
      say(`\n${reason[0]?.toUpperCase()}${reason.slice(1)}.`)
    }
    return undefined
  }
}

/** Starts it again whenever it ends by itself. */
function keepRunning(
  started: RunningGateway,
  options: GatewayProcessOptions & { readonly signal: AbortSignal },
): RunningGateway {
  const { signal, write } = options
  let running = started
  const keep = async () => {
    for (let pauseMs = RESTART_MS; ; ) {
      await running.ended
      if (signal.aborted) return
      write(warning('gateway exited, restarting'))
      await sleep(pauseMs, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      try {
        running = await startGateway(options)
        pauseMs = RESTART_MS
      } catch {
        // It has said why itself.
        pauseMs = Math.min(2 * pauseMs, MAX_RESTART_MS)
      }
    }
  }
  return { url: started.url, stop: () => running.stop(), ended: keep() }
}

/** The gateway itself knows no level. */
function isLogged(line: string, least: LogLevel): boolean {
  const level = /^\{"level":"(\w+)"/.exec(line)?.[1] ?? 'info'
  return (levels.values[level] ?? 0) >= (levels.values[least] ?? Number.POSITIVE_INFINITY)
}

const warning = (msg: string) => JSON.stringify({ level: 'warn', time: new Date(), msg })

/**
 * Starts the gateway as a process of its own, which ends when this one does, however it ends.
 * @throws {Error} when it ends before it listens
 */
export async function startGateway(options: GatewayProcessOptions): Promise<RunningGateway> {
  const { write, signal } = options
  const child = spawn(denoPath(), argumentsFor(options), {
    env: environmentFor(options),
    // Its standard input says when we are gone.
    stdio: ['pipe', 'pipe', 'pipe'],
    signal,
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const failed = new Promise<never>((_resolve, reject) => child.on('error', reject))
  // Where it was told to end, whoever told it does not ask why it did.
  failed.catch(() => {})
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-MAX_SAID)
  })
  const listening = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        const url = /"msg":"gateway listening","url":"([^"]+)"/.exec(line)?.[1]
        if (url) resolve(url)
        if (line.startsWith('{')) write(line)
      })
    }
  })
  const url = await Promise.race([
    listening,
    failed,
    ended.then(() => {
      const how = child.signalCode ?? `exit code ${child.exitCode}`
      throw new Error(reasonIn(said) || `it exited during startup (${how}) without a message`)
    }),
  ])
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { url: `${url}${PATH}`, stop, ended }
}

/** Of an error that ended Deno the message, without the line of code and the stack, which are indented. */
const reasonIn = (said: string): string =>
  (said.split(UNCAUGHT).at(-1)?.split('\n    ')[0] ?? '').trim()

const UNCAUGHT = /^error: (?:Uncaught )?(?:\(in promise\) )?(?:\w*Error: )?/m

/** The package's own script would stand between us and Deno, and keep signals to itself. */
const denoPath = (): string => createRequire(import.meta.url)('deno/install_api.cjs').runInstall()

function argumentsFor({ connectionString }: GatewayProcessOptions): string[] {
  const socketFolder = new URL(connectionString).searchParams.get('host')
  return [
    'run',
    '--no-prompt',
    '--quiet',
    // Packages are those that the service's own lock names.
    '--node-modules-dir=manual',
    `--config=${FOLDER}/deno.json`,
    '--allow-env',
    '--allow-net',
    ...(socketFolder?.startsWith('/')
      ? [`--allow-read=${socketFolder}`, `--allow-write=${socketFolder}`]
      : []),
    `${FOLDER}/index.ts`,
  ]
}

function environmentFor({ config, connectionString, serviceUrl }: GatewayProcessOptions) {
  const { jwtSecret, jwksUrl, gatewayKey, logHashSecret, dataDir, port } = config
  const resolved = {
    DATABASE_URL: connectionString,
    ML_SERVICE_URL: process.env.ML_SERVICE_URL?.trim() || serviceUrl,
    JWT_SECRET: jwtSecret,
    SUPABASE_JWKS_URL: jwksUrl,
    SERVICE_KEY: gatewayKey,
    // The key may be one of this run; who is erased later is to be found in the log.
    LOG_HASH_SECRET: logHashSecret ?? keptSecret(dataDir, LOG_HASH_SECRET),
    // Where the service takes any free port, so does the gateway.
    GATEWAY_PORT: process.env.GATEWAY_PORT?.trim() || (port === 0 ? '0' : undefined),
    GATEWAY_LIFELINE: 'stdin',
    DENO_NO_UPDATE_CHECK: '1',
    NO_COLOR: '1',
  }
  return { ...process.env, ...JSON.parse(JSON.stringify(resolved)) } as NodeJS.ProcessEnv
}
