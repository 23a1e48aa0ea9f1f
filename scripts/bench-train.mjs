// `npm run bench:train [talents]`: builds what is stale, then measures a whole training run.
import { prepare } from './prepare.mjs'

prepare()
await import('../dist/bench/training/train.js')
