/**
 * LightGBM's data-parallel learning by two processes on this machine, each with half of the rows, against one
 * process with all of them. The argument is the number of rows; default 100,000, of 50 features each.
 */
import { LightgbmRanker } from '../../src/ranking/lightgbm.ts'
import { type FitRequest, type Samples, fit as trainModel } from '../../src/training/fit.ts'
import { rmse } from '../../src/training/metrics.ts'
import { freePorts } from '../free-ports.ts'
import { row, toLine } from '../table.ts'

const COLUMNS = 50
const rows = Number(process.argv[2] ?? 100_000)

const [all, validation, held] = [makeSamples(rows), makeSamples(10_000), makeSamples(10_000)]
const shared: Omit<FitRequest, keyof Samples> = {
  featureNames: Array.from({ length: COLUMNS }, (_, i) => `f${i}`),
  validation,
  seed: 1,
}
const addresses = (await freePorts(2)).map((port) => `127.0.0.1:${port}`)
const half = rows / 2

const alone = await timed(async () => trainModel({ ...all, ...shared }))
const together = await timed(async () => {
  const parts = [part(all, 0, half), part(all, half, rows)]
  const [first, second] = await Promise.all(
    parts.map((own, at) => trainModel({ ...own, ...shared, machines: { addresses, own: at } })),
  )
  if (!first || trees(first.model) !== trees(second?.model ?? '')) throw new Error('models differ')
  return first
})
for (const line of [
  row(`One process, ${rows} rows`, alone.seconds, 's'),
  row('Two processes, half each', together.seconds, 's'),
  row('RMSE on 10,000 others, one process', rmseOf(alone.model), ''),
  row('RMSE on 10,000 others, two processes', rmseOf(together.model), ''),
]) {
  process.stdout.write(`${toLine(line)}\n`)
}

async function timed(work: () => Promise<{ readonly model: string }>) {
  const begun = performance.now()
  const { model } = await work()
  return { model, seconds: (performance.now() - begun) / 1000 }
}

/** A label that ten of the features make, bent, with noise of ten points. */
function makeSamples(count: number): Samples {
  const features = Float64Array.from({ length: count * COLUMNS }, Math.random)
  const labels = Float64Array.from({ length: count }, (_, at) => {
    const [a = 0, b = 0, c = 0, ...others] = features.subarray(at * COLUMNS, at * COLUMNS + 10)
    const rest = others.reduce((sum, value) => sum + 2 * value, 0)
    return 30 * a + 30 * b * b + (c > 0.6 ? 20 : 0) + rest + 10 * Math.random()
  })
  return { features, labels }
}

function part({ features, labels }: Samples, from: number, to: number): Samples {
  return {
    features: features.slice(from * COLUMNS, to * COLUMNS),
    labels: labels.slice(from, to),
  }
}

function rmseOf(model: string): number {
  const predicted = new Float64Array(held.labels.length)
  LightgbmRanker.parse(model).predict(held.features, predicted.length, predicted)
  return rmse(predicted, held.labels)
}

/** Without the parameters at the end, among which is each machine's own port. */
function trees(model: string): string {
  return model.split('\nparameters:')[0] as string
}
