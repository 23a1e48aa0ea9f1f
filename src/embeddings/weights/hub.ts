import { checkSha256 } from '../../runtime/sha256.ts'
import type { FetchedWeights, FindWeightsOptions } from './weights.ts'

interface HubFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** A model hub, which files are taken from it, and how long it may keep silent. */
export interface Hub {
  readonly url: string
  readonly revision: string
  readonly model: HubFile
  readonly tokenizer: HubFile
  readonly connectTimeoutMs: number
  readonly stallTimeoutMs: number
}

export const HUB: Hub = {
  url: 'https://huggingface.co',
  revision: '1110a243fdf4706b3f48f1d95db1a4f5529b4d41',
  // A quarter of the size of the hub's fp32 file. Every processor can run it, whatever its name says.
  model: {
    path: 'onnx/model_quint8_avx2.onnx',
    bytes: 23_046_789,
    sha256: 'b941bf19f1f1283680f449fa6a7336bb5600bdcd5f84d10ddc5cd72218a0fd21',
  },
  tokenizer: {
    path: 'tokenizer.json',
    bytes: 466_247,
    sha256: 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037',
  },
  // A hub that cannot be reached must not hold up the start: the next source is as good.
  connectTimeoutMs: 3000,
  stallTimeoutMs: 15_000,
}

/** @throws {Error} when the hub is out of reach, answers with an error, or sends other bytes */
export async function fetchFromHub(
  hub: Hub,
  { onProgress, signal }: Pick<FindWeightsOptions, 'onProgress' | 'signal'>,
): Promise<FetchedWeights> {
  const totalBytes = hub.tokenizer.bytes + hub.model.bytes
  let receivedBytes = 0
  const onChunk = (bytes: number) => {
    receivedBytes += bytes
    onProgress?.({ source: new URL(hub.url).host, receivedBytes, totalBytes })
  }
  const tokenizer = await fetchFile(hub, hub.tokenizer, signal, onChunk)
  return { tokenizer, model: await fetchFile(hub, hub.model, signal, onChunk) }
}

async function fetchFile(
  hub: Hub,
  file: HubFile,
  signal: AbortSignal | undefined,
  onChunk: (bytes: number) => void,
): Promise<Uint8Array> {
  const url = `${hub.url}/sentence-transformers/all-MiniLM-L6-v2/resolve/${hub.revision}/${file.path}`
  const watchdog = new AbortController()
  const watch = (ms: number, what: string) =>
    setTimeout(() => watchdog.abort(new Error(`${what} for ${ms} ms from ${url}`)), ms)
  let timer = watch(hub.connectTimeoutMs, 'no answer')
  try {
    const response = await fetch(url, {
      signal: signal ? AbortSignal.any([signal, watchdog.signal]) : watchdog.signal,
    })
    if (!response.ok || !response.body) throw new Error(`status ${response.status} from ${url}`)
    const data = new Uint8Array(file.bytes)
    let length = 0
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      clearTimeout(timer)
      timer = watch(hub.stallTimeoutMs, 'nothing more')
      if (length + chunk.length > data.length) throw new Error(`too many bytes from ${url}`)
      data.set(chunk, length)
      length += chunk.length
      onChunk(chunk.length)
    }
    checkSha256(data.subarray(0, length), file.sha256, url)
    return data
  } finally {
    clearTimeout(timer)
    // Closes a connection whose answer was not read to its end.
    watchdog.abort()
  }
}
