// `npm run bench:scale`: builds what is stale, then measures; arguments go to `bench/scale/scale.ts`.
import { prepare } from './prepare.mjs'

prepare()
await import('../dist/bench/scale/scale.js')
