import type { Registry } from 'prom-client'
import { describeCauses } from '../../supabase/functions/_shared/log-error.ts'
import type { Database } from '../db/database.ts'
import { EmbeddingTable } from '../db/match-index/embedding-table.ts'
import { MatchIndex } from '../db/match-index/match-index.ts'
import { type Entity, Outbox } from '../db/match-index/outbox.ts'
import { TrainingRuns } from '../db/models/training-runs.ts'
import { Alerts } from '../db/observation/alert-rows.ts'
import { type ProcessModel, ProcessSamples } from '../db/observation/process-samples.ts'
import { Quality } from '../db/observation/quality-days.ts'
import { SignalRows } from '../db/observation/signal-rows.ts'
import { Tallies } from '../db/observation/tallies.ts'
import { Retention } from '../db/privacy/retention.ts'
import type { Embedder } from '../embeddings/embedder.ts'
import { type IndexFailure, indexChanges } from '../jobs/indexing/index-changes.ts'
import { makeOf } from '../jobs/indexing/index-entities.ts'
import { addBacklogMetrics, addIndexMetrics } from '../jobs/indexing/index-metrics.ts'
import { SkillCounts } from '../jobs/indexing/skill-counts.ts'
import { sweep } from '../jobs/indexing/sweep.ts'
import { removeUnusedVectors } from '../jobs/indexing/unused-vectors.ts'
import { measureQuality } from '../jobs/monitoring/measure-quality.ts'
import { type Alerting, watchAlerts } from '../jobs/monitoring/watch-alerts.ts'
import { type EraseParts, eraseDue } from '../jobs/privacy/erase-user.ts'
import { followErasures } from '../jobs/privacy/follow-erasures.ts'
import { removeOld } from '../jobs/privacy/retention.ts'
import { SnapshotUpkeep } from '../jobs/privacy/snapshot-upkeep.ts'
import { openPgBossQueue } from '../jobs/queue/pg-boss-queue.ts'
import type { JobQueue } from '../jobs/queue/queue.ts'
import { repeat, retry } from '../jobs/queue/repeat.ts'
import { type TrainQueuedOptions, trainQueued } from '../jobs/training/train-queued.ts'
import { DEFAULT_SEED } from '../models/training-runs.ts'
import { keepProcessSamples } from '../observation/process-samples.ts'
import { addTableMetrics } from '../observation/table-metrics.ts'

export interface WorkerDependencies {
  readonly database: Database
  /** Of the same database, for the queue. */
  readonly connectionString: string
  /** Stays the caller's to close, after the worker. */
  readonly embedder: Embedder
  readonly registry: Registry
  /** Of a process that ranks too. */
  readonly findModel?: () => ProcessModel
  readonly logger: WorkerLogger
  /** Jobs and talents that one statement carries; smaller where others wait for it. */
  readonly batch?: number | undefined
  /** Carries out a training run, in a process of its own. */
  readonly train: TrainQueuedOptions['train']
  /** When one is asked for, as cron has it, in UTC; absent: never of itself. */
  readonly trainSchedule?: string | undefined
  /** How users are erased. */
  readonly erasing: EraseParts
  /** Where training runs have their folders here. */
  readonly runsFolder: string
  readonly retentionDays: number
  /** Who is told of alerts, and what they may do; absent: nothing is watched. */
  readonly alerting?: Alerting
}

export interface WorkerLogger {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface RunningWorker {
  /** Leaves work that is under way to others, and waits until nothing of it runs here. */
  close(): Promise<void>
}

/** How often an idle worker looks for changes: they are to be indexed within three seconds. */
const POLL_MS = 1_000

/** At night where most users of the platform are; off the hour, when everybody's jobs begin. */
const SWEEP_CRON = '17 3 * * *'
const SWEEP = 'sweep'
const TRAIN = 'train'
/** After the sweep, so that they do not meet. */
const RETENTION_CRON = '37 3 * * *'
const RETENTION = 'retention'
/** Every hour: acts of the day come in all the time. */
const QUALITY_CRON = '7 * * * *'
const QUALITY = 'quality'
const QUALITY_MINUTES = 30

/** How often each worker looks at alerts: one that died holds up none. */
const ALERTS_POLL_MS = 60_000

/** How often it looks for a training run that was asked for: somebody may wait to see it begin. */
const TRAIN_POLL_MS = 2_000

/** How often it looks for erasures to end, and for snapshots of whoever was erased. */
const ERASE_POLL_MS = 5_000

/**
 * Starts the background work of the service: what changes is indexed within seconds, and everything is
 * looked over every night, and now if something is lacking. It starts without a database too, and
 * works as soon as there is one.
 */
export function startWorker(dependencies: WorkerDependencies): RunningWorker {
  const { database, connectionString, embedder, registry, logger, batch } = dependencies
  const { train, trainSchedule, erasing, runsFolder, retentionDays, alerting } = dependencies
  const outbox = new Outbox(database)
  const index = new MatchIndex(database)
  const vectors = new EmbeddingTable(database)
  const runs = new TrainingRuns(database)
  const metrics = addIndexMetrics(registry)
  addBacklogMetrics(registry, () => outbox.backlog())
  const quality = new Quality(database)
  const signals = new SignalRows(database)
  addTableMetrics(registry, {
    signals,
    tallies: new Tallies(database),
    findQuality: () => quality.lastSettledDay(),
  })

  const stopping = new AbortController()
  const stop = stopping.signal
  const tell = (what: string) => (error: unknown) => {
    if (error) logger.warn({ error: describeCauses(error) }, `${what} failed, retrying`)
    else logger.info({}, `${what} works again`)
  }
  const counts = new SkillCounts(index)
  const indexing = {
    outbox,
    index,
    embedder,
    batch,
    onRows: (entity: Entity, rows: number) => {
      metrics.countRows(entity, rows)
      counts.note()
    },
    onFailure: ({ entity, id, isGivenUp, error }: IndexFailure) => {
      metrics.countFailure(entity)
      const fields = { entity, id, error: describeCauses(error) }
      if (isGivenUp) logger.error(fields, 'could not be indexed, giving up until it changes')
      else logger.warn(fields, 'could not be indexed, retrying later')
    },
  }
  const indexNext = async (signal: AbortSignal) => {
    const done = await indexChanges(indexing, signal)
    if (done === 0) await counts.countIfDue()
    return done
  }
  const changes = repeat(indexNext, { pauseMs: POLL_MS, onChange: tell('indexing') }, stop)

  const trainNext = (signal: AbortSignal) =>
    trainQueued(
      {
        runs,
        train,
        onStart: ({ id, requestId }) =>
          logger.info({ run: id, request_id: requestId }, 'training started'),
        onEnd: ({ id, requestId }, { status, reason, modelVersion }) => {
          const fields = { run: id, request_id: requestId, status, reason, model: modelVersion }
          if (status === 'failed')
            logger.error(fields, 'training failed, the serving model is unchanged')
          else logger.info(fields, 'training ended')
        },
      },
      signal,
    )
  const training = repeat(trainNext, { pauseMs: TRAIN_POLL_MS, onChange: tell('training') }, stop)
  const askForTraining = async () => {
    await runs.open({ actor: 'schedule', forced: false, seed: DEFAULT_SEED }, 'queued')
  }

  const snapshots = new SnapshotUpkeep({
    folder: runsFolder,
    erasures: erasing.erasures,
    keyId: erasing.pseudonyms.keyId,
    retentionDays,
    onPurged: (purged) => logger.info(purged, 'erased users removed from a snapshot'),
  })
  const eraseNext = async (signal: AbortSignal) => {
    await snapshots.run(signal)
    const ended = await eraseDue(erasing, signal)
    if (ended > 0) logger.info({ ended }, 'erasure done')
    return ended
  }
  const erasingLoop = repeat(eraseNext, { pauseMs: ERASE_POLL_MS, onChange: tell('erasing') }, stop)
  const following = followErasures(
    {
      erasures: erasing.erasures,
      hasRedis: erasing.caches !== undefined,
      forget: () => embedder.forget?.(),
    },
    stop,
  )
  const retention = new Retention(database)
  const runRetention = async (signal: AbortSignal) => {
    const removed = await removeOld({ retention, days: retentionDays, batch }, signal)
    logger.info({ days: retentionDays, removed }, 'retention: old rows removed')
  }

  const sampling = keepProcessSamples(
    new ProcessSamples(database),
    registry,
    stop,
    dependencies.findModel,
  )
  const runQuality = async (signal: AbortSignal) => {
    const days = await measureQuality(quality, Date.now(), signal)
    logger.info({ days }, 'quality measured')
  }
  const alerts = new Alerts(database)
  const lookAtAlerts = (parts: Alerting) => async (signal: AbortSignal) => {
    await watchAlerts(
      {
        ...parts,
        alerts,
        measure: (now) =>
          signals.measure(now, (error) =>
            logger.warn({ error: describeCauses(error) }, 'an alert signal could not be measured'),
          ),
        onTold: (alert, notice, summary) => {
          if (notice === 'firing') logger.error({ alert }, `alert: ${summary}`)
          else logger.info({ alert }, `alert resolved: ${summary}`)
        },
        onTrouble: (alert, error) =>
          logger.warn(
            { alert, error: describeCauses(error) },
            'alert notification or action failed',
          ),
      },
      signal,
    )
    return 0
  }
  const looking = { pauseMs: ALERTS_POLL_MS, onChange: tell('alert check') }
  const watching = alerting && repeat(lookAtAlerts(alerting), looking, stop)

  const runSweep = async (signal: AbortSignal) => {
    const started = performance.now()
    const queued = await sweep({ index, embedder }, signal)
    const removed = await removeUnusedVectors(vectors, signal)
    const ms = Math.round(performance.now() - started)
    logger.info({ queued, removed, ms }, 'index swept')
  }
  const openQueue = async (): Promise<JobQueue> => {
    const queue = await openPgBossQueue({
      connectionString,
      onError: (error) => logger.warn({ error: describeCauses(error) }, 'job queue failed'),
    })
    try {
      await queue.handle(SWEEP, runSweep, { cron: SWEEP_CRON })
      await queue.handle(RETENTION, runRetention, { cron: RETENTION_CRON })
      await queue.handle(TRAIN, askForTraining, { cron: trainSchedule })
      await queue.handle(QUALITY, runQuality, { cron: QUALITY_CRON, minutes: QUALITY_MINUTES })
      if (await index.isIncomplete(makeOf(embedder))) await queue.enqueue(SWEEP)
      return queue
    } catch (error) {
      await queue.close()
      throw error
    }
  }
  const queue = retry(openQueue, { pauseMs: POLL_MS, onChange: tell('job queue') }, stop)

  return {
    close: async () => {
      stopping.abort(new Error('the worker is stopping'))
      await Promise.all([
        changes,
        training,
        erasingLoop,
        following,
        sampling,
        watching,
        queue.then((opened) => opened?.close()),
      ])
    },
  }
}
