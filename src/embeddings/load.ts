import type { Embedder } from './embedder.ts'
import { createOnnxEmbedder, type OnnxEmbedderOptions } from './onnx.ts'
import { type FindWeightsOptions, findWeights } from './weights.ts'

export type LoadEmbedderOptions = FindWeightsOptions &
  Pick<OnnxEmbedderOptions, 'threads' | 'maxBatchSize' | 'cacheBytes'>

/**
 * Finds or fetches the weights and starts the embedder.
 *
 * @throws {WeightsMissingError} when there are none; the null embedder can stand in
 * @throws {Error} when the files are there but are no model
 */
export async function loadEmbedder(options: LoadEmbedderOptions): Promise<Embedder> {
  const weights = await findWeights(options)
  const { threads, maxBatchSize, cacheBytes } = options
  return createOnnxEmbedder({
    ...weights,
    id: 'all-MiniLM-L6-v2/fp32',
    threads,
    maxBatchSize,
    cacheBytes,
  })
}
