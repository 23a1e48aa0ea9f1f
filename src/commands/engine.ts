import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Job, Match, Talent } from '../../supabase/functions/_shared/payload.ts'
import type { Config } from '../config.ts'
import type { Embedder } from '../embeddings/embedder.ts'
import type { Engine } from '../matching/engine.ts'
import type { Matcher } from '../matching/matcher.ts'
import { type Progress, startProgress } from '../progress.ts'
import { say } from './inputs.ts'

export interface BulkOptions {
  /** How many matches each ranking has at most. */
  readonly limit: number
  /** Lowest match score, 0-100. */
  readonly minScore: number
}

/**
 * Ranks many for many. One side is taken in first, in batches, and kept prepared; the other side
 * passes through in batches, so memory depends on the first side only.
 */
export interface BulkMatcher {
  addJobs(jobs: readonly Job[]): Promise<void>
  /** In the order of `talents`, each as soon as it is ranked. */
  rank(talents: readonly Talent[], options: BulkOptions): AsyncIterable<TalentMatches>
  addTalents(talents: readonly Talent[]): Promise<void>
  rankTalents(jobs: readonly Job[], options: BulkOptions): AsyncIterable<JobMatches>
  close(): Promise<void>
}

export interface TalentMatches {
  readonly talent: Talent
  readonly matches: readonly Match[]
}

export interface JobMatches {
  readonly job: Job
  readonly matches: readonly Match[]
}

/** The model that is delivered with the code lies beside `src/`, two levels up (three below `dist/`). */
const DELIVERED_MODEL = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts') ? '../../models/initial' : '../../../models/initial',
    import.meta.url,
  ),
)

/** @param modelPath the setting `MODEL_PATH` */
export const modelFolder = (modelPath: string | undefined): string => modelPath ?? DELIVERED_MODEL

/** Where fetched weights are kept. */
export const weightsFolder = (dataDir: string): string => join(dataDir, 'models/all-MiniLM-L6-v2')

/** A matcher with all that it can have: weights are fetched first where they are missing. */
export async function openMatcher(config: Config): Promise<Matcher> {
  const engine = await openEngine(config)
  await addEmbeddings(engine, config)
  return engine
}

/** A matcher that answers at once, by rules until the weights are there. */
export async function openServingMatcher(config: Config): Promise<Matcher> {
  const engine = await openEngine(config)
  void addEmbeddings(engine, config)
  return engine
}

async function openEngine({ modelPath, workers }: Config): Promise<Engine> {
  const { createEngine } = await import('../matching/engine.ts')
  return createEngine({
    modelFolder: modelFolder(modelPath),
    workers,
    onModelRefused: ({ message }) => say(`No model, rules answer: ${message}`),
  })
}

/** Never rejects: an engine without embeddings works, less well. */
async function addEmbeddings(engine: Engine, config: Config): Promise<void> {
  try {
    await engine.useEmbedder(await openEmbedder(config))
  } catch (error) {
    const { message } = error as Error
    say(`Texts are not compared by meaning: ${message}`)
    engine.goWithoutEmbeddings(message)
  }
}

/**
 * Starts the embedder, and fetches its weights first where they are missing.
 *
 * @throws {Error} when they cannot be had, or the setting rules them out
 */
export async function openEmbedder({
  modelDir,
  maxBatchSize,
  dataDir,
  embeddingProvider,
}: Config): Promise<Embedder> {
  if (embeddingProvider === 'none') throw new Error('EMBEDDING_PROVIDER is none')
  const { loadEmbedder } = await import('../embeddings/load.ts')
  let progress: Progress | undefined
  try {
    return await loadEmbedder({
      modelDir,
      maxBatchSize,
      cacheDir: weightsFolder(dataDir),
      onProgress: ({ receivedBytes, totalBytes }) => {
        progress ??= startProgress('Fetching embedding weights, bytes', totalBytes)
        progress.update(receivedBytes)
      },
    })
  } finally {
    progress?.done()
  }
}

export async function openBulkMatcher(config: Config, signal: AbortSignal): Promise<BulkMatcher> {
  const matcher = await openMatcher(config)
  const allJobs: Job[] = []
  const allTalents: Talent[] = []
  return {
    addJobs: async (jobs) => void allJobs.push(...jobs),
    async *rank(talents, options) {
      for (const talent of talents) {
        signal.throwIfAborted()
        yield { talent, matches: (await matcher.matchJobs(talent, allJobs, options)).matches }
      }
    },
    addTalents: async (talents) => void allTalents.push(...talents),
    async *rankTalents(jobs, options) {
      for (const job of jobs) {
        signal.throwIfAborted()
        yield { job, matches: (await matcher.matchTalents(job, allTalents, options)).matches }
      }
    },
    close: () => matcher.close(),
  }
}
