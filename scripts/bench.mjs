// `npm run bench`, `bench:gateway`, `bench:scale`, `bench:train`, `bench:distributed`, `fuzz:api`, `soak`, `chaos`,
// `drill`: builds what is stale, then runs it. The first argument names what, below `bench/`; the others go to it.
import { prepare } from './prepare.mjs'

const [name] = process.argv.splice(2, 1)
prepare()
await import(`../dist/bench/${name}.js`)
