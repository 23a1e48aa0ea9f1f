import { readFile } from 'node:fs/promises'
import { Tokenizer } from '@huggingface/tokenizers'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { workerData } from 'piscina'
import { DIMENSIONS } from './embedder.ts'
import { tokenWindows } from './token-windows.ts'
import { unitMean } from './unit-vector.ts'

/** What the embedder gives its worker thread. */
export interface OnnxSettings {
  readonly modelPath: string
  readonly tokenizerPath: string
  readonly threads: number
}

interface Model {
  readonly session: InferenceSession
  readonly tokenizer: Tokenizer
}

let model: Promise<Model> | undefined

/** Windows of several texts: `counts[i]` consecutive vectors of text i, all in one array. */
export interface BatchVectors {
  readonly counts: readonly number[]
  readonly vectors: Float32Array
}

/** Entry of the worker thread: embeds a batch of texts, or lets go of the model when given none. */
export default async function embedBatch(texts: readonly string[]): Promise<BatchVectors> {
  model ??= load(workerData as OnnxSettings)
  const { session, tokenizer } = await model
  if (texts.length === 0) await session.release()

  const windows = texts.map((text) =>
    tokenWindows(tokenizer.encode(text, { add_special_tokens: false }).ids),
  )
  const counts = windows.map(({ length }) => length)
  const vectors = new Float32Array(counts.reduce((a, b) => a + b, 0) * DIMENSIONS)
  let at = 0
  for (const tokens of windows.flat()) {
    vectors.set(await embedWindow(session, tokens), at)
    at += DIMENSIONS
  }
  return { counts, vectors }
}

async function load({ modelPath, tokenizerPath, threads }: OnnxSettings): Promise<Model> {
  const [session, json] = await Promise.all([
    InferenceSession.create(modelPath, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
    }),
    readFile(tokenizerPath, 'utf8'),
  ])
  return { session, tokenizer: new Tokenizer(JSON.parse(json), {}) }
}

/**
 * One sequence a run. A batch would need padding, or the one scale that dynamic quantisation takes
 * over all of it: either way a text's vector would depend on the texts beside it.
 */
async function embedWindow(session: InferenceSession, tokens: number[]): Promise<Float32Array> {
  const shape = [1, tokens.length]
  const int64 = (values: BigInt64Array) => new Tensor('int64', values, shape)
  const outputs = await session.run({
    input_ids: int64(BigInt64Array.from(tokens, BigInt)),
    attention_mask: int64(new BigInt64Array(tokens.length).fill(1n)),
    token_type_ids: int64(new BigInt64Array(tokens.length)),
  })
  const hidden = outputs[session.outputNames[0] as string] as Tensor
  return unitMean(hidden.data as Float32Array)
}
