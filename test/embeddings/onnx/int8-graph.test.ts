import { readFile } from 'node:fs/promises'
import { createRegistry, equals, fromBinary, toBinary } from '@bufbuild/protobuf'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { loadEmbedder } from '../../../src/embeddings/load.ts'
import { toInt8Arithmetic } from '../../../src/embeddings/onnx/int8-graph.ts'
import { OnnxModelSchema } from '../../../src/embeddings/onnx/onnx-model.ts'
import { findWeights } from '../../../src/embeddings/weights/weights.ts'
import { cosine, LOAD_TIMEOUT_MS, WEIGHTS } from '../model.ts'

const JOBS = [
  'Warehouse worker, night shift',
  'We look for a backend developer who knows Go and PostgreSQL and likes to explain things.',
  'Registered nurse with ten years in intensive care. '.repeat(20),
]

/** What the model says of some tokens, ids of words that are often together or not. */
async function tokenVectors(file: Uint8Array, options: object): Promise<Float32Array> {
  const session = await InferenceSession.create(file, { intraOpNumThreads: 1, ...options })
  const ids = BigInt64Array.from({ length: 200 }, (_, i) => BigInt(1000 + 137 * i))
  const int64 = (values: BigInt64Array) => new Tensor('int64', values, [1, ids.length])
  const { last_hidden_state } = await session.run({
    input_ids: int64(ids),
    attention_mask: int64(new BigInt64Array(ids.length).fill(1n)),
    token_type_ids: int64(new BigInt64Array(ids.length)),
  })
  return last_hidden_state?.data as Float32Array
}

describe('toInt8Arithmetic', { timeout: LOAD_TIMEOUT_MS }, () => {
  const read = async () => readFile((await findWeights(WEIGHTS)).modelPath)
  const rewrite = async () => toInt8Arithmetic(await read()) ?? expect.fail('not rewritten')

  it('reads and writes a file without losing a byte', async () => {
    const file = await read()
    const model = fromBinary(OnnxModelSchema, file)
    const copy = toBinary(OnnxModelSchema, model)
    expect(copy.length).toBe(file.length)
    const options = { unknown: true, registry: createRegistry() }
    expect(equals(OnnxModelSchema, fromBinary(OnnxModelSchema, copy), model, options)).toBe(true)
  })

  it('turns every product with 8-bit weights, and fuses the rest', async () => {
    const rewritten = fromBinary(OnnxModelSchema, await rewrite())
    const count = (opType: string) =>
      rewritten.graph.node.filter((node) => node.opType === opType).length
    // Six layers of query, key, value, output, up and down.
    expect(count('MatMulIntegerToFloat')).toBe(36)
    expect(count('MultiHeadAttention')).toBe(6)
    expect(count('Gelu')).toBe(6)
    for (const gone of ['MatMul', 'Softmax', 'IsNaN', 'Erf']) expect(count(gone), gone).toBe(0)
    const outputs = rewritten.graph.node.flatMap(({ output }) => output)
    expect(new Set(outputs).size).toBe(outputs.length)
  })

  it('gives sums that no processor cuts off', async () => {
    // Exact on any x64, at a third of the speed.
    const exact = { extra: { session: { x64quantprecision: '1' } } }
    const [plain, careful] = await Promise.all(
      [{}, exact].map(async (options) => tokenVectors(await rewrite(), options)),
    )
    const differences = plain?.map((value, i) => Math.abs(value - (careful?.[i] as number)))
    expect(Math.max(...(differences ?? []))).toBeLessThan(1e-4)
  })

  it('leaves a graph alone that is rewritten already, or has another operator set', async () => {
    const rewritten = await rewrite()
    expect(toInt8Arithmetic(rewritten)).toBeUndefined()
    const model = fromBinary(OnnxModelSchema, await read())
    for (const opset of model.opsetImport) opset.version = 18n
    expect(toInt8Arithmetic(toBinary(OnnxModelSchema, model))).toBeUndefined()
  })

  it('refuses what is no ONNX file', () => {
    expect(() => toInt8Arithmetic(Buffer.from('no model at all'))).toThrow()
  })

  it('keeps the vectors', async () => {
    const [int8, stored] = await Promise.all(
      (['int8', 'as-stored'] as const).map(async (arithmetic) => {
        const embedder = await loadEmbedder({ ...WEIGHTS, arithmetic, threads: 1 })
        const vectors = await embedder.embed(JOBS)
        await embedder.close()
        return { id: embedder.id, vectors }
      }),
    )
    expect(int8?.id).not.toBe(stored?.id)
    JOBS.forEach((text, i) => {
      const [a, b] = [int8?.vectors[i]?.mean, stored?.vectors[i]?.mean]
      expect(cosine(a as Float32Array, b as Float32Array), text).toBeGreaterThan(0.995)
      expect(a).not.toEqual(b)
    })
  })
})
