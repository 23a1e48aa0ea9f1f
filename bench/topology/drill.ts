import { randomUUID } from 'node:crypto'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { BUNDLE_FILES, type Manifest, readModelFolder } from '../../src/matching/bundle/bundle.ts'
import { ModelAdministration } from '../../src/models/administration.ts'
import { parseConfig } from '../../src/settings/config.ts'
import { signToken } from '../../src/settings/tokens.ts'
import { modelFolder } from '../../src/setup/open-engine.ts'
import { openModels } from '../../src/setup/open-models.ts'
import { writeModel } from '../../src/training/publish.ts'
import { Random } from '../../src/training/synthetic/random.ts'
import { exitOnSignal } from '../ends-with-us.ts'
import { createRows, jobsCall } from '../payloads.ts'
import { positive } from '../positive.ts'
import { BENCH_SECRET } from '../service.ts'
import { type Bound, checkBounds, type Row, row, toLine } from '../table.ts'
import { ask } from './ask.ts'
import { drawCall, type KnownCalls, type Mix, makeCalls } from './calls.ts'
import { FeedbackLedger } from './feedback-ledger.ts'
import { askCall, startLoad } from './load.ts'
import { Tally } from './tally.ts'
import { type Replica, startTopology, type Topology } from './topology.ts'

const HELP = `Usage: npm run drill [-- --seconds 5]

Starts PostgreSQL, Redis, three replicas, a worker and nginx here and runs through operations and failures under
load: a replica is killed, restarted and stopped gracefully; a model is promoted and rolled back; Redis and
PostgreSQL are restarted. Shows that limits and vectors are shared, and the throughput of one, two and three
replicas on this machine, whose processors they share with the callers. Prints one table; exits with 1 if a
check fails.

  --seconds  seconds of load before and after each step
`

const MIX: Mix = {
  'jobs for a talent, by id': 25,
  'talents for a job, by id': 10,
  'one pair, in full': 10,
  'jobs for a talent, sent': 20,
  'talents for a job, sent': 10,
  'through the gateway': 0,
  feedback: 15,
  health: 5,
  'bad input': 5,
}
const CLIENTS = 6
/** The default. */
const LIMIT = 100
const NEXT_VERSION = '1.0.20991231'
const BOUNDS: readonly Bound[] = [
  { name: 'A replica is killed: failed calls', atMost: 0 },
  { name: 'It comes back: failed calls', atMost: 0 },
  { name: 'A replica is told to end: failed calls', atMost: 0 },
  { name: '  its exit code', atMost: 0 },
  { name: 'A model is promoted: until all replicas serve it', atMost: 5 },
  { name: '  failed calls during promotion', atMost: 0 },
  { name: 'It is rolled back: until all replicas serve the other', atMost: 5 },
  { name: '  failed calls during rollback', atMost: 0 },
  { name: 'Calls of a user at three replicas: allowed', atMost: LIMIT, atLeast: LIMIT },
  { name: 'A text embedded at one replica: computed at another', atMost: 0 },
  { name: '  found there in Redis', atLeast: 1 },
  { name: 'Redis restarts: failed calls', atMost: 0 },
  { name: '  failed calls but for 503 as documented', atMost: 0 },
  { name: '  until calls are answered again', atMost: 5 },
  { name: 'Feedback lost, or there twice', atMost: 0 },
]

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

class Drill {
  readonly #topology: Topology
  readonly #known: KnownCalls
  readonly #random = new Random('drill')
  readonly #ledger: FeedbackLedger
  readonly #seconds = positive(flags.seconds, '--seconds')

  constructor(topology: Topology, known: KnownCalls) {
    this.#topology = topology
    this.#known = known
    this.#ledger = new FeedbackLedger(this.#random, known)
  }

  async *rows(): AsyncGenerator<Row> {
    const [first, second, third] = this.#topology.replicas
    if (!first || !second || !third) throw new Error('there are not three replicas')
    // Code is compiled and caches are filled.
    await this.#underLoad(() => this.#whileItLasts())
    yield* this.#replicaIsKilled(second)
    yield* this.#replicaIsToldToEnd(third)
    yield* this.#modelIsPromoted()
    yield* this.#limitIsShared()
    yield* this.#vectorsAreShared(first, third)
    yield* this.#redisRestarts()
    yield* this.#postgresRestarts()
    yield* this.#throughput('3 replicas')
    await third.server.stop()
    yield* this.#throughput('2 replicas')
    await second.server.stop()
    yield* this.#throughput('1 replica')
    await this.#ledger.resend((call) => askCall(this.#topology.url, this.#topology.token, call))
    const { stored, lost, extra } = await this.#ledger.count(this.#topology.database)
    yield row('Feedback stored', stored, '')
    yield row('Feedback lost, or there twice', lost + extra, '')
  }

  async *#replicaIsKilled({ server }: Replica): AsyncGenerator<Row> {
    const before = await this.#topology.countRepeated()
    const killed = await this.#underLoad(async () => {
      await this.#whileItLasts()
      await server.stop('SIGKILL')
      await this.#whileItLasts()
    })
    yield failedRow('A replica is killed: failed calls', killed)
    yield row('  calls', killed.calls, '')
    const repeated = (await this.#topology.countRepeated()) - before
    yield row('  answered by a second replica', repeated, '')
    let startMs = 0
    const back = await this.#underLoad(async () => {
      startMs = await server.start()
      await this.#whileItLasts()
    })
    yield failedRow('It comes back: failed calls', back)
    yield row('  until it listens, warm', startMs / 1_000, 's')
  }

  async *#replicaIsToldToEnd({ server }: Replica): AsyncGenerator<Row> {
    let code: number | null = null
    let ms = 0
    const ended = await this.#underLoad(async () => {
      await this.#whileItLasts()
      const started = performance.now()
      code = await server.stop()
      ms = performance.now() - started
      await this.#whileItLasts()
      await server.start()
    })
    yield failedRow('A replica is told to end: failed calls', ended)
    yield row('  its exit code', code ?? Number.NaN, '')
    yield row('  until it has', ms / 1_000, 's')
  }

  async *#modelIsPromoted(): AsyncGenerator<Row> {
    const { replicas } = this.#topology
    const current = await this.#versionAt(replicas[0] as Replica)
    await this.#publish(NEXT_VERSION)
    for (const [version, name, during] of [
      [NEXT_VERSION, 'A model is promoted: until all replicas serve it', 'promotion'],
      [current, 'It is rolled back: until all replicas serve the other', 'rollback'],
    ] as const) {
      let seconds = 0
      const tally = await this.#underLoad(async () => {
        seconds = await this.#activate(version)
      })
      yield row(name, seconds, 's')
      yield failedRow(`  failed calls during ${during}`, tally)
    }
  }

  async #publish(version: string): Promise<void> {
    const { env, database, folder } = this.#topology
    const { manifest, texts } = await readModelFolder(modelFolder(undefined))
    const path = join(folder, version)
    await writeModel(path, {
      manifest: { ...(JSON.parse(manifest) as Manifest), version },
      texts: BUNDLE_FILES.map((name) => texts[name]),
    })
    const models = new ModelAdministration(await openModels(parseConfig(env), database))
    await models.publish(path, { actor: 'drill', reason: null })
  }

  /** @returns seconds until every replica serves it */
  async #activate(version: string): Promise<number> {
    const { url, token, replicas } = this.#topology
    const path = `/api/v1/models/${version}/activate`
    const { status, text } = await ask(`${url}${path}`, { method: 'POST', token, body: '{}' })
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`)
    const started = performance.now()
    for (const replica of replicas) {
      while ((await this.#versionAt(replica)) !== version) {
        if (performance.now() - started > 30_000) return Number.NaN
        await pause(20)
      }
    }
    return (performance.now() - started) / 1_000
  }

  async #versionAt({ url }: Replica): Promise<string> {
    return JSON.parse((await ask(`${url}/api/v1/health`)).text).model_version
  }

  async *#limitIsShared(): AsyncGenerator<Row> {
    const { replicas } = this.#topology
    const token = await signToken(BENCH_SECRET, { role: 'user', subject: randomUUID() })
    const statuses = { allowed: 0, refused: 0 }
    for (let call = 0; call < LIMIT + 20; call++) {
      const { url } = replicas[call % replicas.length] as Replica
      const path = `${url}/api/v1/match/talent-to-jobs`
      const { status } = await ask(path, { method: 'POST', token, body: '{}' })
      statuses[status === 429 ? 'refused' : 'allowed'] += 1
    }
    yield row('Calls of a user at three replicas: allowed', statuses.allowed, '')
    yield row('  refused', statuses.refused, '')
  }

  async *#vectorsAreShared(one: Replica, other: Replica): AsyncGenerator<Row> {
    const { token } = this.#topology
    const { talents, jobs } = createRows('shared', { talents: 1, jobs: 1 })
    const [talent] = talents
    if (!talent) throw new Error('there is no talent')
    const call = jobsCall({ ...talent, bio: `Nobody has read this: ${randomUUID()}.` }, jobs)
    const askAt = ({ url }: Replica) =>
      ask(`${url}${call.path}`, { method: 'POST', token, body: call.body })
    await askAt(one)
    const before = await textsByLevel(other)
    await askAt(other)
    const after = await textsByLevel(other)
    yield row('A text embedded at one replica: computed at another', after.model - before.model, '')
    yield row('  found there in Redis', after.redis - before.redis, '')
  }

  async *#redisRestarts(): AsyncGenerator<Row> {
    const { redis } = this.#topology
    const tally = await this.#underLoad(async () => {
      await redis.stop('SIGKILL')
      await this.#whileItLasts()
      await redis.start()
      await this.#whileItLasts()
    })
    yield failedRow('Redis restarts: failed calls', tally)
  }

  async *#postgresRestarts(): AsyncGenerator<Row> {
    const { postgres } = this.#topology
    let repairedAt = 0
    const { failures } = await this.#underLoad(async () => {
      await this.#whileItLasts()
      await postgres.halt('fast')
      await pause(1_000)
      repairedAt = performance.now()
      await postgres.resume()
      await this.#whileItLasts()
    })
    const documented = failures.filter(({ isDocumented }) => isDocumented).length
    yield row('PostgreSQL restarts: 503 with Retry-After', documented, '')
    yield row('  failed calls but for 503 as documented', failures.length - documented, '')
    const last = Math.max(repairedAt, ...failures.map(({ at }) => at))
    yield row('  until calls are answered again', (last - repairedAt) / 1_000, 's')
  }

  async *#throughput(replicas: string): AsyncGenerator<Row> {
    const started = performance.now()
    const tally = await this.#underLoad(() => this.#whileItLasts(2))
    const seconds = (performance.now() - started) / 1_000
    yield row(`Answered by ${replicas}, ${CLIENTS} clients`, tally.answered / seconds, '/s')
    yield row('  p50', tally.quantile(0.5), 'ms')
    yield row('  p99', tally.quantile(0.99), 'ms')
  }

  #whileItLasts = (times = 1) => pause(times * 1_000 * this.#seconds)

  async #underLoad(work: () => Promise<unknown>): Promise<Tally> {
    const tally = new Tally()
    const load = startLoad({
      ...this.#topology,
      clients: CLIENTS,
      next: () => drawCall(this.#known, MIX, this.#random, () => this.#ledger.next()),
      hear: (call, asked) => {
        tally.hear(call, asked)
        if (call.kind === 'feedback') this.#ledger.hear(call, asked)
      },
    })
    await work()
    await load.stop()
    for (const [reason, count] of tally.reasons()) say(`  ${count} times ${reason}`)
    return tally
  }
}

const failedRow = (name: string, { failures }: Tally) => row(name, failures.length, '')

async function textsByLevel({ url }: Replica): Promise<{ model: number; redis: number }> {
  const { text } = await ask(`${url}/metrics`)
  const of = (level: string) =>
    Number(
      new RegExp(`^embedded_texts_total\\{level="${level}"\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0,
    )
  return { model: of('model'), redis: of('redis') }
}

const say = (text: string) => void process.stderr.write(`${text}\n`)

async function drill(): Promise<readonly Row[]> {
  const started = performance.now()
  const rows: Row[] = []
  const tell = (each: Row) => {
    rows.push(each)
    process.stdout.write(`${toLine(each)}\n`)
  }
  const topology = await startTopology({ replicas: 3, say: (text) => say(`Starting ${text}`) })
  try {
    tell(row('All started', (performance.now() - started) / 1_000, 's'))
    const known = await makeCalls(topology)
    for await (const each of new Drill(topology, known).rows()) tell(each)
  } finally {
    await topology.stop()
  }
  tell(row('Processors', cpus().length, ''))
  tell(row('Load of the machine, of the last minute', loadavg()[0] ?? Number.NaN, ''))
  return rows
}

if (flags.help) process.stdout.write(HELP)
else {
  exitOnSignal()
  checkBounds(await drill(), BOUNDS)
}
