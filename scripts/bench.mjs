// `npm run bench`: builds what is stale, then measures; arguments go to `bench/bench.ts`.
import { prepare } from './prepare.mjs'

prepare()
await import('../dist/bench/bench.js')
