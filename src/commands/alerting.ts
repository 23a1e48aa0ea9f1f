import type { Config } from '../config.ts'
import type { Database } from '../db/database.ts'
import { RolloutRows } from '../db/repositories/rollout.ts'
import { alertActions } from '../jobs/alert-actions.ts'
import { type AdministrationParts, ModelAdministration } from '../models/administration.ts'
import type { WorkerDependencies } from '../worker.ts'

/** Who is told of alerts, and what they may do, by the settings. */
export function openAlerting(
  config: Config,
  database: Database,
  models: AdministrationParts,
): NonNullable<WorkerDependencies['alerting']> {
  const { alertWebhookUrl: url, alertWebhookSecret: secret, alertRepeatHours: repeatHours } = config
  const all = alertActions({
    rollout: new RolloutRows(database),
    registry: models.registry,
    models: new ModelAdministration(models),
  })
  return {
    repeatHours,
    ...(url !== undefined && { webhook: { url, secret } }),
    actions: Object.fromEntries(config.alertActions.map((action) => [action, all[action]])),
  }
}
