import { Registry } from 'prom-client'
import { openPostgres } from '../db/postgres.ts'
import { nullEmbedder } from '../embeddings/null.ts'
import { addEmbeddingMetrics } from '../observation/embedding-metrics.ts'
import { addProcessMetrics } from '../observation/process-metrics.ts'
import { createLogger } from '../runtime/logger.ts'
import { closeOnSignal } from '../runtime/shutdown.ts'
import { loadConfig } from '../settings/environment.ts'
import { openAlerting } from '../setup/open-alerting.ts'
import { openErasing, runsFolder } from '../setup/open-erasing.ts'
import { openModels } from '../setup/open-models.ts'
import { openStoredEmbedder, tellOfStores } from '../setup/open-stored-embedder.ts'
import { UsageError } from '../terminal/usage-error.ts'
import { serveMetrics } from './metrics-server.ts'
import { trainApart } from './train-apart.ts'
import { startWorker } from './worker.ts'

/** Claiming, indexing and sweeping take one connection each, the lookups of vectors the fourth. */
const CONNECTIONS = 4

/**
 * Starts a worker that is a process of its own, and leaves it to a signal to end it.
 * @param givenPort where its metrics are served; default METRICS_PORT; absent: nowhere
 * @throws {UsageError} without DATABASE_URL
 */
export async function work(givenPort: number | undefined): Promise<void> {
  const config = loadConfig()
  const { databaseUrl, host } = config
  const metricsPort = givenPort ?? config.metricsPort
  if (databaseUrl === undefined) {
    throw new UsageError(
      'talentmatch worker needs DATABASE_URL; with the embedded database the worker runs inside the service',
    )
  }
  const logger = createLogger(config.logLevel)
  const registry = new Registry()
  addProcessMetrics(registry)
  const metrics =
    metricsPort === undefined ? undefined : await serveMetrics(registry, host, metricsPort)
  if (metrics) logger.info({ url: metrics.url }, 'metrics')
  const database = openPostgres({
    connectionString: databaseUrl,
    maxConnections: CONNECTIONS,
    applicationName: 'talentmatch-worker',
  })
  const embedder =
    config.embeddingProvider === 'none'
      ? nullEmbedder
      : await openStoredEmbedder(config, {
          database,
          onEmbedded: addEmbeddingMetrics(registry),
          onStoreChange: tellOfStores(logger),
          onFetch: (source) => logger.info({ source }, 'downloading embedding weights'),
        })
  const erasing = await openErasing(config, database)
  const worker = startWorker({
    database,
    connectionString: databaseUrl,
    embedder,
    registry,
    logger,
    train: (run, signal) => trainApart(run, databaseUrl, signal),
    trainSchedule: config.trainSchedule,
    erasing: erasing.parts,
    runsFolder: runsFolder(config),
    retentionDays: config.retentionDays,
    alerting: openAlerting(config, database, await openModels(config, database)),
  })
  logger.info({ embedder: embedder.id }, 'worker started')
  closeOnSignal({
    log: logger,
    steps: [
      () => worker.close(),
      async () => erasing.close(),
      () => embedder.close(),
      () => database.close(),
      async () => metrics?.close(),
    ],
  })
}
