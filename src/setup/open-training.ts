import type { Database } from '../db/database.ts'
import { TrainingPairs } from '../db/models/training-pairs.ts'
import { TrainingRuns } from '../db/models/training-runs.ts'
import { PlatformCorpus } from '../db/platform/corpus.ts'
import type { Embedder } from '../embeddings/embedder.ts'
import { nullEmbedder } from '../embeddings/null.ts'
import { READING_FORMAT } from '../features/codec/format.ts'
import type { Config } from '../settings/config.ts'
import { DEFAULT_LIMITS } from '../training/gate/limits.ts'
import type { TrainingParts } from '../training/run/run-training.ts'
import { openPseudonyms, runsFolder } from './open-erasing.ts'
import { openModels } from './open-models.ts'
import { openStoredEmbedder } from './open-stored-embedder.ts'

export interface OpenTraining extends TrainingParts {
  close(): Promise<void>
}

export interface OpenTrainingOptions {
  readonly signal: AbortSignal
  /** Texts of pairs that were not logged are then left unread. */
  readonly onNoEmbeddings: (error: Error) => void
}

/** All that a training run works on. The database stays the caller's to close, afterwards. */
export async function openTraining(
  config: Config,
  database: Database,
  { signal, onNoEmbeddings }: OpenTrainingOptions,
): Promise<OpenTraining> {
  const { lightgbmLibrary, rmseThreshold } = config
  const models = await openModels(config, database)
  let embedder: Embedder = nullEmbedder
  try {
    embedder = await openStoredEmbedder(config, { database, signal })
  } catch (error) {
    signal.throwIfAborted()
    onNoEmbeddings(error as Error)
  }
  return {
    runs: new TrainingRuns(database),
    models,
    source: new TrainingPairs(database),
    corpus: new PlatformCorpus(database, READING_FORMAT),
    embedder,
    pseudonyms: openPseudonyms(config),
    limits: { ...DEFAULT_LIMITS, rmse: rmseThreshold },
    folder: runsFolder(config),
    lightgbm: { library: lightgbmLibrary },
    close: () => embedder.close(),
  }
}
