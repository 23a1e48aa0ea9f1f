// `npm test`: installs and builds what is missing, runs Vitest, ends with one plain line of counts.
import { prepare, ROOT } from './prepare.mjs'

prepare()
process.chdir(ROOT)
const { parseCLI, startVitest } = await import('vitest/node')
const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)])
const vitest = await startVitest('test', filter, { ...options, watch: false })

const counts = { passed: 0, failed: vitest.state.getUnhandledErrors().length, skipped: 0 }
for (const module of vitest.state.getTestModules()) {
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    counts[state === 'passed' || state === 'failed' ? state : 'skipped'] += 1
  }
  // A file that cannot be loaded has no tests to count; it must not look like a success.
  if (module.errors().length > 0) counts.failed += 1
}
await vitest.close()

const failed = counts.failed > 0 || counts.passed === 0
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
process.exitCode = failed ? 1 : (process.exitCode ?? 0)
// Last of all: after whatever Vitest still prints while it closes.
process.once('exit', () => {
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`)
})
