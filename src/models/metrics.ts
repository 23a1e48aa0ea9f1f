import { Counter, type Registry } from 'prom-client'
import { REFUSAL_REASONS, type RefusalReason } from '../matching/bundle/model-refused.ts'

/** @returns what counts a model that could not be loaded */
export const addModelMetrics = (registry: Registry) =>
  countRefusals(
    registry,
    'model_load_failures_total',
    'Tries at the wanted model that were refused, by reason; the previous one serves on.',
  )

/** @returns what counts a shadow that could not be loaded */
export const addShadowMetrics = (registry: Registry) =>
  countRefusals(
    registry,
    'shadow_load_failures_total',
    'Tries at the shadow that were refused, by reason; serving is none of it.',
  )

function countRefusals(
  registry: Registry,
  name: string,
  help: string,
): (reason: RefusalReason) => void {
  const failures = new Counter({
    name,
    help,
    labelNames: ['reason'],
    registers: [registry],
  })
  // Of nothing yet, so that the first is a rise that an alert sees.
  for (const reason of REFUSAL_REASONS) failures.inc({ reason }, 0)
  return (reason) => failures.inc({ reason })
}
