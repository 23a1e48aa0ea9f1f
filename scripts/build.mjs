// `npm run build`: installs what is missing, compiles what is stale to `dist/`.
import { prepare } from './prepare.mjs'

prepare()
