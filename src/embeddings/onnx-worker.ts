import { readFile } from 'node:fs/promises'
import { Tokenizer } from '@huggingface/tokenizers'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { workerData } from 'piscina'
import { DIMENSIONS } from './embedder.ts'
import { toInt8Arithmetic } from './int8-graph.ts'
import { tokenWindows } from './token-windows.ts'
import { unitMean } from './unit-vector.ts'

/** What the embedder gives each of its worker threads. */
export interface OnnxSettings {
  readonly modelPath: string
  readonly tokenizerPath: string
  /** `int8` rewrites a graph that stores 8-bit weights, see {@link toInt8Arithmetic}. */
  readonly arithmetic: 'int8' | 'as-stored'
}

interface Model {
  readonly session: InferenceSession
  readonly tokenizer: Tokenizer
}

/** Windows of several texts: `counts[i]` consecutive vectors of text i, all in one array. */
export interface BatchVectors {
  readonly counts: readonly number[]
  readonly vectors: Float32Array
}

// Starts with the thread, not with its first batch; a failure shows in each batch.
const model = load(workerData as OnnxSettings)
model.catch(() => {})

/** Entry of the worker thread: embeds a batch of texts. */
export default async function embedBatch(texts: readonly string[]): Promise<BatchVectors> {
  const { session, tokenizer } = await model
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

async function load({ modelPath, tokenizerPath, arithmetic }: OnnxSettings): Promise<Model> {
  const [file, json] = await Promise.all([readFile(modelPath), readFile(tokenizerPath, 'utf8')])
  // Rewriting takes 0.2 s; doing it at each start leaves no second file that could be stale.
  const graph = (arithmetic === 'int8' ? toInt8Arithmetic(file) : undefined) ?? file
  const session = await InferenceSession.create(graph, {
    // One thread a session, a session a core: threads that share a run spin while they wait for
    // each other, which costs half the speed as soon as anything else wants a core.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    ...((await addsWithSaturation()) && { extra: { session: { x64quantprecision: '1' } } }),
  })
  return { session, tokenizer: new Tokenizer(JSON.parse(json), {}) }
}

/**
 * Whether the processor may add 8-bit products in 16 bits that saturate, as x64 does without VNNI.
 * ONNX Runtime then needs a setting to give the same vectors as elsewhere, which costs a third of
 * the speed, so it is not set where it is known not to matter.
 */
async function addsWithSaturation(): Promise<boolean> {
  if (process.arch !== 'x64') return false
  const processor = await readFile('/proc/cpuinfo', 'utf8').catch(() => '')
  return !/\bavx(512)?_vnni\b/.test(processor)
}

/**
 * One sequence a run, so that a text's vector depends on nothing beside it: in a batch, padding
 * and, in graphs with dynamic quantisation, the scale that all of it shares would change it. A
 * batch is no faster here, as one sequence keeps its core busy.
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
