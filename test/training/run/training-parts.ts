import { join } from 'node:path'
import type { Database } from '../../../src/db/database.ts'
import { ModelVersions } from '../../../src/db/models/model-versions.ts'
import { TrainingPairs } from '../../../src/db/models/training-pairs.ts'
import { TrainingRuns } from '../../../src/db/models/training-runs.ts'
import { PlatformCorpus } from '../../../src/db/platform/corpus.ts'
import { nullEmbedder } from '../../../src/embeddings/null.ts'
import { ModelLoader } from '../../../src/models/loader.ts'
import { FolderStore } from '../../../src/models/store/folder-store.ts'
import { pseudonymsBy } from '../../../src/training/dataset/pseudonyms.ts'
import { DEFAULT_LIMITS } from '../../../src/training/gate/limits.ts'
import type { TrainingParts } from '../../../src/training/run/run-training.ts'
import { DELIVERED_FOLDER } from '../../models/variants.ts'

/** The same, so that talents are dealt alike: on so few, another deal may not prove what it could. */
export const PSEUDONYM_KEY = 'a key for tests, of more than thirty-two bytes'

/** What a run works on, with the real parts; files go into `folder`. */
export const trainingParts = (database: Database, folder: string): TrainingParts => {
  const store = new FolderStore(join(folder, 'store'))
  return {
    runs: new TrainingRuns(database),
    models: {
      registry: new ModelVersions(database),
      store,
      loader: new ModelLoader(store, DELIVERED_FOLDER),
    },
    source: new TrainingPairs(database),
    corpus: new PlatformCorpus(database, 0),
    embedder: nullEmbedder,
    pseudonyms: pseudonymsBy(PSEUDONYM_KEY),
    limits: DEFAULT_LIMITS,
    folder: join(folder, 'training'),
    lightgbm: { library: process.env.LIGHTGBM_LIB },
  }
}
