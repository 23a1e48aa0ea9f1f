import { readFile } from 'node:fs/promises'
import type { Embedder } from '../embeddings/embedder.ts'
import { CONTRACT_HASH, RANKED_FEATURES } from '../features/registry.ts'
import { contextOf, type Tables } from '../matching/bundle/tables.ts'
import { projectFile } from '../runtime/project-file.ts'
import { judgeExamples } from './judged-examples.ts'
import { createWorld } from './synthetic/world.ts'
import { embedWorld, lastPosting } from './synthetic/world-texts.ts'

/**
 * Rows of the same pairs for every challenger and champion, so that the shares of their scores compare; kept
 * with the project, since their texts take longer to embed than a model to train.
 */
export const REFERENCE_FILE = projectFile('models/reference-set.bin')

/** A share moves by a twentieth of a point with each. */
const PAIRS = 2_000
const WORLD = { talents: 400, jobs: 400 }
const SEED = 20260101

/** The file is of other features than this code computes, or is cut short; the message says what to do. */
export class ReferenceSetError extends Error {
  override readonly name = 'ReferenceSetError'
}

/** @param tables of the model that is delivered with the code */
export async function makeReferenceSet(
  embedder: Embedder,
  tables: Tables,
  onProgress?: (done: number, total: number) => void,
): Promise<Uint8Array> {
  const world = createWorld(SEED, WORLD)
  const vectors = await embedWorld(world, embedder, { ...(onProgress && { onProgress }) })
  const context = contextOf(tables, lastPosting(world))
  const { rows } = judgeExamples(world, PAIRS, vectors, context, SEED)
  return Buffer.concat([
    Buffer.from(`${CONTRACT_HASH}\n`),
    Buffer.from(Float32Array.from(rows).buffer),
  ])
}

/**
 * @returns rows as wide as `RANKED_FEATURES`, one after the other
 * @throws {ReferenceSetError}
 */
export async function readReferenceSet(path = REFERENCE_FILE): Promise<Float64Array> {
  const mend = 'make it anew with `npm run make:reference`'
  const bytes = await readFile(path).catch((cause) => {
    throw new ReferenceSetError(`${path}: ${cause.message}; ${mend}`, { cause })
  })
  const values = new Uint8Array(bytes.subarray(CONTRACT_HASH.length + 1))
  const isWhole = values.byteLength === PAIRS * RANKED_FEATURES.length * 4
  if (!bytes.subarray(0, CONTRACT_HASH.length).equals(Buffer.from(CONTRACT_HASH)) || !isWhole) {
    throw new ReferenceSetError(`${path}: not the rows of this code's features; ${mend}`)
  }
  return Float64Array.from(new Float32Array(values.buffer))
}
