import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Platform } from '../http/platform.ts'
import type { Traces } from '../observation/traces.ts'
import { createLogger } from '../runtime/logger.ts'
import { closeOnSignal } from '../runtime/shutdown.ts'
import { type Config, ConfigError } from '../settings/config.ts'
import { loadConfig } from '../settings/environment.ts'
import { type AppDependencies, buildApp } from './app.ts'

/** What the app is built of, made by whoever starts the server. */
export interface Service
  extends Pick<
    AppDependencies,
    'matcher' | 'models' | 'training' | 'personalData' | 'checks' | 'redis' | 'register'
  > {
  readonly platform: Platform
  /** Resolves when the database can be asked; rejects where it cannot be had. */
  readonly databaseReady: Promise<{ readonly connectionString: string }>
  /** Jobs and talents that wait to be indexed. */
  readonly countWaiting: () => Promise<number>
  /** Closes all that was opened. */
  close(): Promise<void>
}

export interface ServerWiring {
  readonly openService: (config: Config, logger: Logger) => Promise<Service>
  /** Called once, when the service listens. */
  readonly onListening?: (service: RunningService) => void
  /** What was started beside it ends first, while there still is something to ask. */
  readonly beforeClose?: () => Promise<void>
}

export interface RunningService
  extends Pick<Service, 'matcher' | 'platform' | 'databaseReady' | 'countWaiting'> {
  readonly config: Config
  /** Where it listens, without a slash at the end. */
  readonly url: string
  /** Aborted when it begins to close. */
  readonly closing: AbortSignal
}

/** Runs the service until a signal ends it. A bad setting is told on stderr, and ends it with 2. */
export async function startServer({
  openService,
  onListening,
  beforeClose,
}: ServerWiring): Promise<void> {
  const config = readConfig()
  if (!config) return
  const logger = createLogger(config.logLevel)
  const service = await openService(config, logger)
  try {
    const traces = await openTraces(config)
    const app = await buildApp({ ...service, config, traces, logger })
    const closing = new AbortController()
    app.addHook('preClose', async () => {
      closing.abort()
      await beforeClose?.()
    })
    closeOnSignal({
      log: logger,
      steps: [() => app.close(), () => service.close(), async () => traces?.close()],
    })
    await untilWhole(service, 1_000 * config.startWaitSeconds, closing.signal)
    if (closing.signal.aborted) return
    const url = await app.listen({
      host: config.host,
      port: config.port,
      listenTextResolver: (address) => `listening at ${address}, documentation at ${address}/docs`,
    })
    onListening?.({ ...service, config, url, closing: closing.signal })
  } catch (error) {
    // Its threads would keep a process alive that serves no one.
    await service.close()
    throw isTaken(error) ? new Error(portTaken(config), { cause: error }) : error
  }
}

const WHOLE_POLL_MS = 50

/** Resolves when the service answers with all that it has, or will not become better by waiting. */
async function untilWhole(
  { matcher, checks = {} }: Pick<Service, 'matcher' | 'checks'>,
  patienceMs: number,
  signal: AbortSignal,
): Promise<void> {
  const ends = performance.now() + patienceMs
  const isWhole = async () => {
    if (matcher.status().embeddings.state === 'loading') return false
    const parts = await Promise.all(Object.values(checks).map((check) => check()))
    return parts.every(({ status }) => status !== 'unavailable')
  }
  while (performance.now() < ends && !signal.aborted && !(await isWhole())) {
    await pause(WHOLE_POLL_MS, undefined, { signal }).catch(() => {})
  }
}

/** Nothing of it is loaded where there are to be none. */
async function openTraces({ otlpEndpoint }: Config): Promise<Traces | undefined> {
  if (otlpEndpoint === undefined) return undefined
  const { startTraces } = await import('../observation/traces.ts')
  return startTraces(otlpEndpoint)
}

const isTaken = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
const portTaken = ({ host, port }: Config) =>
  `${host}:${port} is already in use; change PORT, or set it to 0 for any free port`

function readConfig(): Config | undefined {
  try {
    return loadConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(error.message)
    process.exitCode = 2
    return undefined
  }
}
