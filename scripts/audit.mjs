// `npm run audit`: fails where a package that is installed to serve has a known hole, high or critical.
// A registry that answers no audits (some mirrors do not) is told of, and is no failure.
import { spawnSync } from 'node:child_process'
import { ROOT } from './prepare.mjs'

const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: ROOT,
  encoding: 'utf8',
  shell: process.platform === 'win32',
})
const report = parse(stdout)
const counts = report?.metadata?.vulnerabilities
if (counts === undefined) {
  const reason = report?.message ?? report?.error?.summary ?? stderr.trim().split('\n')[0]
  console.log(`audit: not done, the registry answers none: ${reason || 'no answer'}`)
} else {
  const { high, critical, moderate, low, total } = counts
  console.log(
    `audit: ${total} known (${critical} critical, ${high} high, ${moderate} moderate, ${low} low)`,
  )
  for (const { name, severity, range } of Object.values(report.vulnerabilities)) {
    console.log(`- ${name} ${range}: ${severity}`)
  }
  if (high + critical > 0) process.exitCode = 1
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
