import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import type { Config } from '../config.ts'
import { projectFile } from '../project-file.ts'
import type { RunningService } from '../server.ts'

/** The gateway, beside the service and under Deno as where it is hosted. */
export interface RunningGateway {
  /** Where calls go. */
  readonly url: string
  /** It answers what is under way and writes what it has to. */
  stop(): Promise<void>
}

export interface GatewayProcessOptions {
  readonly config: Config
  readonly connectionString: string
  /** Where the service listens. */
  readonly serviceUrl: string
  /** Takes what it logs, a line at a time. */
  readonly write: (line: string) => void
}

const FOLDER = projectFile('supabase/functions/ml-matching-gateway')
const PATH = '/functions/v1/ml-matching-gateway'

/**
 * Starts the gateway beside a service, once that has its database. Never rejects: the service serves
 * without one, and the log has why.
 *
 * @returns undefined where there is none
 */
export async function openGateway(service: RunningService): Promise<RunningGateway | undefined> {
  const { config, url, databaseReady, closing } = service
  const write = (line: string) => process.stdout.write(`${line}\n`)
  try {
    const { connectionString } = await databaseReady
    if (closing.aborted) return undefined
    return await startGateway({ config, connectionString, serviceUrl: url, write })
  } catch (error) {
    if (!closing.aborted) write(warning(`no gateway: ${(error as Error).message}`))
    return undefined
  }
}

const warning = (msg: string) => JSON.stringify({ level: 'warn', time: new Date(), msg })

/**
 * Starts the gateway as a process of its own, which ends when this one does, however it ends.
 * @throws {Error} when it ends before it listens
 */
export async function startGateway(options: GatewayProcessOptions): Promise<RunningGateway> {
  const { write } = options
  const child = spawn(denoPath(), argumentsFor(options), {
    env: environmentFor(options),
    // Its standard input says when we are gone.
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  const lines: string[] = []
  const listening = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        const url = /"msg":"gateway listening","url":"([^"]+)"/.exec(line)?.[1]
        if (url) resolve(url)
        if (line.startsWith('{')) write(line)
        else lines.push(line)
      })
    }
  })
  const url = await Promise.race([
    listening,
    ended.then(() => {
      throw new Error(lines.join('\n').slice(0, 1_000) || 'it ended while it started')
    }),
  ])
  return { url: `${url}${PATH}`, stop: () => stop(child, ended) }
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM')
  await ended
}

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
  const { jwtSecret, jwksUrl, gatewayKey, port } = config
  const resolved = {
    DATABASE_URL: connectionString,
    ML_SERVICE_URL: process.env.ML_SERVICE_URL?.trim() || serviceUrl,
    JWT_SECRET: jwtSecret,
    SUPABASE_JWKS_URL: jwksUrl,
    SERVICE_KEY: gatewayKey,
    // Where the service takes any free port, so does the gateway.
    GATEWAY_PORT: process.env.GATEWAY_PORT?.trim() || (port === 0 ? '0' : undefined),
    GATEWAY_LIFELINE: 'stdin',
    DENO_NO_UPDATE_CHECK: '1',
    NO_COLOR: '1',
  }
  return { ...process.env, ...JSON.parse(JSON.stringify(resolved)) } as NodeJS.ProcessEnv
}
