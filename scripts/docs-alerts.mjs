// `npm run docs:alerts`: writes `deploy/prometheus/rules.yml`, and the table of docs/operations.md, from the conditions.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, ROOT } from './prepare.mjs'

prepare()
const { rulesFile } = await import('../dist/src/alerts/rules-file.js')
const { alertRows } = await import('../dist/src/alerts/alert-table.js')
writeFileSync(join(ROOT, 'deploy/prometheus/rules.yml'), rulesFile())
const page = join(ROOT, 'docs/operations.md')
const text = readFileSync(page, 'utf8')
const table = /(\| alert \|.*\n\|---.*\n)(?:\| .*\n)*/
writeFileSync(
  page,
  text.replace(table, (_all, head) => `${head}${alertRows()}\n`),
)
