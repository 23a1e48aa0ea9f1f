import type { Embedder, EmbedOptions, TextVectors } from './embedder.ts'

/** Vectors by text; `undefined` as {@link Embedder.embed} gives it. */
export type VectorsByText = Map<string, TextVectors | undefined>

/** Embeds texts that may repeat, each once. */
export async function embedByText(
  embedder: Embedder,
  texts: Iterable<string>,
  options?: EmbedOptions,
): Promise<VectorsByText> {
  const unique = [...new Set(texts)]
  const vectors = await embedder.embed(unique, options)
  return new Map(unique.map((text, at) => [text, vectors[at]]))
}
