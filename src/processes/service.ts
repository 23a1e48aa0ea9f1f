import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import { describeCauses } from '../../supabase/functions/_shared/log-error.ts'
import { DatabaseAnswerLog } from '../db/interactions/database-answer-log.ts'
import { Outbox } from '../db/match-index/outbox.ts'
import { TrainingRuns } from '../db/models/training-runs.ts'
import { ProcessSamples } from '../db/observation/process-samples.ts'
import { PlatformCorpus } from '../db/platform/corpus.ts'
import { PlatformDirectory } from '../db/platform/directory.ts'
import { FeedbackEvents } from '../db/platform/feedback.ts'
import { RolloutRows } from '../db/rollout/rollout-rows.ts'
import { ShadowDays } from '../db/rollout/shadow-days.ts'
import { loadExampleRequest } from '../demo/examples.ts'
import { nullEmbedder } from '../embeddings/null.ts'
import { READING_FORMAT } from '../features/codec/format.ts'
import type { Platform } from '../http/platform.ts'
import { followErasures } from '../jobs/privacy/follow-erasures.ts'
import { CorpusMatcher } from '../matching/by-id/corpus-matcher.ts'
import { ExploringMatcher } from '../matching/by-id/exploring-matcher.ts'
import type { Engine } from '../matching/engine/engine.ts'
import { type AdministrationParts, ModelAdministration } from '../models/administration.ts'
import { addEmbeddingMetrics } from '../observation/embedding-metrics.ts'
import { keepProcessSamples } from '../observation/process-samples.ts'
import { ShadowLog, withShadow } from '../rollout/shadow/shadow-log.ts'
import type { Config } from '../settings/config.ts'
import { openAlerting } from '../setup/open-alerting.ts'
import { openEngine } from '../setup/open-engine.ts'
import { type OpenErasing, openErasing, runsFolder, UserData } from '../setup/open-erasing.ts'
import { openModels } from '../setup/open-models.ts'
import { UsageError } from '../terminal/usage-error.ts'
import { type Following, followModels, followShadow } from './model-following.ts'
import type { Service } from './server.ts'
import { type StartedDatabase, startDatabase } from './service-database.ts'
import type { RunningWorker } from './worker.ts'

/** The embedded engine serves one statement at a time: those of the worker must not be long. */
const EMBEDDED_BATCH = 20

interface Parts {
  readonly config: Config
  readonly logger: Logger
  readonly register: Registry
  readonly engine: Engine
  readonly started: StartedDatabase
  readonly erasing: OpenErasing
  readonly stop: AbortSignal
}

export interface ServiceOptions {
  /** Whether changes are indexed in this process too; default yes. */
  readonly withWorker?: boolean
}

/**
 * All that serves. It answers at once: by rules while the embedding weights are loaded or fetched, then
 * by the model, with or without them; what needs the database, as soon as that is there. `close` also
 * ends what is under way.
 *
 * @throws {FolderInUseError} when another service has the embedded database
 */
export async function openService(
  config: Config,
  logger: Logger,
  { withWorker = true }: ServiceOptions = {},
): Promise<Service> {
  if (!withWorker && config.databaseUrl === undefined) {
    throw new UsageError(
      '--no-worker needs DATABASE_URL: a separate worker cannot use the embedded database',
    )
  }
  const stopping = new AbortController()
  const started = await startDatabase(config, logger, stopping.signal)
  const engine = await openEngine(config, ({ message }) =>
    logger.error({ reason: message }, 'model rejected, using rules'),
  )
  const register = new Registry()
  const isEmbedded = config.databaseUrl === undefined
  const erasing = await openErasing(
    config,
    started.database,
    isEmbedded ? { batch: EMBEDDED_BATCH } : {},
  )
  const stop = stopping.signal
  const redis = await openLimitsRedis(config)
  const parts: Parts = { config, logger, register, engine, started, erasing, stop }
  const shadow = openShadow(parts)
  const platform = openPlatform(parts, shadow)
  const models = await openModels(config, started.database)
  const following = followModels({ ...parts, models, ready: started.ready })
  const shadowing = followShadow({ ...parts, models, ready: started.ready }, shadow)
  const background = startBackground(parts, models, following, withWorker)
  const forgetting = started.ready.then(
    () => {
      const { erasures, caches } = erasing.parts
      const options = { erasures, hasRedis: caches !== undefined, forget: () => engine.forget() }
      return followErasures(options, stop)
    },
    () => {},
  )
  return {
    matcher: engine,
    platform,
    models: new ModelAdministration(models),
    training: new TrainingRuns(started.database),
    personalData: new UserData(erasing.parts, started.database, (error) =>
      logger.warn({ error: describeCauses(error) }, 'erasure interrupted, a worker will continue'),
    ),
    register,
    redis,
    checks: { database: started.check, model: following.check },
    databaseReady: started.ready,
    countWaiting: async () => (await new Outbox(started.database).backlog()).waiting,
    close: async () => {
      stopping.abort()
      await (await background)?.close()
      await Promise.all([following.done, shadowing, forgetting])
      await platform.answers.close()
      await engine.close()
      redis?.disconnect()
      erasing.close()
      await started.close()
    },
  }
}

/** A connection of its own: what is counted with every call must not wait behind vectors. */
async function openLimitsRedis({ redisUrl }: Config): Promise<Redis | undefined> {
  if (redisUrl === undefined) return undefined
  const { openRedis } = await import('../runtime/redis.ts')
  return openRedis(redisUrl)
}

function openShadow({ config, logger, engine, started }: Parts): ShadowLog {
  const days = new ShadowDays(started.database)
  return new ShadowLog({
    write: (sums) => days.add(sums),
    share: config.shadowShare,
    embedder: () => engine.model?.bundle.manifest.embedder,
    onTrouble: (error) =>
      logger.warn({ error: describeCauses(error) }, 'shadow results could not be saved'),
  })
}

function openPlatform({ config, logger, engine, started }: Parts, shadow: ShadowLog): Platform {
  const { database } = started
  const corpus = new PlatformCorpus(database, READING_FORMAT)
  return {
    corpus,
    matcher: new ExploringMatcher(new CorpusMatcher(engine, corpus), config.explorationShare),
    answers: withShadow(
      new DatabaseAnswerLog({
        database,
        featureShare: config.featureLogShare,
        onTrouble: (message, error) =>
          logger.warn({ ...(error !== undefined && { error: describeCauses(error) }) }, message),
      }),
      shadow,
    ),
    feedback: new FeedbackEvents(database),
    directory: new PlatformDirectory(database),
    rollout: new RolloutRows(database),
  }
}

/** Never rejects: the service works without embeddings, less well, and without a worker for a while. */
async function startBackground(
  parts: Parts,
  models: AdministrationParts,
  { findModel }: Following,
  withWorker: boolean,
): Promise<RunningWorker | undefined> {
  const { config, logger, register, engine, started, erasing, stop } = parts
  if (!withWorker) {
    // At once: others take a replica for dead that does not say what it counts.
    started.ready.then(
      () => keepProcessSamples(new ProcessSamples(started.database), register, stop, findModel),
      () => {},
    )
  }
  const embedder = await addEmbeddings(parts)
  await warmUp(engine, logger)
  if (!withWorker) return undefined
  try {
    const { connectionString } = await started.ready
    if (stop.aborted) return undefined
    // Not needed where the worker is a process of its own.
    const [{ startWorker }, { trainApart }] = await Promise.all([
      import('./worker.ts'),
      import('./train-apart.ts'),
    ])
    return startWorker({
      database: started.database,
      connectionString,
      embedder: embedder ?? nullEmbedder,
      registry: register,
      findModel,
      logger,
      train: (run, signal) => trainApart(run, connectionString, signal),
      trainSchedule: config.trainSchedule,
      erasing: erasing.parts,
      runsFolder: runsFolder(config),
      retentionDays: config.retentionDays,
      alerting: openAlerting(config, started.database, models),
      ...(config.databaseUrl === undefined && { batch: EMBEDDED_BATCH }),
    })
  } catch {
    // The database cannot be had, which its start has told.
    return undefined
  }
}

async function addEmbeddings({ config, logger, register, engine, started, stop }: Parts) {
  const begun = performance.now()
  try {
    // Not needed where there are to be none.
    const { openStoredEmbedder, tellOfStores } = await import('../setup/open-stored-embedder.ts')
    const embedder = await openStoredEmbedder(config, {
      database: started.database,
      signal: stop,
      onFetch: (source) => logger.info({ source }, 'downloading embedding weights'),
      onEmbedded: addEmbeddingMetrics(register),
      onStoreChange: tellOfStores(logger),
    })
    await engine.useEmbedder(embedder)
    const ms = Math.round(performance.now() - begun)
    logger.info({ embedder: embedder.id, ms }, 'embeddings ready')
    const { reason } = engine.status().embeddings
    if (reason !== undefined) logger.warn({ reason }, 'embeddings differ from those of the model')
    return embedder
  } catch (error) {
    if (stop.aborted) return undefined
    const { message } = error as Error
    logger.warn({ reason: message }, 'no embeddings, the model runs without them')
    engine.goWithoutEmbeddings(message)
    return undefined
  }
}

/** Asks once before anyone does: tables, trees and compiled code are made when they are first used. */
async function warmUp(engine: Engine, logger: Logger): Promise<void> {
  try {
    const { talent, jobs } = loadExampleRequest()
    await engine.matchJobs(talent, jobs, { limit: jobs.length, minScore: 0 })
  } catch (error) {
    logger.warn(
      { reason: (error as Error).message },
      'warm-up failed, the first answer will be slower',
    )
  }
}
