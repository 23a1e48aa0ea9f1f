// `npm run docs:alerts`: writes `deploy/prometheus/rules.yml` from the conditions.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, ROOT } from './prepare.mjs'

prepare()
const { rulesFile } = await import('../dist/src/alerts/rules-file.js')
writeFileSync(join(ROOT, 'deploy/prometheus/rules.yml'), rulesFile())
