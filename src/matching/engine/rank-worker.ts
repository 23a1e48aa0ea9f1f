import { workerData } from 'node:worker_threads'
import { type MatchRequest, RequestAnswerer } from '../answers/answer-request.ts'
import { type ModelSource, parseBundle } from '../bundle/bundle.ts'
import type { RankedMatches } from '../matcher.ts'
import { type PackedVectors, unpackVectors } from '../pairs/packed-vectors.ts'
import type { RankOptions } from '../pairs/rank.ts'
import { type WithStages, withStages } from '../stages.ts'
import type { StoredSides } from '../stored/stored-comparison.ts'
import { type Found, type StoredOutcome, StoredRanker } from '../stored/stored-ranker.ts'

export interface RankTask {
  readonly request: MatchRequest
  /** What was looked for so far; absent where there was no time to embed. */
  readonly vectors: PackedVectors | undefined
}

export interface StoredTask {
  readonly sides: StoredSides
  readonly found: Omit<Found, 'vectors'> & { readonly vectors: PackedVectors }
  readonly options: RankOptions
}

/** The answer, or the texts whose vectors this thread has neither kept nor been given. */
export type RankOutcome = RankedMatches | { readonly lacking: readonly string[] }

/** Each thread has a bundle and prepared rows of its own. */
const bundle = parseBundle((workerData as { source: ModelSource }).source)
const answerer = new RequestAnswerer(bundle)
const stored = new StoredRanker(bundle, answerer)

export default (task: RankTask): WithStages<RankOutcome> => withStages(() => rankTask(task))

function rankTask({ request, vectors: packed }: RankTask): RankOutcome {
  if (!packed) return answerer.answerWithoutVectors(request)
  const draft = answerer.draft(request)
  const vectors = unpackVectors(packed)
  const lacking = new Set(draft.texts.filter((text) => !vectors.has(text)))
  return lacking.size > 0 ? { lacking: [...lacking] } : draft.answer(vectors)
}

/** Ranks candidates from the bytes of the index. */
export function rankStored({ sides, found, options }: StoredTask): WithStages<StoredOutcome> {
  const vectors = unpackVectors(found.vectors)
  return withStages(() => stored.rank(sides, { ...found, vectors }, options))
}
