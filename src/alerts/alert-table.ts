import { anchorOf, CONDITIONS, limitOf } from './conditions.ts'
import { withUnit } from './with-unit.ts'

/** The rows of the table of alerts in docs/operations.md. */
export const alertRows = (): string =>
  CONDITIONS.map((condition) => {
    const { name, severity, summary, signal, minutes } = condition
    const sign = 'above' in condition.limit ? '>' : '<'
    const when = `${summary} (\`${signal}\` ${sign} ${withUnit(limitOf(condition), condition)})`
    const how = `[runbook](runbook.md#${anchorOf(name)})`
    return `| ${name} | ${severity} | ${when} | ${minutes > 0 ? `${minutes} min` : 'at once'} | ${how} |`
  }).join('\n')
