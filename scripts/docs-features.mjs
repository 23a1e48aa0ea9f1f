// `npm run docs:features`: writes `docs/features.md` from the registry of features.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, ROOT } from './prepare.mjs'

prepare()
const { describeFeatures } = await import('../dist/src/features/describe-features.js')
writeFileSync(join(ROOT, 'docs/features.md'), describeFeatures())
