import type { ModelAdministration } from '../../models/administration.ts'
import type { ModelRegistry } from '../../models/registry.ts'
import type { RolloutStore } from '../../rollout/rollout.ts'
import type { WatchAlertsParts } from './watch-alerts.ts'

export interface AlertActionParts {
  readonly rollout: RolloutStore
  readonly registry: Pick<ModelRegistry, 'list'>
  readonly models: Pick<ModelAdministration, 'rollBack'>
}

const actorOf = (alert: string) => `alert:${alert}`

/** What alerts can do; the operator says which of them they may. */
export function alertActions({
  rollout,
  registry,
  models,
}: AlertActionParts): Required<WatchAlertsParts['actions']> {
  return {
    kill_switch: async (alert) => {
      if ((await rollout.find()).isKilled) return undefined
      await rollout.change({ isKilled: true }, actorOf(alert))
      return 'everybody has rules'
    },
    rollback: async (alert) => {
      const active = (await registry.list()).find(({ isActive }) => isActive)
      // A model that an alert has brought back is not exchanged for the one that it was brought back from.
      if (active?.activation?.actor.startsWith('alert:')) return undefined
      const outcome = await models.rollBack({ actor: actorOf(alert), reason: 'the alert fires' })
      return outcome.kind === 'activated' ? `${outcome.model.version} serves again` : undefined
    },
  }
}
