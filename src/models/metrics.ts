import { Counter, type Registry } from 'prom-client'
import { REFUSAL_REASONS, type RefusalReason } from '../matching/model-refused.ts'

/** @returns what counts a model that could not be loaded */
export function addModelMetrics(registry: Registry): (reason: RefusalReason) => void {
  const failures = new Counter({
    name: 'model_load_failures_total',
    help: 'Tries at the wanted model that were refused, by reason; the previous one serves on.',
    labelNames: ['reason'],
    registers: [registry],
  })
  // Of nothing yet, so that the first is a rise that an alert sees.
  for (const reason of REFUSAL_REASONS) failures.inc({ reason }, 0)
  return (reason) => failures.inc({ reason })
}
