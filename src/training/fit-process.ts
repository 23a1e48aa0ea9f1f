/** Child process of `fit.ts`: receives one job, trains, sends the model back, ends. */
import { open } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { answerParent } from '../runtime/child.ts'
import type { FitJob, FitProgress, FittedModel, Machines, Samples, SamplesShape } from './fit.ts'
import { type Booster, type Dataset, LightgbmLibrary } from './lightgbm-library.ts'

/** Metrics of which more is better; the others are losses. */
const MAXIMISED = /^(auc|ndcg|map|average_precision)/

/** For the slowest machine to read its rows. */
const MEETING_MINUTES = 5

answerParent(train)

async function train(job: FitJob, tell: (progress: FitProgress) => void): Promise<FittedModel> {
  const { params, featureNames } = job
  const library = new LightgbmLibrary(job.library)
  const [training, validation] = await readSamples(job)
  if (training === undefined) throw new Error('no training rows')
  if (job.machines) join(library, job.machines)
  const dataset = createDataset(library, training, job)
  dataset.setFeatureNames(featureNames)
  const booster = library.createBooster(dataset, params)
  if (validation === undefined) return boost(booster, job, tell)
  booster.addValidation(createDataset(library, validation, job, dataset))
  return boost(booster, job, tell)
}

/** For good: the process ends with its training. */
function join(library: LightgbmLibrary, { addresses, own }: Machines): void {
  const port = Number(addresses[own]?.split(':')[1])
  library.joinMachines(addresses, port, MEETING_MINUTES)
}

async function boost(
  booster: Booster,
  { params, validation }: FitJob,
  tell: (progress: FitProgress) => void,
): Promise<FittedModel> {
  const rounds = Number(params.num_iterations)
  const patience = Number(params.early_stopping_round)
  const direction = MAXIMISED.test(String(params.metric)) ? -1 : 1
  const evals: number[] = []
  let best = { iteration: 0, loss: Number.POSITIVE_INFINITY }
  let iteration = 0
  while (iteration < rounds && booster.update()) {
    iteration++
    const metric = validation && booster.evaluate()[0]
    tell({ iteration, metric })
    await setImmediate() // lets the message out, and a 'disconnect' in
    if (metric === undefined) continue
    evals.push(metric)
    if (metric * direction < best.loss) best = { iteration, loss: metric * direction }
    if (patience > 0 && iteration - best.iteration >= patience) break
  }
  const bestIteration = best.iteration || Math.max(iteration, 1)
  return { model: booster.save(bestIteration), bestIteration, evals }
}

function createDataset(
  library: LightgbmLibrary,
  { features, labels, weights }: Samples,
  { featureNames, params }: FitJob,
  reference?: Dataset,
): Dataset {
  const matrix = { values: features, rows: labels.length, columns: featureNames.length }
  const dataset = library.createDataset(matrix, params, reference)
  dataset.setField('label', labels)
  if (weights) dataset.setField('weight', weights)
  return dataset
}

async function readSamples({ data, featureNames, ...job }: FitJob): Promise<Samples[]> {
  const file = await open(data)
  const read = async (length: number): Promise<Float64Array> => {
    const values = new Float64Array(length)
    const { bytesRead } = await file.read(new Uint8Array(values.buffer))
    if (bytesRead !== values.byteLength) throw new Error(`${data} is cut short`)
    return values
  }
  const readPart = async ({ rows, weighted }: SamplesShape): Promise<Samples> => ({
    features: await read(rows * featureNames.length),
    labels: await read(rows),
    weights: weighted ? await read(rows) : undefined,
  })
  try {
    const training = await readPart(job.training)
    return job.validation ? [training, await readPart(job.validation)] : [training]
  } finally {
    await file.close()
  }
}
