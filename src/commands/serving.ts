import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { loadExampleRequest } from '../demo/examples.ts'
import type { Engine } from '../matching/engine.ts'
import type { Matcher } from '../matching/matcher.ts'
import { openEmbedder, openEngine } from './engine.ts'

/**
 * The matcher of the service. It answers at once: by rules while the embedding weights are loaded or
 * fetched, then by the model, with or without them. Its `close` also ends a fetch that is under way.
 */
export async function openServingMatcher(config: Config, logger: Logger): Promise<Matcher> {
  const engine = await openEngine(config, ({ message }) =>
    logger.error({ reason: message }, 'model refused, rules answer'),
  )
  const stop = new AbortController()
  const embeddings = addEmbeddings(engine, config, logger, stop.signal)
  return {
    matchJobs: (...call) => engine.matchJobs(...call),
    matchTalents: (...call) => engine.matchTalents(...call),
    status: () => engine.status(),
    close: async () => {
      stop.abort()
      await embeddings
      await engine.close()
    },
  }
}

/** Never rejects: an engine without embeddings works, less well. */
async function addEmbeddings(
  engine: Engine,
  config: Config,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  const started = performance.now()
  try {
    const onFetch = (source: string) => logger.info({ source }, 'fetching embedding weights')
    const embedder = await openEmbedder(config, { signal, onFetch })
    await engine.useEmbedder(embedder)
    const ms = Math.round(performance.now() - started)
    logger.info({ embedder: embedder.id, ms }, 'embeddings ready')
    const { reason } = engine.status().embeddings
    if (reason !== undefined) logger.warn({ reason }, 'embeddings are not those of the model')
  } catch (error) {
    if (signal.aborted) return
    const { message } = error as Error
    logger.warn({ reason: message }, 'no embeddings, the model answers without them')
    engine.goWithoutEmbeddings(message)
  }
  await warmUp(engine, logger)
}

/** Asks once before anyone does: tables, trees and compiled code are made when they are first used. */
async function warmUp(engine: Engine, logger: Logger): Promise<void> {
  try {
    const { talent, jobs } = loadExampleRequest()
    await engine.matchJobs(talent, jobs, { limit: jobs.length, minScore: 0 })
  } catch (error) {
    logger.warn({ reason: (error as Error).message }, 'not warmed up, the first answer is slower')
  }
}
