import type { Embedder } from './embedder.ts'

/** Stands in where no weights are there: every text is unknown, so text features are NaN. */
export const nullEmbedder: Embedder = {
  id: 'none',
  embed: async (texts) => texts.map(() => undefined),
  close: async () => {},
}
