// `npm run demo:gateway`: builds what is stale, then shows what happens when the service goes.
import { prepare } from './prepare.mjs'

prepare()
await import('../dist/bench/gateway-transcript.js')
