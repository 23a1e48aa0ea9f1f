import type { Database } from '../db/database.ts'
import { ModelVersions } from '../db/models/model-versions.ts'
import type { AdministrationParts } from '../models/administration.ts'
import { ModelLoader } from '../models/loader.ts'
import { openArtifactStore } from '../models/store/open-store.ts'
import type { Config } from '../settings/config.ts'
import { modelFolder } from './open-engine.ts'

/** Registry, store and loader of the settings. */
export async function openModels(config: Config, database: Database): Promise<AdministrationParts> {
  const store = await openArtifactStore(config)
  const loader = new ModelLoader(store, modelFolder(config.modelPath))
  return { registry: new ModelVersions(database), store, loader }
}
