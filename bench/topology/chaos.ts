import { loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Database } from '../../src/db/database.ts'
import { Random } from '../../src/training/synthetic/random.ts'
import { exitOnSignal } from '../ends-with-us.ts'
import { positive } from '../positive.ts'
import { type Bound, checkBounds, type Row, row, toLine } from '../table.ts'
import { type Call, drawCall, type Mix, makeCalls } from './calls.ts'
import { type Injected, injectFaults } from './faults.ts'
import { FeedbackLedger } from './feedback-ledger.ts'
import { askCall, startLoad } from './load.ts'
import { QuietAnswers, type Verdict } from './quiet-answers.ts'
import { Tally } from './tally.ts'
import { startTopology, type Topology, untilIndexed } from './topology.ts'

const HELP = `Usage: npm run chaos [-- --seconds 120] [--seed 1] [--clients 6]

Starts PostgreSQL, Redis, three replicas, a worker, nginx and the gateway here. Clients call through nginx, some
through the gateway, which caches no answers, while parts fail at random, several at a time: replicas, worker and
Redis are killed, Redis freezes, PostgreSQL is stopped or crashes. Every answer is compared with the one from the
quiet period before; feedback is sent until acknowledged, and the stored feedback is counted. Prints one table;
exits with 1 if a check fails.

  --seconds  duration of the failures
  --seed     random seed for failures and calls
`

const MIX: Mix = {
  'jobs for a talent, by id': 20,
  'talents for a job, by id': 10,
  'one pair, in full': 5,
  'jobs for a talent, sent': 20,
  'talents for a job, sent': 10,
  'through the gateway': 10,
  feedback: 20,
  health: 0,
  'bad input': 5,
}
const BOUNDS: readonly Bound[] = [
  { name: 'Wrong answers', atMost: 0 },
  { name: 'Feedback lost', atMost: 0 },
  { name: 'Feedback there twice', atMost: 0 },
  { name: 'Feedback never acknowledged', atMost: 0 },
  { name: 'Changes of the platform never indexed', atMost: 0 },
  { name: '500, or 503 that no document names', atMost: 0 },
  { name: '502 or 504 of nginx, or no answer', atMost: 0 },
  { name: 'Answers afterwards other than before', atMost: 0 },
  { name: 'From the last repair to the last call without its answer', atMost: 5 },
  { name: 'Longest from a repair to a call by id that is answered', atMost: 5 },
]
/** After the last repair the load goes on, until the gateway has asked a service again that it had given up. */
const AFTERWARDS_MS = 15_000
const CHANGE_MS = 300
const DAY_MS = 86_400_000

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
    clients: { type: 'string', default: '6' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

async function chaos(): Promise<Row[]> {
  const topology = await startTopology({
    replicas: 3,
    withGateway: true,
    say: (text) => say(`Starting ${text}`),
  })
  try {
    return await breakThings(topology)
  } finally {
    await topology.stop()
  }
}

async function breakThings(topology: Topology): Promise<Row[]> {
  const seconds = positive(flags.seconds, '--seconds')
  const { url, token, database, worker } = topology
  const askHere = (call: Call) => askCall(url, token, call)
  const known = await makeCalls(topology)
  const repeatable = Object.values(known.of)
    .flat()
    .filter(({ kind, expects }) => kind !== 'health' && expects.includes(200))
  await untilTheDayIsLongEnough(seconds)
  say(`Asking ${repeatable.length} calls while all is quiet`)
  const quiet = await QuietAnswers.collect(repeatable, askHere)

  const random = new Random(flags.seed, 'calls')
  const ledger = new FeedbackLedger(random, known)
  const tally = new Tally()
  const verdicts: Record<Verdict, number> = { same: 0, degraded: 0, wrong: 0, unknown: 0 }
  let lastBadAt = 0
  /** When calls that need the database were sent, of those that were answered in full. */
  const byIdAt: number[] = []
  const load = startLoad({
    url,
    token,
    clients: positive(flags.clients, '--clients'),
    next: () => drawCall(known, MIX, random, () => ledger.next()),
    hear: (call, asked) => {
      tally.hear(call, asked)
      if (call.kind === 'feedback') ledger.hear(call, asked)
      const isAnswered = call.expects.includes(asked.status)
      const verdict = asked.status === 200 ? quiet.judge(call, asked.text) : 'unknown'
      verdicts[verdict] += 1
      if (verdict === 'wrong') say(`wrong: ${call.path} ${asked.text.slice(0, 500)}`)
      const sentAt = performance.now() - asked.ms
      // That rules answer while the service is out is what the gateway is for.
      const isBad = verdict === 'degraded' && call.kind !== 'through the gateway'
      if (!isAnswered || isBad) lastBadAt = sentAt
      if (verdict === 'same' && call.kind.endsWith('by id')) byIdAt.push(sentAt)
    },
  })
  const changing = changeClosedJobs(database)
  const faults = await injectFaults(topology, new Random(flags.seed, 'faults'), seconds, say)
  const lastRepair = Math.max(...faults.map(({ liftedAt }) => liftedAt))
  await pause(Math.max(0, lastRepair + AFTERWARDS_MS - performance.now()))
  await load.stop()
  await changing.stop()

  await ledger.resend(askHere)
  const feedback = await ledger.count(database)
  const left = await untilIndexed(database, 60_000)
  let changed = 0
  for (const call of repeatable) {
    const { status, text } = await askHere(call)
    if (status !== 200 || quiet.judge(call, text) !== 'same') changed += 1
  }
  const failed = (of: (failure: Tally['failures'][number]) => boolean) =>
    tally.failures.filter(of).length
  const isByNginx = ({ status }: { readonly status: number }) => [0, 502, 504].includes(status)
  return [
    row('Calls', tally.calls, ''),
    row('  answered as they should be', tally.answered, ''),
    row(
      '  503 with Retry-After, as documented',
      failed(({ isDocumented }) => isDocumented),
      '',
    ),
    row('502 or 504 of nginx, or no answer', failed(isByNginx), ''),
    row(
      '500, or 503 that no document names',
      failed((each) => !each.isDocumented && !isByNginx(each)),
      '',
    ),
    ...[...tally.reasons()].map(([reason, count]) => row(`  ${reason}`, count, '')),
    row('p50', tally.quantile(0.5), 'ms'),
    row('p99', tally.quantile(0.99), 'ms'),
    row('Answered by a second replica', await topology.countRepeated(), ''),
    row('Faults', faults.length, ''),
    ...countBy(faults.map(({ name }) => name.replace(/ \d+ /, ' '))),
    row('Answers compared', verdicts.same + verdicts.degraded + verdicts.wrong, ''),
    row('  the same to the byte', verdicts.same, ''),
    row('  with less, and they say so', verdicts.degraded, ''),
    row('Wrong answers', verdicts.wrong, ''),
    row('Answers afterwards other than before', changed, ''),
    row('Feedback sent', feedback.sent, ''),
    row('  acknowledged only when sent again', feedback.resent, ''),
    row('  stored', feedback.stored, ''),
    row('Feedback never acknowledged', feedback.sent - feedback.acknowledged, ''),
    row('Feedback lost', feedback.lost, ''),
    row('Feedback there twice', feedback.extra, ''),
    row('Changes of the platform', changing.count(), ''),
    row('Changes of the platform never indexed', worker.isRunning ? left : Number.NaN, ''),
    row(
      'From the last repair to the last call without its answer',
      Math.max(0, lastBadAt - lastRepair) / 1_000,
      's',
    ),
    row(
      'Longest from a repair to a call by id that is answered',
      longestUntil(faults, byIdAt),
      's',
    ),
    row('Load of the machine, of the last minute', loadavg()[0] ?? Number.NaN, ''),
  ]
}

/** @returns seconds */
function longestUntil(faults: readonly Injected[], answeredAt: readonly number[]): number {
  const waits = faults.map(({ liftedAt }) => {
    const later = answeredAt.filter((at) => at >= liftedAt)
    return Math.min(...later) - liftedAt
  })
  return Math.max(...waits) / 1_000
}

const say = (text: string) => void process.stderr.write(`${text}\n`)

const countBy = (names: readonly string[]): Row[] =>
  [...new Set(names)]
    .sort()
    .map((name) => row(`  ${name}`, names.filter((each) => each === name).length, ''))

/** Answers may change at midnight. */
async function untilTheDayIsLongEnough(seconds: number): Promise<void> {
  const left = DAY_MS - (Date.now() % DAY_MS)
  if (left > 1_000 * (seconds + 60)) return
  say('Waiting for midnight (UTC), when answers change')
  await pause(left + 1_000)
}

/** Changes of the platform that change no answer, for the worker to look at. */
function changeClosedJobs(database: Database) {
  let isStopped = false
  let count = 0
  const run = async () => {
    while (!isStopped) {
      try {
        await database.query(
          `update public.jobs set title = 'Closed ' || $1::text where id = (
             select id from public.jobs where status <> 'active' order by id
             offset $1::int % (select count(*) from public.jobs where status <> 'active') limit 1)`,
          [count],
        )
        count += 1
      } catch {
        // The database is out; those who write to it notice.
      }
      await pause(CHANGE_MS)
    }
  }
  const running = run()
  return {
    count: () => count,
    stop: () => {
      isStopped = true
      return running
    },
  }
}

if (flags.help) process.stdout.write(HELP)
else {
  exitOnSignal()
  const rows = await chaos()
  for (const each of rows) process.stdout.write(`${toLine(each)}\n`)
  checkBounds(rows, BOUNDS)
}
