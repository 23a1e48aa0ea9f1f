import { DIMENSIONS, type TextVectors } from '../embeddings/embedder.ts'

/** Vectors of many texts as one block of memory, which a thread hands to another without copying. */
export interface PackedVectors {
  readonly texts: readonly string[]
  /** Number of vectors of each text: its mean, then its windows; 1 where the mean is the only window. */
  readonly counts: Uint32Array
  readonly data: Float32Array<ArrayBuffer>
}

export function packVectors(vectors: ReadonlyMap<string, TextVectors>): PackedVectors {
  const counts = Uint32Array.from(vectors.values(), ({ windows }) =>
    windows.length > 1 ? windows.length + 1 : 1,
  )
  const data = new Float32Array(counts.reduce((sum, count) => sum + count, 0) * DIMENSIONS)
  let offset = 0
  for (const { mean, windows } of vectors.values()) {
    for (const each of windows.length > 1 ? [mean, ...windows] : [mean]) {
      data.set(each, offset)
      offset += DIMENSIONS
    }
  }
  return { texts: [...vectors.keys()], counts, data }
}

export function unpackVectors({ texts, counts, data }: PackedVectors): Map<string, TextVectors> {
  const vectors = new Map<string, TextVectors>()
  let offset = 0
  // Copied out, so that one text that is kept does not keep the whole block.
  const next = () => {
    offset += DIMENSIONS
    return data.slice(offset - DIMENSIONS, offset)
  }
  texts.forEach((text, at) => {
    const mean = next()
    const windows = Array.from({ length: (counts[at] as number) - 1 }, next)
    vectors.set(text, { mean, windows: windows.length > 0 ? windows : [mean] })
  })
  return vectors
}
