import type { Config } from '../config.ts'
import type { Database } from '../db/database.ts'
import type { AdministrationParts } from '../models/administration.ts'
import { modelFolder } from './engine.ts'

/** Registry, store and loader of the settings. */
export async function openModels(config: Config, database: Database): Promise<AdministrationParts> {
  const [{ ModelVersions }, { openArtifactStore }, { ModelLoader }] = await Promise.all([
    import('../db/repositories/model-versions.ts'),
    import('../models/store/open-store.ts'),
    import('../models/loader.ts'),
  ])
  const store = await openArtifactStore(config)
  const loader = new ModelLoader(store, modelFolder(config.modelPath))
  return { registry: new ModelVersions(database), store, loader }
}
