import { Command } from 'commander'
import { wholeNumberFrom } from './arguments.ts'
import { UsageError } from './exit-codes.ts'
import { openStoredEmbedder, tellOfStores } from './stored-embedder.ts'

/** Claiming, indexing and sweeping take one connection each, the lookups of vectors the fourth. */
const CONNECTIONS = 4

interface WorkerOptions {
  readonly metricsPort?: number
}

export function workerCommand(): Command {
  return new Command('worker')
    .summary('run the background work')
    .description(
      'Embeds and indexes jobs and talents as they change, and looks all of them over every night, ' +
        'until Ctrl-C. As many may run as there is work for. Needs DATABASE_URL: the embedded ' +
        'database has its worker inside the service.',
    )
    .option('--metrics-port <n>', 'serve Prometheus metrics there', wholeNumberFrom(0, 65_535))
    .addHelpText(
      'after',
      `
Examples:
  $ DATABASE_URL=postgres://… talentmatch worker
  $ DATABASE_URL=postgres://… talentmatch worker --metrics-port 9464`,
    )
    .action((options: WorkerOptions) => work(options))
}

/** Starts the worker, and leaves it to a signal to end the process. */
async function work({ metricsPort }: WorkerOptions): Promise<void> {
  const [{ loadConfig }, { pino }, { Registry, collectDefaultMetrics }] = await Promise.all([
    import('../environment.ts'),
    import('pino'),
    import('prom-client'),
  ])
  const config = loadConfig()
  const { databaseUrl, host } = config
  if (databaseUrl === undefined) {
    throw new UsageError(
      'talentmatch worker needs DATABASE_URL; the embedded database has its worker inside the service',
    )
  }
  const [
    { openPostgres },
    { startWorker },
    { closeOnSignal },
    { serveMetrics },
    { addEmbeddingMetrics },
    { trainApart },
  ] = await Promise.all([
    import('../db/postgres.ts'),
    import('../worker.ts'),
    import('../shutdown.ts'),
    import('./metrics-server.ts'),
    import('../jobs/metrics.ts'),
    import('./train-apart.ts'),
  ])
  const logger = pino({ level: config.logLevel })
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const metrics =
    metricsPort === undefined ? undefined : await serveMetrics(registry, host, metricsPort)
  if (metrics) logger.info({ url: metrics.url }, 'metrics')
  const database = openPostgres({
    connectionString: databaseUrl,
    maxConnections: CONNECTIONS,
    applicationName: 'talentmatch-worker',
  })
  const embedder = await openStoredEmbedder(config, {
    database,
    onEmbedded: addEmbeddingMetrics(registry),
    onStoreChange: tellOfStores(logger),
    onFetch: (source) => logger.info({ source }, 'fetching embedding weights'),
  })
  const worker = startWorker({
    database,
    connectionString: databaseUrl,
    embedder,
    registry,
    logger,
    train: (run, signal) => trainApart(run, databaseUrl, signal),
    trainSchedule: config.trainSchedule,
  })
  logger.info({ embedder: embedder.id }, 'worker started')
  closeOnSignal({
    app: { log: logger, close: () => worker.close() },
    matcher: {
      close: async () => {
        await embedder.close()
        await database.close()
        await metrics?.close()
      },
    },
  })
}
