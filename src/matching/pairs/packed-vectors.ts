import { DIMENSIONS, type TextVectors } from '../../embeddings/embedder.ts'

/** What was found for the texts that were looked for; `undefined` where a text has no vectors. */
export type FoundVectors = ReadonlyMap<string, TextVectors | undefined>

/** Vectors of many texts as one block of memory, which a thread hands to another without copying. */
export interface PackedVectors {
  readonly texts: readonly string[]
  /** Number of vectors of each text: its mean, then its windows; 1 where the mean is the only window, 0 where there are none. */
  readonly counts: Uint32Array
  readonly data: Float32Array<ArrayBuffer>
}

export function packVectors(vectors: FoundVectors): PackedVectors {
  const blocks = Array.from(vectors.values(), vectorsOf)
  const counts = Uint32Array.from(blocks, ({ length }) => length)
  const data = new Float32Array(counts.reduce((sum, count) => sum + count, 0) * DIMENSIONS)
  let offset = 0
  for (const each of blocks.flat()) {
    data.set(each, offset)
    offset += DIMENSIONS
  }
  return { texts: [...vectors.keys()], counts, data }
}

function vectorsOf(text: TextVectors | undefined): readonly Float32Array[] {
  if (!text) return []
  return text.windows.length > 1 ? [text.mean, ...text.windows] : [text.mean]
}

export function unpackVectors({ texts, counts, data }: PackedVectors): FoundVectors {
  const vectors = new Map<string, TextVectors | undefined>()
  let offset = 0
  // Copied out, so that one text that is kept does not keep the whole block.
  const next = () => {
    offset += DIMENSIONS
    return data.slice(offset - DIMENSIONS, offset)
  }
  texts.forEach((text, at) => {
    const count = counts[at] as number
    if (count === 0) {
      vectors.set(text, undefined)
      return
    }
    const mean = next()
    const windows = Array.from({ length: count - 1 }, next)
    vectors.set(text, { mean, windows: windows.length > 0 ? windows : [mean] })
  })
  return vectors
}
