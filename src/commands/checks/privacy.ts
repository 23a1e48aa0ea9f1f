import type { Check, Finding } from './check.ts'
import { onDatabase } from './database.ts'

const MEND_WORKER =
  'Is a worker running (`talentmatch worker`, or the service)? Its log shows failures; see docs/privacy.md.'

/** Before the migrations nothing is kept: their own check tells of them. */
const NOT_YET = /relation .* does not exist/

async function whereThere(look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look()
  } catch (error) {
    if (NOT_YET.test((error as Error).message)) return { status: 'ok', detail: 'no tables yet' }
    throw error
  }
}

export const retention: Check = {
  name: 'Retention',
  run: (config) =>
    onDatabase(config, (connection) =>
      whereThere(async () => {
        const { Retention } = await import('../../db/privacy/retention.ts')
        const days = config.retentionDays
        const overdue = await new Retention(connection).overdue(days)
        if (overdue.length === 0) return { status: 'ok', detail: `${days} days, no older rows` }
        const detail = `older than RETENTION_DAYS, ${days}: rows of ${overdue.join(', ')}`
        return { status: 'warn', detail, mend: `They are removed every night. ${MEND_WORKER}` }
      }),
    ),
}

export const erasures: Check = {
  name: 'Erasures',
  run: (config) =>
    onDatabase(config, (connection) =>
      whereThere(async () => {
        const { ERASURE_HOURS, Erasures } = await import('../../db/privacy/erasures.ts')
        const overdue = await new Erasures(connection).countOverdue(ERASURE_HOURS)
        if (overdue === 0) return { status: 'ok', detail: 'none overdue' }
        const detail = `${overdue} in progress for more than ${ERASURE_HOURS} hours`
        return { status: 'warn', detail, mend: MEND_WORKER }
      }),
    ),
}
