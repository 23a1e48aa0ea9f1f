// A run in a process of its own that is killed at a stage: `killed-run.mjs <stage> <connection string>`.

import { openPostgres } from '../../../dist/src/db/postgres.js'
import { loadConfig } from '../../../dist/src/settings/environment.js'
import { openTraining } from '../../../dist/src/setup/open-training.js'
import { runTraining } from '../../../dist/src/training/run/run-training.js'

const [stage, connectionString] = process.argv.slice(2)
const die = () => process.kill(process.pid, 'SIGKILL')
const database = openPostgres({ connectionString })
const { signal } = new AbortController()
const parts = await openTraining(loadConfig(), database, { signal, onNoEmbeddings() {} })
const { registry, store } = parts.models
const [add, put] = [registry.add.bind(registry), store.put.bind(store)]
registry.add = async (version, act) => {
  // The model that came with the code is registered first.
  const isTrained = version.basis === 'feedback'
  if (isTrained && stage === 'kept') die()
  const added = await add(version, act)
  if (isTrained && stage === 'registered') die()
  return added
}
store.put = async (...given) => {
  if (stage === 'fitted') die()
  return put(...given)
}
const { run } = await parts.runs.open({ actor: 'operator', forced: true, seed: 1 }, 'running')
await runTraining(run, parts, {
  onStep: ({ step }) => {
    if (step.startsWith(stage)) die()
  },
})
if (stage === 'promoted') die()
