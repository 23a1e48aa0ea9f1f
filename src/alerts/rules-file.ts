import { anchorOf, CONDITIONS } from './conditions.ts'

/** `deploy/prometheus/rules.yml`. Every string of JSON is one of YAML. */
export function rulesFile(): string {
  const rules = CONDITIONS.map(({ name, severity, minutes, summary, description, promql }) =>
    [
      `      - alert: ${name}`,
      `        expr: ${JSON.stringify(promql)}`,
      ...(minutes > 0 ? [`        for: ${minutes}m`] : []),
      '        labels:',
      `          severity: ${severity}`,
      '        annotations:',
      `          summary: ${JSON.stringify(summary)}`,
      `          description: ${JSON.stringify(description)}`,
      `          runbook: docs/runbook.md#${anchorOf(name)}`,
    ].join('\n'),
  )
  return `# Generated from src/alerts/conditions.ts by \`npm run docs:alerts\`; do not edit.
groups:
  - name: talentmatch
    rules:
${rules.join('\n')}
`
}
