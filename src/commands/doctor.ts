import { Command } from 'commander'
import type { Config } from '../settings/config.ts'
import { EXIT } from '../terminal/exit-codes.ts'
import { type Check, type Finding, messageOf } from './checks/check.ts'
import { databaseServer, migrations, platformTables } from './checks/database.ts'
import {
  dataFolder,
  freeGatewayPort,
  freePort,
  nativeLibraries,
  nodeVersion,
} from './checks/machine.ts'
import { embedding, embeddingWeights, lightgbm, rankingModel } from './checks/model.ts'
import { erasures, retention } from './checks/privacy.ts'

/** In the order in which they are mended. */
const CHECKS: readonly Check[] = [
  nodeVersion,
  nativeLibraries,
  dataFolder,
  freePort,
  freeGatewayPort,
  databaseServer,
  migrations,
  platformTables,
  retention,
  erasures,
  rankingModel,
  embeddingWeights,
  embedding,
  lightgbm,
]

type NamedFinding = Finding & { readonly name: string }

export function doctorCommand(): Command {
  return new Command('doctor')
    .summary('check the installation and suggest fixes')
    .description(
      'Checks Node, native libraries, settings, data folder, ports, database, model, weights and the ' +
        'LightGBM library (downloaded if missing). Exits with 1 if a check fails; warnings do not ' +
        'prevent the service from running, but it works less well.',
    )
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch doctor
  $ talentmatch doctor --json | jq '.[] | select(.status != "ok")'`,
    )
    .action(async ({ json }: { json?: boolean }) => {
      const findings: NamedFinding[] = []
      for await (const finding of examine()) {
        findings.push(finding)
        if (!json) process.stdout.write(describe(finding))
      }
      if (json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`)
      if (findings.some(({ status }) => status === 'fail')) process.exitCode = EXIT.failure
    })
}

async function* examine(): AsyncGenerator<NamedFinding> {
  const { loadConfig } = await import('../settings/environment.ts')
  let config: Config
  try {
    config = loadConfig()
  } catch (error) {
    // The other checks would look in the wrong places.
    yield { name: 'Settings', status: 'fail', detail: messageOf(error), mend: 'See .env.example.' }
    return
  }
  yield { name: 'Settings', status: 'ok', detail: 'all valid' }
  for (const { name, run } of CHECKS) {
    try {
      yield { name, ...(await run(config)) }
    } catch (error) {
      yield { name, status: 'fail', detail: messageOf(error) }
    }
  }
}

function describe({ name, status, detail, mend }: NamedFinding): string {
  const margin = ' '.repeat(25)
  const text = detail.replaceAll('\n', `\n${margin}`)
  return `${status.padEnd(5)} ${name.padEnd(18)} ${text}\n${mend ? `${margin}-> ${mend}\n` : ''}`
}
