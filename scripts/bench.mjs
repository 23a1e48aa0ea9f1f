// `npm run bench`, `bench:gateway`, `bench:scale`, `bench:train`: builds what is stale, then measures. The first
// argument names what is to be run, below `bench/`; the others go to it.
import { prepare } from './prepare.mjs'

const [name] = process.argv.splice(2, 1)
prepare()
await import(`../dist/bench/${name}.js`)
