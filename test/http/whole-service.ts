import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { Database } from '../../src/db/database.ts'
import { DatabaseAnswerLog } from '../../src/db/interactions/database-answer-log.ts'
import { TrainingRuns } from '../../src/db/models/training-runs.ts'
import { PlatformCorpus } from '../../src/db/platform/corpus.ts'
import { PlatformDirectory } from '../../src/db/platform/directory.ts'
import { FeedbackEvents } from '../../src/db/platform/feedback.ts'
import { READING_FORMAT } from '../../src/features/codec/format.ts'
import { readModelFolder } from '../../src/matching/bundle/bundle.ts'
import { CorpusMatcher } from '../../src/matching/by-id/corpus-matcher.ts'
import { registerDelivered } from '../../src/models/publish.ts'
import { FolderStore } from '../../src/models/store/folder-store.ts'
import { buildApp } from '../../src/processes/app.ts'
import { UserData } from '../../src/setup/open-erasing.ts'
import { NEVER_LATE, testConfig } from '../app.ts'
import { engines } from '../db/engines.ts'
import { startReplica } from '../models/replica.ts'
import { DELIVERED_FOLDER } from '../models/variants.ts'
import { erasingParts } from '../privacy/erasing-parts.ts'

/** The service with all that it can have, on the database that is nearest to production here. */
export interface WholeService {
  readonly app: FastifyInstance
  readonly database: Database
  readonly connectionString: string
  /** Of the model that serves. */
  readonly version: string
  /** As they were registered. */
  readonly routes: readonly RouteOptions[]
  close(): Promise<void>
}

export async function startWholeService(): Promise<WholeService> {
  const engine = engines.at(-1)
  if (!engine) throw new Error('there is no database to test on')
  const open = await engine.open()
  const { database } = open
  const replica = await startReplica({ database, store: new FolderStore('nothing-is-kept-here') })
  await registerDelivered(replica.registry, await readModelFolder(DELIVERED_FOLDER))
  const corpus = new PlatformCorpus(database, READING_FORMAT)
  const answers = new DatabaseAnswerLog({ database, featureShare: 0 })
  const routes: RouteOptions[] = []
  const note = (message: unknown) => {
    const { fastify } = message as { readonly fastify: FastifyInstance }
    fastify.addHook('onRoute', (route) => void routes.push(route))
  }
  subscribe('fastify.initialization', note)
  const app = await buildApp({
    config: testConfig({ CORS_ORIGINS: 'https://a.example' }),
    matcher: replica.engine,
    platform: {
      corpus,
      matcher: new CorpusMatcher(replica.engine, corpus),
      answers,
      feedback: new FeedbackEvents(database),
      directory: new PlatformDirectory(database),
      rollout: replica.rollout,
    },
    models: replica.models,
    training: new TrainingRuns(database),
    personalData: new UserData(
      { ...erasingParts(database), settleSeconds: 40 },
      database,
      () => {},
    ),
    pressure: NEVER_LATE,
  })
  unsubscribe('fastify.initialization', note)
  await app.ready()
  return {
    app,
    database,
    connectionString: open.connectionString,
    version: (await replica.registry.list())[0]?.version ?? '',
    routes,
    close: async () => {
      await app.close()
      await answers.close()
      await replica.engine.close()
      await open.close()
    },
  }
}
