import type { Database } from '../../src/db/database.ts'
import { ModelVersions } from '../../src/db/models/model-versions.ts'
import { RolloutRows } from '../../src/db/rollout/rollout-rows.ts'
import { readModelFolder } from '../../src/matching/bundle/bundle.ts'
import type { RefusalReason } from '../../src/matching/bundle/model-refused.ts'
import { createEngine, type Engine } from '../../src/matching/engine/engine.ts'
import { ModelAdministration } from '../../src/models/administration.ts'
import { hashOf } from '../../src/models/artifact.ts'
import { ModelFollower, type ModelRefusal } from '../../src/models/follower.ts'
import { ModelLoader } from '../../src/models/loader.ts'
import type { ArtifactStore } from '../../src/models/store/artifact-store.ts'
import { DELIVERED_FOLDER } from './variants.ts'

/** What a replica serves with, and what it told of. */
export interface Replica {
  readonly engine: Engine
  readonly follower: ModelFollower
  readonly registry: ModelVersions
  readonly rollout: RolloutRows
  readonly models: ModelAdministration
  readonly served: string[]
  readonly refused: ModelRefusal[]
  readonly failures: RefusalReason[]
  /** Which version answers. */
  version(): string
}

export interface ReplicaOptions {
  readonly database: Database
  readonly store: ArtifactStore
  /** What came with it; default the delivered model. Undefined: nothing serves at first. */
  readonly startsWith?: string | undefined
  readonly pollMs?: number
}

/** A replica of the service but for its HTTP. The caller closes its engine. */
export async function startReplica(options: ReplicaOptions): Promise<Replica> {
  const { database, store } = options
  const startsWith = 'startsWith' in options ? options.startsWith : DELIVERED_FOLDER
  const registry = new ModelVersions(database)
  const loader = new ModelLoader(store, startsWith ?? DELIVERED_FOLDER)
  const engine = await createEngine({ modelFolder: startsWith, workers: 1 })
  engine.goWithoutEmbeddings('not needed here')
  const [served, refused, failures]: [string[], ModelRefusal[], RefusalReason[]] = [[], [], []]
  const follower = new ModelFollower({
    registry,
    loader,
    engine,
    pollMs: options.pollMs,
    serving: engine.model && {
      version: engine.model.bundle.manifest.version,
      sha256: hashOf(await readModelFolder(startsWith ?? DELIVERED_FOLDER)),
    },
    events: {
      onServing: ({ version }) => served.push(version),
      onRefused: (refusal) => refused.push(refusal),
      onFailure: (reason) => failures.push(reason),
      onRegistryChange: () => {},
    },
  })
  return {
    engine,
    follower,
    registry,
    rollout: new RolloutRows(database),
    models: new ModelAdministration({ registry, store, loader }),
    served,
    refused,
    failures,
    version: () => engine.status().model_version,
  }
}
