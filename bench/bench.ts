import { randomUUID } from 'node:crypto'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { packageVersion } from '../src/terminal/package-version.ts'
import { engineRows } from './engine-rows.ts'
import { Service } from './service.ts'
import { serviceRows } from './service-rows.ts'
import { type Bound, checkBounds, type Row, toLine } from './table.ts'

const HELP = `Usage: npm run bench [-- --quick] [--assert]

Starts the service on this machine and measures it, then the engine alone. Prints one table.

  --quick   shorter run, within two minutes
  --assert  exits with 1 if a limit of the product is exceeded, and names it
`

/** What the product promises; a machine should hold them with room to spare. */
const boundsOf = (coldRuns: number): readonly Bound[] => [
  { name: `100 unseen jobs, best of ${coldRuns}`, atMost: 3000 },
  { name: '100 talents for a job, warm, 8 clients, talents', atLeast: 100 },
  { name: 'Short texts embedded', atLeast: 500 },
  { name: 'Health', atMost: 500 },
]

const FULL = { calls: 200, seconds: 20, largeCold: true, coldRuns: 3 }
/** Two more chances to be as fast as the machine allows: CI goes by it, on machines that others use. */
const QUICK = { calls: 40, seconds: 3, largeCold: false, coldRuns: 5 }

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    assert: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (flags.help) process.stdout.write(HELP)
else await bench(flags)

async function bench({ quick, assert }: { quick: boolean; assert: boolean }): Promise<void> {
  const { model = 'unknown processor' } = cpus()[0] ?? {}
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  process.stdout.write(
    `${model}, ${cpus().length} processors, ${memory}; ` +
      `Node ${process.versions.node}; talentmatch ${packageVersion()}\n\n`,
  )
  const seed = randomUUID()
  const size = quick ? QUICK : FULL
  const rows: Row[] = []
  const measure = async (source: AsyncIterable<Row>) => {
    for await (const each of source) {
      rows.push(each)
      process.stdout.write(`${toLine(each)}\n`)
    }
  }
  const service = await Service.start()
  try {
    await measure(serviceRows(service, { ...size, seed }))
  } finally {
    await service.stop()
  }
  await measure(engineRows(seed))
  if (assert) checkBounds(rows, boundsOf(size.coldRuns))
}
