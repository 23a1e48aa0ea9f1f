import { Counter, type Registry } from 'prom-client'
import type { VectorLevel } from '../embeddings/stores/stored.ts'

/** @returns what counts texts by where their vectors came from */
export function addEmbeddingMetrics(
  registry: Registry,
): (level: VectorLevel, texts: number) => void {
  const texts = new Counter({
    name: 'embedded_texts_total',
    help: 'Texts whose vectors were asked for, by where they came from; model: they were computed.',
    labelNames: ['level'],
    registers: [registry],
  })
  return (level, count) => texts.inc({ level }, count)
}
