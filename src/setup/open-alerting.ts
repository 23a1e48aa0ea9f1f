import type { Database } from '../db/database.ts'
import { RolloutRows } from '../db/rollout/rollout-rows.ts'
import { alertActions } from '../jobs/monitoring/alert-actions.ts'
import type { Alerting } from '../jobs/monitoring/watch-alerts.ts'
import { type AdministrationParts, ModelAdministration } from '../models/administration.ts'
import type { Config } from '../settings/config.ts'

/** Who is told of alerts, and what they may do, by the settings. */
export function openAlerting(
  config: Config,
  database: Database,
  models: AdministrationParts,
): Alerting {
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
