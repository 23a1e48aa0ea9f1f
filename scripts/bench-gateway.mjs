// `npm run bench:gateway`: builds what is stale, then measures; arguments go to `bench/gateway.ts`.
import { prepare } from './prepare.mjs'

prepare()
await import('../dist/bench/gateway.js')
