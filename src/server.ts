import { type Logger, pino } from 'pino'
import { buildApp } from './app.ts'
import { type Config, ConfigError } from './config.ts'
import { loadConfig } from './environment.ts'
import type { Matcher } from './matching/matcher.ts'
import { closeOnSignal } from './shutdown.ts'

/**
 * Runs the service until a signal ends it. A bad setting is told on stderr, and ends it with 1.
 * @param openMatcher makes the engine; what it opens, its `close` closes
 */
export async function startServer(
  openMatcher: (config: Config, logger: Logger) => Promise<Matcher>,
): Promise<void> {
  const config = readConfig()
  if (!config) return
  const logger = pino({ level: config.logLevel })
  const matcher = await openMatcher(config, logger)
  const app = await buildApp({ config, matcher, logger })
  closeOnSignal({ app, matcher })
  try {
    await app.listen({
      host: config.host,
      port: config.port,
      listenTextResolver: (address) => `listening at ${address}, documentation at ${address}/docs`,
    })
  } catch (error) {
    // Its threads would keep a process alive that serves no one.
    await matcher.close()
    throw error
  }
}

function readConfig(): Config | undefined {
  try {
    return loadConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(error.message)
    process.exitCode = 1
    return undefined
  }
}
