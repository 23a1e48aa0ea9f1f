import { loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Random } from '../../src/training/synthetic/random.ts'
import { exitOnSignal } from '../ends-with-us.ts'
import { positive } from '../positive.ts'
import { type Bound, checkBounds, type Row, row, toLine } from '../table.ts'
import { ask } from './ask.ts'
import { drawCall, KINDS, type Mix, makeCalls } from './calls.ts'
import { FeedbackLedger } from './feedback-ledger.ts'
import { startLoad } from './load.ts'
import { fitSlope } from './slope.ts'
import { Tally } from './tally.ts'
import { type Replica, startTopology } from './topology.ts'

const HELP = `Usage: npm run soak [-- --requests 200000] [--clients 8] [--new-titles 0.01]
           [--seed 1] [--assert]

Sends the given number of requests to one replica, with PostgreSQL, Redis and a worker that it starts here, and
watches its memory: forty times during the run the calls pause, garbage is collected, and the resident memory
is read. The rate limit is raised. Of 100 calls, 3 are by id, 3 explain one pair in full, 50 have the candidates
in the body (6 to 8 rows; a share of --new-titles with a title never seen before), 12 are feedback, 16 check
health and 16 are invalid input, which must get 400. 200,000 of these take about 20 minutes on two otherwise idle
processors. Prints one table.

  --assert  exits with 1 if fewer than 99.9 % are answered as expected, feedback is lost, or memory
            grows by more than 1 MiB per 10,000 requests
`

const MIX: Mix = {
  'jobs for a talent, by id': 2,
  'talents for a job, by id': 1,
  'one pair, in full': 3,
  'jobs for a talent, sent': 28,
  'talents for a job, sent': 22,
  'through the gateway': 0,
  feedback: 12,
  health: 16,
  'bad input': 16,
}
const BOUNDS: readonly Bound[] = [
  { name: 'Answered as they should be', atLeast: 99.9 },
  { name: 'Feedback lost, or there twice', atMost: 0 },
  { name: 'Resident memory, slope in 10,000 requests', atMost: 1 },
]
const SAMPLES = 40
/** Caches fill and code is compiled meanwhile: what is measured then is no leak. */
const WARM_SAMPLES = SAMPLES / 4
const SETTLE_MS = 500

/** Has the process collect garbage at SIGUSR2, which nothing else of it hears. */
const COLLECT_AT_SIGNAL = `
  import v8 from 'node:v8'
  import vm from 'node:vm'
  import { isMainThread } from 'node:worker_threads'
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc')
  if (isMainThread) process.on('SIGUSR2', () => { collect(); collect() })`

const { values: flags } = parseArgs({
  options: {
    requests: { type: 'string', default: '200000' },
    clients: { type: 'string', default: '8' },
    'new-titles': { type: 'string', default: '0.01' },
    seed: { type: 'string', default: '1' },
    assert: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

async function soak(): Promise<Row[]> {
  const requests = positive(flags.requests, '--requests')
  const newTitles = Number(flags['new-titles'])
  const topology = await startTopology({
    replicas: 1,
    settings: {
      RATE_LIMIT_PER_MINUTE: '1000000',
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(COLLECT_AT_SIGNAL)}`,
    },
    say: (text) => say(`Starting ${text}`),
  })
  try {
    const [replica] = topology.replicas
    if (!replica) throw new Error('there is no replica')
    const random = new Random(flags.seed, 'soak')
    const known = await makeCalls(topology)
    const ledger = new FeedbackLedger(random, known)
    const tally = new Tally()
    const memory: Memory[] = []
    let sent = 0
    const next = (until: number) => () => {
      if (sent >= until) return undefined
      sent += 1
      const call = drawCall(known, MIX, random, () => ledger.next())
      const isNew = call.kind.endsWith('sent') && random.chance(newTitles)
      return isNew ? { ...call, body: withNewTitle(call.body ?? '', sent) } : call
    }
    const started = performance.now()
    let pausedMs = 0
    for (let sample = 1; sample <= SAMPLES; sample++) {
      const load = startLoad({
        url: replica.url,
        token: topology.token,
        clients: positive(flags.clients, '--clients'),
        next: next(Math.round((sample * requests) / SAMPLES)),
        hear: (call, asked) => {
          tally.hear(call, asked)
          if (call.kind === 'feedback') ledger.hear(call, asked)
        },
      })
      await load.done
      const paused = performance.now()
      const at = await readMemory(replica, sent)
      memory.push(at)
      pausedMs += performance.now() - paused
      say(`${sent} requests: ${at.residentMib.toFixed(1)} MiB, heap ${at.heapMib.toFixed(1)} MiB`)
    }
    const seconds = (performance.now() - started - pausedMs) / 1_000
    const feedback = await ledger.count(topology.database)
    return [
      row('Requests', tally.calls, ''),
      row('Requests a second', tally.calls / seconds, '/s'),
      row('Answered as they should be', (100 * tally.answered) / tally.calls, '%'),
      ...[...tally.reasons()].map(([reason, count]) => row(`  ${reason}`, count, '')),
      ...KINDS.flatMap((kind) => [
        row(`${kind}, calls`, tally.count(kind), ''),
        row('  p50', tally.quantile(0.5, kind), 'ms'),
        row('  p99', tally.quantile(0.99, kind), 'ms'),
      ]),
      row('All, p50', tally.quantile(0.5), 'ms'),
      row('All, p99', tally.quantile(0.99), 'ms'),
      row('Feedback acknowledged', feedback.acknowledged, ''),
      row('Feedback stored', feedback.stored, ''),
      row('Feedback lost, or there twice', feedback.lost + feedback.extra, ''),
      ...memoryRows(memory),
      row('Load of the machine, of the last minute', loadavg()[0] ?? Number.NaN, ''),
    ]
  } finally {
    await topology.stop()
  }
}

const say = (text: string) => void process.stderr.write(`${text}\n`)

interface Memory {
  readonly requests: number
  readonly residentMib: number
  readonly heapMib: number
}

async function readMemory({ server, url }: Replica, requests: number): Promise<Memory> {
  server.signal('SIGUSR2')
  await pause(SETTLE_MS)
  const { text } = await ask(`${url}/metrics`)
  const heap = /^nodejs_heap_size_used_bytes (\S+)$/m.exec(text)?.[1]
  return { requests, residentMib: await server.residentMib(), heapMib: Number(heap) / 2 ** 20 }
}

function memoryRows(memory: readonly Memory[]): Row[] {
  const warm = memory.slice(WARM_SAMPLES)
  const slopeOf = (of: 'residentMib' | 'heapMib') =>
    fitSlope(warm.map((each) => [each.requests / 10_000, each[of]]))
  const resident = slopeOf('residentMib')
  const heap = slopeOf('heapMib')
  return [
    row('Resident memory, first sample', memory[0]?.residentMib ?? Number.NaN, 'MiB'),
    row('  when warm, after a quarter', warm[0]?.residentMib ?? Number.NaN, 'MiB'),
    row('  at the end', warm.at(-1)?.residentMib ?? Number.NaN, 'MiB'),
    row('Resident memory, slope in 10,000 requests', resident.slope, 'MiB'),
    row('  95 % of it, plus or minus', resident.margin, 'MiB'),
    row('Heap of the main thread, slope in 10,000 requests', heap.slope, 'MiB'),
    row('  95 % of it, plus or minus', heap.margin, 'MiB'),
    row('  at the end', warm.at(-1)?.heapMib ?? Number.NaN, 'MiB'),
  ]
}

function withNewTitle(body: string, number: number): string {
  const parsed = JSON.parse(body)
  const side = parsed.talent ?? parsed.job
  side.title = `${side.title} ${number}`
  return JSON.stringify(parsed)
}

if (flags.help) process.stdout.write(HELP)
else {
  exitOnSignal()
  const rows = await soak()
  for (const each of rows) process.stdout.write(`${toLine(each)}\n`)
  if (flags.assert) checkBounds(rows, BOUNDS)
}
