import type { ModelAdministration } from '../../models/administration.ts'
import type { ModelRegistry } from '../../models/registry.ts'
import type { RolloutStore } from '../../rollout/rollout.ts'
import type { AlertAction } from '../../settings/config.ts'

export interface AlertActionParts {
  readonly rollout: Pick<RolloutStore, 'find' | 'change'>
  readonly registry: Pick<ModelRegistry, 'list' | 'findRecord' | 'findWanted'>
  readonly models: Pick<ModelAdministration, 'rollBack'>
}

/** An alert that fires. */
export interface Firing {
  readonly alert: string
  readonly since: Date
  /** The version that it is about; undefined where it is about none. */
  readonly version: string | undefined
}

/** Tells what it did, or undefined where there is nothing that it can do now; may be called again. */
export type Action = (firing: Firing) => Promise<string | undefined>

/** What alerts can do; the operator says which of them they may. */
export function alertActions({
  rollout,
  registry,
  models,
}: AlertActionParts): Readonly<Record<AlertAction, Action>> {
  return {
    kill_switch: async ({ alert, version }) => {
      if (version && (await registry.findWanted())?.version !== version) return
      if (!(await rollout.find()).isKilled)
        await rollout.change({ isKilled: true }, `alert:${alert}`, REASON)
      return 'everyone gets the rules'
    },
    rollback: async ({ alert, since, version }) => {
      const actor = `alert:${alert}`
      const all = await registry.list()
      const active = all.find(({ isActive }) => isActive)
      const { activation } = active ?? {}
      if (activation?.actor === actor && activation.at >= since) return servesAgain(active?.version)
      // Pinned, another serves than the one that would be exchanged.
      if (!version || active?.version !== version || all.some(({ isPinned }) => isPinned)) return
      // Who was made active more than once was put there by somebody who knew what came before.
      if (((await registry.findRecord(version))?.activations.length ?? 0) > 1) return
      const outcome = await models.rollBack({ actor, reason: REASON }, version)
      return outcome.kind === 'activated' ? servesAgain(outcome.model.version) : undefined
    },
  }
}

const REASON = 'the alert is firing'
const servesAgain = (version?: string) => `${version} is serving again`
