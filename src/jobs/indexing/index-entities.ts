import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import type { IndexEntry, IndexMake, MatchIndex } from '../../db/match-index/match-index.ts'
import type { Entity } from '../../db/match-index/outbox.ts'
import { embedByText } from '../../embeddings/embed-by-text.ts'
import type { Embedder } from '../../embeddings/embedder.ts'
import { textKey } from '../../embeddings/stores/text-vectors-bytes.ts'
import { INDEX_READERS, type IndexReader, PREPARED_FORMAT } from './index-readers.ts'

/** Reading a long text takes a millisecond or two; so much of it at a time leaves requests their turn. */
const TURN_MS = 5

export interface IndexEntitiesOptions {
  readonly index: MatchIndex
  readonly embedder: Embedder
  /** Counts the rows that were written. */
  readonly onRows?: ((entity: Entity, rows: number) => void) | undefined
}

/** The make of the rows that this code writes. */
export const makeOf = (embedder: Embedder): IndexMake => ({
  format: PREPARED_FORMAT,
  embedder: embedder.id,
})

/**
 * Brings the index rows of some jobs or talents up to date: one query reads them, one statement
 * writes those that differ, and such as are not active are hidden. What is unchanged costs nothing.
 *
 * @throws {Error} when the database or the embedder fails; then none is written
 */
export async function indexEntities(
  entity: Entity,
  ids: readonly string[],
  options: IndexEntitiesOptions,
  signal: AbortSignal,
): Promise<void> {
  if (entity === 'job') await indexWith(INDEX_READERS.job, entity, ids, options, signal)
  else await indexWith(INDEX_READERS.talent, entity, ids, options, signal)
}

async function indexWith<Payload extends Talent | Job>(
  reader: IndexReader<Payload>,
  entity: Entity,
  ids: readonly string[],
  { index, embedder, onRows }: IndexEntitiesOptions,
  signal: AbortSignal,
): Promise<void> {
  if (ids.length === 0) return
  const make = makeOf(embedder)
  const { states, readAt } = await index.findStates<Payload>(entity, ids, make)
  const changed = states.flatMap(({ id, isActive, payload, contentHash }) =>
    isActive && payload ? [{ id, payload, contentHash, texts: reader.textsOf(payload) }] : [],
  )
  const allTexts = changed.flatMap(({ texts }) => texts)
  const vectors = await embedByText(embedder, allTexts, { priority: 'background', signal })
  const entries: IndexEntry[] = []
  let turnEnds = performance.now() + TURN_MS
  for (const { id, payload, contentHash, texts } of changed) {
    if (performance.now() > turnEnds) {
      await nextTurn()
      turnEnds = performance.now() + TURN_MS
    }
    const row = reader.rowOf(payload, (text) => vectors.get(text))
    entries.push({ id, contentHash, texts: texts.map(textKey), ...row })
  }
  const written = await index.saveRows(entity, entries, readAt, make)
  if (written > 0) onRows?.(entity, written)

  const marked = states.filter(({ isActive, isMarkedActive, payload }) =>
    isActive ? payload === null && !isMarkedActive : isMarkedActive,
  )
  await index.mark(
    entity,
    marked.map(({ id }) => id),
  )
}
