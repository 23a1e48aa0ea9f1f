import { readFile } from 'node:fs/promises'
import { createRegistry, equals, fromBinary, toBinary } from '@bufbuild/protobuf'
import { describe, expect, it } from 'vitest'
import { toInt8Arithmetic } from '../../src/embeddings/int8-graph.ts'
import { loadEmbedder } from '../../src/embeddings/load.ts'
import { OnnxModelSchema } from '../../src/embeddings/onnx-model.ts'
import { findWeights } from '../../src/embeddings/weights.ts'
import { cosine, LOAD_TIMEOUT_MS, WEIGHTS } from './model.ts'

const JOBS = [
  'Warehouse worker, night shift',
  'We look for a backend developer who knows Go and PostgreSQL and likes to explain things.',
  'Registered nurse with ten years in intensive care. '.repeat(20),
]

describe('toInt8Arithmetic', { timeout: LOAD_TIMEOUT_MS }, () => {
  const read = async () => readFile((await findWeights(WEIGHTS)).modelPath)

  it('reads and writes a file without losing a byte', async () => {
    const file = await read()
    const model = fromBinary(OnnxModelSchema, file)
    const copy = toBinary(OnnxModelSchema, model)
    expect(copy.length).toBe(file.length)
    const options = { unknown: true, registry: createRegistry() }
    expect(equals(OnnxModelSchema, fromBinary(OnnxModelSchema, copy), model, options)).toBe(true)
  })

  it('turns every product with 8-bit weights, and drops the guards', async () => {
    const rewritten = fromBinary(
      OnnxModelSchema,
      toInt8Arithmetic(await read()) ?? expect.fail('not rewritten'),
    )
    const count = (opType: string) =>
      rewritten.graph.node.filter((node) => node.opType === opType).length
    // Six layers of query, key, value, output, up and down; two products of attention stay.
    expect(count('MatMulInteger')).toBe(36)
    expect(count('MatMul')).toBe(12)
    expect(count('IsNaN')).toBe(0)
    const outputs = rewritten.graph.node.flatMap(({ output }) => output)
    expect(new Set(outputs).size).toBe(outputs.length)
  })

  it('leaves a graph alone that is rewritten already, or has another operator set', async () => {
    const rewritten = toInt8Arithmetic(await read()) ?? expect.fail('not rewritten')
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
