import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { DEMO_JOB, DEMO_TALENT } from '../../src/demo/platform/protagonists.ts'
import { projectFile } from '../../src/runtime/project-file.ts'
import { signToken } from '../../src/settings/tokens.ts'
import { installPythonTools } from '../python-tools.ts'
import { BENCH_SECRET, Service } from '../service.ts'

const HELP = `Usage: npm run fuzz:api [-- --seconds 90] [--seed 1]

Starts the service on 127.0.0.1 with demo data in an embedded database, and uses schemathesis (from PyPI,
pinned in bench/fuzz/requirements.txt) to call every operation of its OpenAPI document with generated input,
valid and invalid, as the service role. Fails if an answer is a server error (other than the documented 503),
or has a status, content type or body that is not documented, if input that violates a schema is accepted, or
if a call without a token succeeds. (That valid input is accepted is tested by test/http/any-json.test.ts: the
document cannot express that minimum pay must not exceed maximum pay.) Prints the number of cases.
`

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '90' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

interface Schema {
  enum?: readonly string[]
}
interface Operation {
  readonly parameters?: { readonly in: string; readonly name: string; readonly schema: Schema }[]
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

async function fuzz(): Promise<number> {
  const tools = await installPythonTools('bench/fuzz/requirements.txt')
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-api-'))
  const service = await Service.start({
    DATA_DIR: join(folder, 'data'),
    DROP_IN_AUTH: 'required',
    EMBEDDING_PROVIDER: 'none',
    RATE_LIMIT_PER_MINUTE: '1000000',
    TRAIN_SCHEDULE: 'off',
  })
  try {
    await service.filled()
    const token = await signToken(BENCH_SECRET, { role: 'service' })
    const document = await readDocument(service.url, token)
    const path = join(folder, 'openapi.json')
    await writeFile(path, JSON.stringify(document))
    const report = join(folder, 'report.json')
    const { status } = schemathesis(tools, path, service.url, token, report)
    await tell(report)
    return status ?? 1
  } finally {
    await service.stop()
    await rm(folder, { recursive: true })
  }
}

function schemathesis(tools: string, document: string, url: string, token: string, report: string) {
  const checks = [
    'no_server_error_but_unavailable',
    'status_code_conformance',
    'content_type_conformance',
    'response_schema_conformance',
    'bad_input_is_refused',
    'unsupported_method',
    'ignored_auth',
  ]
  const args = [
    ...['run', document, '--url', url, '--header', `Authorization: Bearer ${token}`],
    ...['--checks', checks.join(), '--max-time', flags.seconds, '--seed', flags.seed],
    // Calls that follow links between operations: the document names none.
    ...[
      '--phases',
      'examples,coverage,fuzzing',
      '--continue-on-failure',
      '--request-timeout',
      '20',
      '--no-color',
    ],
    ...['--generation-database', 'none', '--report', 'json', '--report-json-path', report],
  ]
  return spawnSync('python3', ['-m', 'schemathesis.cli', ...args], {
    stdio: 'inherit',
    // It leaves a folder of its own where it runs.
    cwd: dirname(report),
    env: {
      ...process.env,
      PYTHONPATH: `${tools}:${projectFile('bench/fuzz')}`,
      SCHEMATHESIS_HOOKS: 'checks',
    },
  })
}

/** With ids that there are among those that are tried: behind all others is a 404. */
async function readDocument(url: string, token: string): Promise<OpenApi> {
  const headers = { authorization: `Bearer ${token}` }
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApi
  const models = await (await fetch(`${url}/api/v1/models`, { headers })).json()
  const { active_version } = models as { readonly active_version: string }
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const { parameters = [] } of Object.values(operations)) {
      for (const { in: place, name, schema } of parameters) {
        const known = place === 'path' && knownId(path, name, active_version)
        if (known) schema.enum = [known, NOBODY]
      }
    }
  }
  return document
}

const NOBODY = '00000000-0000-4000-8000-000000000000'

function knownId(path: string, name: string, version: string): string | undefined {
  if (name === 'version') return version
  if (name === 'job_id' || path.includes('/jobs/{id}')) return DEMO_JOB.id
  return path.includes('/talents/{id}') || name === 'talent_id' ? DEMO_TALENT.id : undefined
}

interface Report {
  readonly operations: { readonly tested: number; readonly total: number }
  readonly test_cases: { readonly generated: number; readonly with_failures: number }
}

async function tell(report: string): Promise<void> {
  const { operations, test_cases } = JSON.parse(await readFile(report, 'utf8')) as Report
  process.stdout.write(
    `fuzz:api: ${test_cases.generated} cases on ${operations.tested} of ${operations.total} operations, ` +
      `${test_cases.with_failures} failed\n`,
  )
}

if (flags.help) process.stdout.write(HELP)
else process.exitCode = await fuzz()
