import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { DEMO_TALENT } from '../../src/demo/platform/protagonists.ts'
import { projectFile } from '../../src/runtime/project-file.ts'
import { signToken } from '../../src/settings/tokens.ts'
import { freePorts } from '../free-ports.ts'
import { startPostgres } from '../postgres-server.ts'
import { BENCH_SECRET } from '../service.ts'
import { checkBounds, type Row, row, toLine } from '../table.ts'
import { makeBaseImage } from './base-image.ts'
import { Builder, type ImageConfig } from './builder.ts'
import { Container, peakMib } from './container.ts'

const HELP = `Usage: npm run prove:image

Builds the Dockerfile with buildah on a stand-in for the Node image (Debian from mmdebstrap, Node from PyPI), and runs
the result as a container engine would: user and entry point of the image, no capabilities, a read-only root. With a real
PostgreSQL it migrates, creates demo data, indexes it with a worker, serves, answers calls and is stopped. Fails if any
step fails. Needs root, buildah and mmdebstrap, but no Docker and no image registry. Takes about 5 minutes and 3 GB in
.data/image, less the second time.
`

const IMAGE = 'localhost/talentmatch'
const CALLS = 400
const CLIENTS = 8
const WAIT_MS = 120_000
const BOUNDS = [
  { name: 'Size of the image', atMost: 700 },
  // Of 4 GB, half is left to the system, and to training.
  { name: 'Service and worker, most memory', atMost: 2_048 },
]

async function prove(): Promise<Row[]> {
  const folder = projectFile('.data/image')
  await mkdir(folder, { recursive: true })
  const builder = new Builder(folder)
  const dockerfile = readFileSync(projectFile('Dockerfile'), 'utf8')
  builder.build(projectFile('.'), IMAGE, await makeBaseImage(builder, dockerfile))
  const postgres = await startPostgres()
  const { root, unmount } = builder.mount(IMAGE)
  try {
    const size = row('Size of the image', mebibytes(root), 'MiB')
    return [size, ...(await runImage(root, builder.config(IMAGE), postgres.connectionString))]
  } finally {
    unmount()
    await postgres.stop()
  }
}

async function runImage(root: string, image: ImageConfig, databaseUrl: string): Promise<Row[]> {
  const [port, metricsPort] = await freePorts(2)
  const socketFolder = new URL(databaseUrl).searchParams.get('host') as string
  // The server's user alone may enter what it made; others must, to reach the socket.
  await chmod(socketFolder, 0o711)
  const settings = {
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    SUPABASE_JWT_SECRET: BENCH_SECRET,
    LOG_LEVEL: 'warn',
  }
  const container = new Container(root, image, settings, socketFolder)
  const tell = (what: string) => process.stderr.write(`proved: ${what}\n`)
  const succeed = async (args: readonly string[]) => {
    const { code, stdout } = await container.run(args)
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}\n${stdout}`)
    return stdout
  }

  const { stdout: rights } = await container.exec([
    'sh',
    '-c',
    'id -u; grep -E "CapEff|NoNewPrivs" /proc/self/status; touch /app/x 2>&1; touch /tmp/x && echo tmp',
  ])
  expectText(rights, ['1000\n', '0000000000000000', 'NoNewPrivs:\t1', 'Read-only', 'tmp\n'])
  tell('the user is not root, has no capability, and cannot write its root')

  await succeed(['migrate', '--indexes'])
  await succeed(['seed'])
  const findings = JSON.parse(await succeed(['doctor', '--json'])) as Finding[]
  const faults = findings.filter(({ status }) => status !== 'ok')
  if (faults.length > 0) throw new Error(JSON.stringify(faults, null, 2))
  tell('doctor finds nothing, LightGBM and the weights included')

  const worker = container.start(['worker', '--metrics-port', String(metricsPort)])
  const metrics = `http://127.0.0.1:${metricsPort}/metrics`
  await until(async () => /^embedding_backlog 0$/m.test(await (await fetch(metrics)).text()))
  tell('the worker indexes')

  const check = image.Healthcheck.Test.slice(1)
  const isHealthy = async () => (await container.exec(check)).code === 0
  if (await isHealthy()) throw new Error('healthy before there is a service')
  const service = container.start(['serve', '--no-worker'])
  await until(isHealthy)
  const api = `http://127.0.0.1:${port}/api/v1`
  await until(async () => (await fetch(`${api}/health/ready`)).ok)
  await until(async () => (await getJson(`${api}/health`)).status === 'ok')
  tell("the service's health check answers")

  const headers = {
    authorization: `Bearer ${await signToken(BENCH_SECRET, { role: 'service' })}`,
    'content-type': 'application/json',
  }
  const ask = async (path: string, body: string) => {
    const answer = await fetch(`${api}/match/${path}`, { method: 'POST', headers, body })
    const { source, partial, matches } = (await answer.json()) as Ranked
    if (source !== 'ml' || partial || matches.length === 0) {
      throw new Error(`${path}: ${answer.status}, by ${source}, ${matches?.length} matches`)
    }
  }
  const request = readFileSync(projectFile('examples/talent-to-jobs.json'), 'utf8')
  await ask('talent-to-jobs', request)
  await ask(`talents/${DEMO_TALENT.id}/jobs`, '{}')
  let asked = 0
  const client = async () => {
    while (asked++ < CALLS) {
      await ask(`talents/${DEMO_TALENT.id}/jobs`, '{}')
      await ask('talent-to-jobs', request)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  tell('requests are ranked by the model, with texts')

  const [ofService, ofWorker] = [peakMib(service), peakMib(worker)]
  for (const process of [service, worker]) {
    process.kill('SIGTERM')
    const [code] = await once(process, 'exit')
    if (code !== 0) throw new Error(`stopped, it ended with ${code}`)
  }
  tell('both end with 0 when they are told to')
  return [
    row('Service, most memory', ofService, 'MiB'),
    row('Worker, most memory', ofWorker, 'MiB'),
    row('Service and worker, most memory', ofService + ofWorker, 'MiB'),
  ]
}

interface Finding {
  readonly name: string
  readonly status: string
}

interface Ranked {
  readonly source: string
  readonly partial?: readonly string[]
  readonly matches: readonly object[]
}

const getJson = async (url: string) => (await (await fetch(url)).json()) as { status: string }

function expectText(text: string, parts: readonly string[]): void {
  for (const part of parts) {
    if (!text.includes(part)) throw new Error(`no ${JSON.stringify(part)} in ${text}`)
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + WAIT_MS
  while (!(await holds().catch(() => false))) {
    if (performance.now() > end) throw new Error(`in ${WAIT_MS} ms never so: ${holds}`)
    await sleep(100)
  }
}

/** As `du` counts, which knows of links. */
function mebibytes(folder: string): number {
  const { stdout } = spawnSync('du', ['-sm', folder], { encoding: 'utf8' })
  return Number.parseInt(stdout, 10)
}

const { values: flags } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } })
if (flags.help) process.stdout.write(HELP)
else {
  const rows = await prove()
  process.stdout.write(`${rows.map(toLine).join('\n')}\n`)
  checkBounds(rows, BOUNDS)
}
