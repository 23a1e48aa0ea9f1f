import { checkSha256 } from './sha256.ts'
import type { FetchedWeights, FindWeightsOptions } from './weights.ts'

export const HUB_URL = 'https://huggingface.co'

const REVISION = '1110a243fdf4706b3f48f1d95db1a4f5529b4d41'

/**
 * The hub's own 8-bit file: a quarter of the size of its fp32 file, and it runs on every CPU that
 * ONNX Runtime knows, whatever the name says.
 */
const MODEL = {
  path: 'onnx/model_quint8_avx2.onnx',
  bytes: 23_046_789,
  sha256: 'b941bf19f1f1283680f449fa6a7336bb5600bdcd5f84d10ddc5cd72218a0fd21',
}
const TOKENIZER = {
  path: 'tokenizer.json',
  bytes: 466_247,
  sha256: 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037',
}
export const HUB_MODEL_SHA256 = MODEL.sha256

/** A host that is not reachable must not hold up the start: the next source is as good. */
const CONNECT_TIMEOUT_MS = 3000
/** A transfer that gives nothing for so long is dead. */
const STALL_TIMEOUT_MS = 15_000

/** @throws {Error} when the hub is out of reach, answers with an error, or sends other bytes */
export async function fetchFromHub(
  hubUrl: string,
  { onProgress, signal }: Pick<FindWeightsOptions, 'onProgress' | 'signal'>,
): Promise<FetchedWeights> {
  const source = new URL(hubUrl).host
  const totalBytes = TOKENIZER.bytes + MODEL.bytes
  let receivedBytes = 0
  const download = (file: typeof MODEL) => {
    const url = `${hubUrl}/sentence-transformers/all-MiniLM-L6-v2/resolve/${REVISION}/${file.path}`
    return fetchFile(url, file, signal, (chunkBytes) => {
      receivedBytes += chunkBytes
      onProgress?.({ source, receivedBytes, totalBytes })
    })
  }
  const tokenizer = await download(TOKENIZER)
  return { tokenizer, model: await download(MODEL) }
}

async function fetchFile(
  url: string,
  file: typeof MODEL,
  signal: AbortSignal | undefined,
  onChunk: (bytes: number) => void,
): Promise<Uint8Array> {
  const watchdog = new AbortController()
  const giveUp = (after: number, what: string) =>
    setTimeout(() => watchdog.abort(new Error(`${what} within ${after} ms: ${url}`)), after)
  let timer = giveUp(CONNECT_TIMEOUT_MS, 'no answer')
  try {
    const response = await fetch(url, {
      signal: signal ? AbortSignal.any([signal, watchdog.signal]) : watchdog.signal,
    })
    if (!response.ok || !response.body) throw new Error(`${response.status} for ${url}`)
    const data = new Uint8Array(file.bytes)
    let length = 0
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      clearTimeout(timer)
      timer = giveUp(STALL_TIMEOUT_MS, 'nothing more came')
      if (length + chunk.length > data.length) throw new Error(`${url} is longer than known`)
      data.set(chunk, length)
      length += chunk.length
      onChunk(chunk.length)
    }
    checkSha256(data.subarray(0, length), file.sha256, url)
    return data
  } finally {
    clearTimeout(timer)
  }
}
