import { mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChildError, runChild } from '../runtime/child.ts'
import { compiledFile } from '../runtime/compiled-file.ts'
import type { LightgbmParams } from './lightgbm-library.ts'
import { type LightgbmLocation, locateLightgbm } from './lightgbm-location.ts'

/** Rows to learn from or to stop by. */
export interface Samples {
  /** Row-major, one row for each label, NaN = missing. */
  readonly features: Float64Array
  readonly labels: Float64Array
  /** 1 each if left out. */
  readonly weights?: Float64Array | undefined
}

/** Direction a feature may move the score in: up, down, or either. */
export type Monotone = 1 | -1 | 0

export interface FitRequest extends Samples {
  /** Printable, distinct, without white space or any of `",:[]{}`, which LightGBM cannot store. */
  readonly featureNames: readonly string[]
  /** One for each feature; none is constrained if left out. */
  readonly monotone?: readonly Monotone[] | undefined
  /** Overrides {@link DEFAULT_PARAMS}. */
  readonly params?: LightgbmParams | undefined
  /** Held-out rows; training stops when the first metric no longer improves on them. */
  readonly validation?: Samples | undefined
  /** Machines that train together, each with rows of its own; alone if left out. */
  readonly machines?: Machines | undefined
  readonly seed: number
  readonly onProgress?: ((progress: FitProgress) => void) | undefined
  /** Kills the training process. */
  readonly signal?: AbortSignal | undefined
  readonly lightgbm?: LightgbmLocation | undefined
}

/**
 * LightGBM's data-parallel learning: every machine calls {@link fit} at the same time, with the same
 * parameters and validation rows and its own share of the training rows, and gets the same model. They
 * speak without a password or encryption: in a network of their own only.
 */
export interface Machines {
  /** Of all, `host:port`. */
  readonly addresses: readonly string[]
  /** Which of the addresses is this machine's, from 0. */
  readonly own: number
}

export interface FitProgress {
  /** Rounds done, from 1. */
  readonly iteration: number
  /** Metric on the validation rows, if there are any. */
  readonly metric?: number | undefined
}

export interface FittedModel {
  /** LightGBM's text format, cut at the best iteration. */
  readonly model: string
  /** Rounds kept. */
  readonly bestIteration: number
  /** Metric on the validation rows after each round; empty without them. */
  readonly evals: readonly number[]
}

/** Training failed; the message carries LightGBM's, or how its process ended. */
export class FitError extends Error {
  override readonly name = 'FitError'
}

/** Small trees and few rounds: scores stay explainable, and a fit takes seconds. */
export const DEFAULT_PARAMS = {
  objective: 'regression',
  metric: 'rmse',
  num_iterations: 100,
  learning_rate: 0.05,
  num_leaves: 31,
  max_depth: 6,
  early_stopping_round: 10,
  // The one of the three methods whose trees keep to their constraints. Of 100 trees of the initial
  // model, those of `advanced` broke them between some 600 pairs of leaves and those of `intermediate`
  // between 9 (LightGBM 4.7; its issues 5358 and 6155): a score that falls when the profile improves.
  monotone_constraints_method: 'basic',
  // The number is stored in the model's text, so it is fixed and not the machine's. More than one
  // gains little on our sizes, and threads that spin at barriers starve a busy machine.
  num_threads: 1,
} as const satisfies LightgbmParams

/** The same rows, parameters and seed give the same bytes. */
const REPRODUCIBLE = { deterministic: true, force_row_wise: true } as const satisfies LightgbmParams

/** What the parent sends; the numbers follow in a file, since 200,000 rows are too many for IPC. */
export interface FitJob {
  readonly library: string
  readonly data: string
  readonly featureNames: readonly string[]
  readonly params: LightgbmParams
  readonly machines?: Machines | undefined
  readonly training: SamplesShape
  readonly validation?: SamplesShape | undefined
}

/** How many rows lie in the file (features, labels, then weights), and whether weights do. */
export interface SamplesShape {
  readonly rows: number
  readonly weighted: boolean
}

/** Rows are not dealt out by LightGBM: each machine has its own. */
const DISTRIBUTED = { tree_learner: 'data', pre_partition: true } as const satisfies LightgbmParams

const FOLDER = 'talentmatch-fit-'
const FOLDER_OF = new RegExp(`^${FOLDER}(\\d+)-`)

/**
 * Trains LightGBM in a child process, so that neither its threads nor a crash of native code reach
 * the caller.
 *
 * @throws FitError when the request is malformed, LightGBM refuses it, or the process dies
 * @throws the signal's reason when aborted
 */
export async function fit(request: FitRequest): Promise<FittedModel> {
  const { signal, featureNames, validation, machines } = request
  validate(request)
  signal?.throwIfAborted()
  const library = await locateLightgbm(request.lightgbm, signal)
  await removeAbandoned()
  const folder = await mkdtemp(join(tmpdir(), `${FOLDER}${process.pid}-`))
  try {
    const data = join(folder, 'samples')
    await writeSamples(data, validation === undefined ? [request] : [request, validation])
    const job = { library, data, featureNames, params: allParams(request), machines }
    const shapes = { training: shape(request), validation: validation && shape(validation) }
    return await runFitProcess({ ...job, ...shapes }, request)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What processes have left that were killed outright: folders are named after whoever made them. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = FOLDER_OF.exec(name)?.[1]
    if (pid === undefined || isAlive(Number(pid))) continue
    // Where it is somebody else's, they will see to it.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {})
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

async function runFitProcess(
  job: FitJob,
  { signal, onProgress }: FitRequest,
): Promise<FittedModel> {
  try {
    return await runChild(compiledFile(import.meta.url, './fit-process.ts'), job, {
      name: 'training',
      // Threads that wait must sleep: spinning, two on a busy machine were slower than one.
      env: { ...process.env, OMP_WAIT_POLICY: 'passive' },
      signal,
      onProgress,
    })
  } catch (error) {
    if (!(error instanceof ChildError)) throw error
    throw new FitError(error.message, { cause: error })
  }
}

function allParams({ params, monotone, machines, seed }: FitRequest): LightgbmParams {
  const constrained = monotone?.some((direction) => direction !== 0)
  const constraints: LightgbmParams = constrained ? { monotone_constraints: monotone ?? [] } : {}
  const shared: LightgbmParams = machines
    ? { ...DISTRIBUTED, num_machines: machines.addresses.length }
    : {}
  return { ...DEFAULT_PARAMS, ...constraints, ...params, ...REPRODUCIBLE, ...shared, seed }
}

async function writeSamples(path: string, parts: readonly Samples[]): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for (const { features, labels, weights } of parts) {
      for (const values of weights ? [features, labels, weights] : [features, labels]) {
        const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
        await file.writeFile(bytes)
      }
    }
  } finally {
    await file.close()
  }
}

function shape({ labels, weights }: Samples): SamplesShape {
  return { rows: labels.length, weighted: weights !== undefined }
}

function validate(request: FitRequest): void {
  const { featureNames, monotone, validation, machines } = request
  if (featureNames.length === 0) throw new FitError('there are no features')
  if (new Set(featureNames).size < featureNames.length) throw new FitError('feature names repeat')
  const unprintable = featureNames.find((name) => !/^[^\s",:[\]{}]+$/.test(name))
  if (unprintable !== undefined) throw new FitError(`'${unprintable}' cannot be a feature name`)
  if (monotone && monotone.length !== featureNames.length) {
    throw new FitError(`${monotone.length} constraints for ${featureNames.length} features`)
  }
  if (machines) validateMachines(machines)
  validateSamples('training', request, featureNames.length)
  if (validation) validateSamples('validation', validation, featureNames.length)
}

function validateMachines({ addresses, own }: Machines): void {
  const wrong = addresses.find((address) => !/^[\w.-]+:\d{1,5}$/.test(address))
  if (wrong !== undefined) throw new FitError(`'${wrong}' is no address such as 10.0.0.2:12400`)
  if (new Set(addresses).size < addresses.length) throw new FitError('addresses of machines repeat')
  if (addresses.length < 2 || addresses[own] === undefined) {
    throw new FitError(`machine ${own} is none of ${addresses.length}; two or more train together`)
  }
}

function validateSamples(name: string, samples: Samples, columns: number): void {
  const { features, labels, weights } = samples
  if (labels.length === 0) throw new FitError(`${name}: there are no rows`)
  if (features.length !== labels.length * columns) {
    throw new FitError(`${name}: ${features.length} values for ${labels.length} × ${columns}`)
  }
  if (!labels.every(Number.isFinite)) throw new FitError(`${name}: a label is not a number`)
  if (weights === undefined) return
  if (weights.length !== labels.length || !weights.every((w) => Number.isFinite(w) && w >= 0)) {
    throw new FitError(`${name}: each row needs a weight of 0 or more`)
  }
}
