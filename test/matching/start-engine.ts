import { join } from 'node:path'
import { loadEmbedder } from '../../src/embeddings/load.ts'
import { createEngine, type Engine, type EngineOptions } from '../../src/matching/engine/engine.ts'

/** The delivered model with the real embedder; weights are fetched where they are missing. */
export async function startEngine(options: Partial<EngineOptions> = {}): Promise<Engine> {
  const engine = await createEngine({
    modelFolder: process.env.MODEL_PATH ?? 'models/initial',
    workers: 1,
    onModelRefused: (error) => {
      throw error
    },
    ...options,
  })
  await engine.useEmbedder(await loadEmbedder({ cacheDir: weightsFolder() }))
  return engine
}

/** Where the weights are, or are fetched to. */
export const weightsFolder = () => join(process.env.DATA_DIR ?? '.data', 'models/all-MiniLM-L6-v2')
