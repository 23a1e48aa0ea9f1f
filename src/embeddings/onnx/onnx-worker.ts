import { readFile } from 'node:fs/promises'
import { Tokenizer } from '@huggingface/tokenizers'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { workerData } from 'piscina'
import { DIMENSIONS } from '../embedder.ts'
import { unitMean } from '../unit-vector.ts'
import { equalRuns } from './equal-runs.ts'
import { toInt8Arithmetic } from './int8-graph.ts'
import { tokenWindows } from './token-windows.ts'

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
  /** Whether a sequence comes out the same whatever goes through the model beside it. */
  readonly byRow: boolean
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
  const { session, tokenizer, byRow } = await model
  const windows = texts.map((text) =>
    tokenWindows(tokenizer.encode(text, { add_special_tokens: false }).ids),
  )
  const counts = windows.map(({ length }) => length)
  const vectors = new Float32Array(counts.reduce((a, b) => a + b, 0) * DIMENSIONS)
  const sequences = windows.flat()
  for (const run of byRow ? equalRuns(sequences) : sequences.map((_, at) => [at])) {
    const hidden = await embedSequences(
      session,
      run.map((at) => sequences[at] as number[]),
    )
    const size = hidden.length / run.length
    run.forEach((at, i) => {
      vectors.set(unitMean(hidden.subarray(i * size, (i + 1) * size)), at * DIMENSIONS)
    })
  }
  return { counts, vectors }
}

async function load({ modelPath, tokenizerPath, arithmetic }: OnnxSettings): Promise<Model> {
  const [file, json] = await Promise.all([readFile(modelPath), readFile(tokenizerPath, 'utf8')])
  // Rewriting takes 0.2 s; doing it at each start leaves no second file that could be stale.
  const rewritten = arithmetic === 'int8' ? toInt8Arithmetic(file) : undefined
  const session = await InferenceSession.create(rewritten ?? file, {
    // One thread a session, a session a core: threads that share a run spin while they wait for
    // each other, which costs half the speed as soon as anything else wants a core.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    // Others with 8-bit products may overflow on x64, see `fitWeights`.
    ...(!rewritten && { extra: { session: { x64quantprecision: '1' } } }),
  })
  return { session, tokenizer: new Tokenizer(JSON.parse(json), {}), byRow: rewritten !== undefined }
}

/**
 * A text's vector must not depend on what stands beside it. So there is no padding: sequences of one
 * run are of one length. And only a graph that gives each row a scale of its own takes several; in
 * others with dynamic quantisation the scale that all of a run shares would change them.
 *
 * @returns the vectors of the tokens, sequence after sequence
 */
async function embedSequences(
  session: InferenceSession,
  sequences: readonly (readonly number[])[],
): Promise<Float32Array> {
  const tokens = sequences.flat()
  const shape = [sequences.length, tokens.length / sequences.length]
  const int64 = (values: BigInt64Array) => new Tensor('int64', values, shape)
  const outputs = await session.run({
    input_ids: int64(BigInt64Array.from(tokens, BigInt)),
    attention_mask: int64(new BigInt64Array(tokens.length).fill(1n)),
    token_type_ids: int64(new BigInt64Array(tokens.length)),
  })
  return (outputs[session.outputNames[0] as string] as Tensor).data as Float32Array
}
