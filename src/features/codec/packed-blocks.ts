import { ALIGNMENT } from './block.ts'

/** Many blocks as one piece of memory, which a thread hands to another without copying. */
export interface PackedBlocks {
  readonly data: ArrayBuffer
  /** Where each block starts, and where the last one ends. */
  readonly starts: Uint32Array
}

/** Copies blocks, which come from a database at any address, to where typed arrays can read them. */
export function packBlocks(blocks: readonly Uint8Array[]): PackedBlocks {
  const starts = new Uint32Array(blocks.length + 1)
  blocks.forEach((block, i) => {
    const end = (starts[i] as number) + block.length
    starts[i + 1] = Math.ceil(end / ALIGNMENT) * ALIGNMENT
  })
  // Not zeroed, for all of it is filled.
  const all = Buffer.allocUnsafeSlow(starts[blocks.length] as number)
  blocks.forEach((block, i) => {
    const start = starts[i] as number
    all.set(block, start)
    all.fill(0, start + block.length, starts[i + 1])
  })
  return { data: all.buffer, starts }
}
