// `npm run make:reference`: writes the reference set anew, after features have changed.
import { writeFileSync } from 'node:fs'
import { prepare } from './prepare.mjs'

prepare()
const [
  { makeReferenceSet, REFERENCE_FILE },
  { openCachedEmbedder, modelFolder },
  { loadConfig },
  { readModelFolder },
] = await Promise.all([
  import('../dist/src/training/reference-set.js'),
  import('../dist/src/setup/open-engine.js'),
  import('../dist/src/settings/environment.js'),
  import('../dist/src/matching/bundle/bundle.js'),
])
const { texts } = await readModelFolder(modelFolder(undefined))
const embedder = await openCachedEmbedder(loadConfig())
writeFileSync(REFERENCE_FILE, await makeReferenceSet(embedder, JSON.parse(texts['tables.json'])))
await embedder.close()
