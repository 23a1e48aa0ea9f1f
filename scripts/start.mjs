// `npm start`: from a fresh clone to an answering service with one command. In package.json it is
// `exec node ...`: a shell in between would keep SIGTERM to itself, and leave npm without our exit code.
import { existsSync } from 'node:fs'
import { fail, prepare, say } from './prepare.mjs'

const HELP = `Usage: npm start [-- --help]

Installs the locked dependencies and builds, where either is missing or stale, then serves.
Settings come from the environment; .env.example lists every one. The most used:

  PORT=8000        where it listens
  LOG_LEVEL=info   trace, debug, info, warn, error, fatal or silent; on a terminal warn
  DATABASE_URL     a PostgreSQL to work on; default the one built in, in DATA_DIR
  DATA_DIR=.data   the database built in, weights, vectors and secrets made here
  GATEWAY_PORT     where the gateway listens; default 8001
  WORKERS=2        threads that rank and embed

Ctrl-C stops it: requests in flight are answered first.
`

const args = process.argv.slice(2)
if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(HELP)
} else if (args.length > 0) {
  fail(`npm start takes no arguments (given: ${args.join(' ')}). Settings: npm start -- --help`)
} else {
  prepare()
  // Before .env is read otherwise: what is set goes before what a file has.
  if (existsSync('.env')) process.loadEnvFile('.env')
  if (process.stdout.isTTY) process.env.LOG_LEVEL ||= 'warn'
  // In this process, so that a signal reaches the service itself and there is no child to outlive us.
  const { serve } = await import('../dist/src/commands/serve.js')
  try {
    await serve({ welcome: true })
  } catch (error) {
    const { describeFailure } = await import('../dist/src/terminal/exit-codes.js')
    const { message, code } = describeFailure(error)
    say(message)
    process.exitCode = code
  }
}
