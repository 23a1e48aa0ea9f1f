import { workerData } from 'node:worker_threads'
import { type MatchRequest, RequestAnswerer } from './answer-request.ts'
import { loadBundle } from './bundle.ts'
import type { RankedMatches } from './matcher.ts'
import { type PackedVectors, unpackVectors } from './packed-vectors.ts'

export interface RankTask {
  readonly request: MatchRequest
  readonly vectors: PackedVectors | undefined
}

/** Each thread has a bundle and prepared rows of its own. */
const answerer = new RequestAnswerer(await loadBundle((workerData as { folder: string }).folder))

export default ({ request, vectors }: RankTask): RankedMatches =>
  answerer.answer(request, vectors && unpackVectors(vectors))
