import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { describeCauses } from '../../supabase/functions/_shared/log-error.ts'
import type { ProcessModel } from '../db/observation/process-samples.ts'
import type { HealthCheck } from '../http/routes/health.ts'
import { retry } from '../jobs/queue/repeat.ts'
import { readModelFolder } from '../matching/bundle/bundle.ts'
import { ModelRefused, type RefusalReason } from '../matching/bundle/model-refused.ts'
import type { Engine } from '../matching/engine/engine.ts'
import type { AdministrationParts } from '../models/administration.ts'
import { hashOf } from '../models/artifact.ts'
import { type FollowerEvents, ModelFollower } from '../models/follower.ts'
import { addModelMetrics, addShadowMetrics } from '../models/metrics.ts'
import { registerDelivered } from '../models/publish.ts'
import type { ShadowLog } from '../rollout/shadow/shadow-log.ts'

export interface FollowingParts {
  readonly models: AdministrationParts
  readonly engine: Engine
  readonly logger: Logger
  readonly register: Registry
  /** Resolves when the registry can be asked. */
  readonly ready: Promise<unknown>
  readonly stop: AbortSignal
}

export interface Following {
  /** Not available between the start of the database and the first word of the registry. */
  readonly check: () => Promise<HealthCheck>
  readonly findModel: () => ProcessModel
  /** Resolves, after the signal, when nothing of it runs any more. */
  readonly done: Promise<void>
}

/** Between two tries to register the model that came with the code. */
const RETRY_MS = 2_000

/**
 * Has the engine serve what the registry says, from when there is one. What it serves until then, the
 * model that came with the code, is registered where it is not yet.
 */
export function followModels(parts: FollowingParts): Following {
  const { models, engine, logger, ready, stop } = parts
  const served = engine.model
  const follower = new ModelFollower({
    ...models,
    engine,
    serving: served && {
      version: served.bundle.manifest.version,
      sha256: hashOf(served.source),
    },
    events: tellOf(logger, addModelMetrics(parts.register)),
  })
  let isAsking = false
  const run = async () => {
    await ready
    isAsking = true
    await registerDeliveredModel(parts)
    await follower.follow()
    isAsking = false
    await follower.run(stop)
  }
  return {
    check: async () =>
      isAsking
        ? { status: 'unavailable', detail: 'looking up the serving version' }
        : describe(follower, engine),
    findModel: () => ({
      served: engine.model?.bundle.manifest.version ?? 'rules',
      refused: follower.refusal?.version,
    }),
    // Where there is no database, its start has told of it.
    done: run().catch(() => {}),
  }
}

/**
 * Has answers scored by the version that the registry names as shadow, once there is one. A shadow that
 * is refused scores nothing, and touches nothing that serves.
 * @returns resolves, after the signal, when nothing of it runs any more
 */
export function followShadow(
  { models: { registry, loader }, logger, register, ready, stop }: Omit<FollowingParts, 'engine'>,
  shadow: ShadowLog,
): Promise<void> {
  const follower = new ModelFollower({
    registry: {
      findWanted: async () => {
        const wanted = await registry.findShadow()
        shadow.want(wanted?.version)
        return wanted
      },
      // There is no other in its place.
      list: async () => [],
    },
    loader,
    engine: { useModel: async (_source, bundle) => shadow.use(bundle), useRules: () => {} },
    events: {
      onServing: (served) => logger.info(served, 'shadow model loaded'),
      onRefused: ({ version, reason, message }) =>
        logger.error(
          { version, reason, detail: message },
          'shadow model rejected, no shadow scoring',
        ),
      onFailure: addShadowMetrics(register),
      // Told of where it is asked which model serves.
      onRegistryChange: () => {},
    },
  })
  return ready.then(() => follower.run(stop)).catch(() => {})
}

/** A database that is out is waited for; a model that is broken is told of, and never registered. */
async function registerDeliveredModel({ models, logger, stop }: FollowingParts): Promise<void> {
  const tell = (error: unknown) => {
    if (error) logger.warn({ error: describeCauses(error) }, 'model registration failed, retrying')
  }
  const register = async () => {
    try {
      const { ownRates: _rates, ...source } = await readModelFolder(models.loader.deliveredFolder)
      await registerDelivered(models.registry, source)
    } catch (error) {
      if (!(error instanceof ModelRefused)) throw error
      logger.warn({ reason: error.message }, 'the model shipped with the code was not registered')
    }
  }
  await retry(register, { pauseMs: RETRY_MS, onChange: tell }, stop)
}

function describe({ refusal }: ModelFollower, engine: Engine): HealthCheck {
  if (refusal) {
    // Anybody may ask for health: where files are is for the log.
    const { version, reason } = refusal
    return { status: 'degraded', detail: `${version} was rejected: ${REASONS[reason]}` }
  }
  if (engine.isKilled) return { status: 'degraded', detail: 'the kill switch is on: using rules' }
  const byRules = engine.status().source === 'fallback'
  return byRules ? { status: 'degraded', detail: 'using rules' } : { status: 'ok' }
}

const REASONS: Readonly<Record<RefusalReason, string>> = {
  missing: 'missing, its files do not exist',
  unreachable: 'unreachable, the model store does not respond',
  undecryptable: 'undecryptable, it was modified or the key is wrong',
  corrupt: 'corrupt, its files differ from the published ones',
  features: 'features, it was trained with different features',
  unusable: 'unusable, it cannot score a pair',
}

const tellOf = (logger: Logger, countFailure: (reason: RefusalReason) => void): FollowerEvents => ({
  onServing: (served) => logger.info(served, 'serving model changed'),
  onRefused: ({ version, reason, message }) =>
    logger.error(
      { version, reason, detail: message },
      'model rejected, still serving the previous one',
    ),
  onFailure: countFailure,
  onRegistryChange: (error) => {
    if (error) logger.warn({ error: describeCauses(error) }, 'serving model cannot be looked up')
    else logger.info('serving model can be looked up again')
  },
})
