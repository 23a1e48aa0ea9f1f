import koffi, { type LibraryHandle } from 'koffi'

/** LightGBM's C library could not be loaded, or one of its functions reported an error. */
export class LightgbmError extends Error {
  override readonly name = 'LightgbmError'
}

/** Row-major numbers, NaN = missing. */
export interface Matrix {
  readonly values: Float64Array
  readonly rows: number
  readonly columns: number
}

/** Parameters by their documented names (https://lightgbm.readthedocs.io/en/stable/Parameters.html). */
export type LightgbmParams = Readonly<
  Record<string, string | number | boolean | readonly (string | number)[]>
>

/** What a prediction returns, by the numbers of `C_API_PREDICT_*`. */
export const PREDICT = { transformed: 0, raw: 1, contributions: 3 } as const

/** `C_API_DTYPE_*` of the arrays that cross the border. */
const FLOAT32 = 0
const FLOAT64 = 1
const ROW_MAJOR = 1
const ALL_ITERATIONS = -1
const IMPORTANCE_BY_SPLIT = 0

/** Index that LightGBM gives the first validation set; the training set is 0. */
const VALIDATION = 1

type Handle = unknown

/**
 * A thin typed binding of LightGBM's C API (`LightGBM/c_api.h`, version 4). Every call blocks until
 * done and every return code is checked. Datasets and boosters hold native memory: free them.
 */
export class LightgbmLibrary {
  readonly #library: LibraryHandle
  readonly #lastError: () => string
  readonly #functions = new Map<string, (...args: unknown[]) => number>()

  /** @throws LightgbmError when the library, or one that it needs, is not there */
  constructor(path: string) {
    this.#library = load(path)
    this.#lastError = this.#library.func('const char* LGBM_GetLastError()')
  }

  /** @param reference the training set, so that a validation set is binned alike */
  createDataset(matrix: Matrix, params: LightgbmParams, reference?: Dataset): Dataset {
    checkSize(matrix)
    const out: [Handle] = [null]
    this.call(
      'LGBM_DatasetCreateFromMat(const void*, int, int32_t, int32_t, int, str, void*, _Out_ void**)',
      ...[matrix.values, FLOAT64, matrix.rows, matrix.columns, ROW_MAJOR],
      ...[formatParams(params), reference?.handle ?? null, out],
    )
    return new Dataset(this, out[0])
  }

  /**
   * Meets the other machines and waits for all; datasets and boosters made after it are of them together.
   *
   * @param machines addresses of all, `host:port`; this one is found by its own address and port
   * @param timeoutMinutes after which those that are not there are given up
   */
  joinMachines(machines: readonly string[], port: number, timeoutMinutes: number): void {
    const prototype = 'LGBM_NetworkInit(str, int, int, int)'
    this.call(prototype, machines.join(), port, timeoutMinutes, machines.length)
  }

  createBooster(training: Dataset, params: LightgbmParams): Booster {
    const out: [Handle] = [null]
    const prototype = 'LGBM_BoosterCreate(const void*, str, _Out_ void**)'
    this.call(prototype, training.handle, formatParams(params), out)
    return new Booster(this, out[0])
  }

  /** Reads the text form of a model. */
  loadBooster(model: string): Booster {
    const out: [Handle] = [null]
    const prototype = 'LGBM_BoosterLoadModelFromString(str, _Out_ int*, _Out_ void**)'
    this.call(prototype, model, [0], out)
    return new Booster(this, out[0])
  }

  /**
   * Calls a C function that returns 0 for success.
   *
   * @param prototype name and parameter types in C, the return type `int` left out
   * @throws LightgbmError with LightGBM's own message
   */
  call(prototype: string, ...args: unknown[]): void {
    let invoke = this.#functions.get(prototype)
    if (invoke === undefined) {
      invoke = this.#library.func(`int ${prototype}`) as (...args: unknown[]) => number
      this.#functions.set(prototype, invoke)
    }
    if (invoke(...args) !== 0) {
      const name = prototype.slice(0, prototype.indexOf('('))
      throw new LightgbmError(`${name}: ${this.#lastError()}`)
    }
  }
}

/** Binned training or validation data. */
export class Dataset {
  readonly handle: Handle
  readonly #library: LightgbmLibrary

  constructor(library: LightgbmLibrary, handle: Handle) {
    this.#library = library
    this.handle = handle
  }

  /** LightGBM keeps labels and weights in single precision. */
  setField(field: 'label' | 'weight', values: Float64Array): void {
    const prototype = 'LGBM_DatasetSetField(void*, str, const void*, int, int)'
    this.#library.call(
      prototype,
      this.handle,
      field,
      new Float32Array(values),
      values.length,
      FLOAT32,
    )
  }

  setFeatureNames(names: readonly string[]): void {
    const prototype = 'LGBM_DatasetSetFeatureNames(void*, const char**, int)'
    this.#library.call(prototype, this.handle, names, names.length)
  }

  free(): void {
    this.#library.call('LGBM_DatasetFree(void*)', this.handle)
  }
}

/** A model, in training or loaded. */
export class Booster {
  readonly handle: Handle
  readonly #library: LightgbmLibrary

  constructor(library: LightgbmLibrary, handle: Handle) {
    this.#library = library
    this.handle = handle
  }

  /** At most one is added, see {@link evaluate}. */
  addValidation(data: Dataset): void {
    this.#library.call('LGBM_BoosterAddValidData(void*, void*)', this.handle, data.handle)
  }

  /** Boosts one round; false when no further split helps. */
  update(): boolean {
    const finished: [number] = [0]
    this.#library.call('LGBM_BoosterUpdateOneIter(void*, _Out_ int*)', this.handle, finished)
    return finished[0] === 0
  }

  /** The model's metrics on the validation set, in the order of the parameter `metric`. */
  evaluate(): number[] {
    const count: [number] = [0]
    this.#library.call('LGBM_BoosterGetEvalCounts(void*, _Out_ int*)', this.handle, count)
    const values = new Float64Array(count[0])
    const prototype = 'LGBM_BoosterGetEval(void*, int, _Out_ int*, double*)'
    this.#library.call(prototype, this.handle, VALIDATION, count, values)
    return [...values.subarray(0, count[0])]
  }

  /**
   * @param kind one of {@link PREDICT}
   * @returns for each row one number, or with contributions one for each feature and the base value
   */
  predict(matrix: Matrix, kind: number, params: LightgbmParams = {}): Float64Array {
    checkSize(matrix)
    const length: [bigint | number] = [0]
    this.#library.call(
      'LGBM_BoosterCalcNumPredict(void*, int, int, int, int, _Out_ int64_t*)',
      ...[this.handle, matrix.rows, kind, 0, ALL_ITERATIONS, length],
    )
    const out = new Float64Array(Number(length[0]))
    this.#library.call(
      'LGBM_BoosterPredictForMat(void*, const void*, int, int32_t, int32_t, int, int, int, int, str, _Out_ int64_t*, double*)',
      ...[this.handle, matrix.values, FLOAT64, matrix.rows, matrix.columns, ROW_MAJOR, kind],
      ...[0, ALL_ITERATIONS, formatParams(params), length, out],
    )
    return out
  }

  /** The model's text form, which `src/ranking/lightgbm-model.ts` reads. */
  save(iterations: number = ALL_ITERATIONS): string {
    const length: [bigint | number] = [0]
    const write = (buffer: Uint8Array) =>
      this.#library.call(
        'LGBM_BoosterSaveModelToString(void*, int, int, int, int64_t, _Out_ int64_t*, void*)',
        ...[this.handle, 0, iterations, IMPORTANCE_BY_SPLIT, buffer.length, length, buffer],
      )
    write(new Uint8Array(1)) // too small on purpose: the call then only tells the length
    const buffer = new Uint8Array(Number(length[0]))
    write(buffer)
    return new TextDecoder().decode(buffer.subarray(0, -1)) // without C's final NUL
  }

  free(): void {
    this.#library.call('LGBM_BoosterFree(void*)', this.handle)
  }
}

function load(path: string): LibraryHandle {
  try {
    return koffi.load(path)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new LightgbmError(`cannot load LightGBM from ${path}: ${reason}${remedy(reason)}`, {
      cause: error,
    })
  }
}

function remedy(reason: string): string {
  if (reason.includes('libgomp')) {
    return '. Install the OpenMP runtime: apt-get install libgomp1 (Debian, Ubuntu), dnf install libgomp (Fedora)'
  }
  if (reason.includes('libomp')) return '. Install the OpenMP runtime: brew install libomp'
  return '. Set LIGHTGBM_LIB to the path of lib_lightgbm'
}

function checkSize({ values, rows, columns }: Matrix): void {
  if (values.length !== rows * columns) {
    throw new LightgbmError(`${values.length} numbers are not ${rows} rows of ${columns}`)
  }
}

function formatParams(params: LightgbmParams): string {
  const entries = Object.entries({ verbosity: -1, ...params })
  return entries.map(([name, value]) => `${name}=${String(value)}`).join(' ')
}
