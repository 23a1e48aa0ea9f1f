import { anchorOf, CONDITIONS, limitOf } from './conditions.ts'

/** The rows of the table of alerts in docs/operations.md. */
export const alertRows = (): string =>
  CONDITIONS.map((condition) => {
    const { name, severity, summary, signal, unit, minutes } = condition
    const sign = 'above' in condition.limit ? '>' : '<'
    const when = `${summary} (\`${signal}\` ${sign} ${limitOf(condition)} ${unit})`
    const how = `[runbook](runbook.md#${anchorOf(name)})`
    return `| ${name} | ${severity} | ${when} | ${minutes > 0 ? `${minutes} min` : 'at once'} | ${how} |`
  }).join('\n')
