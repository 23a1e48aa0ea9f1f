import type { MatchResponse } from '../_shared/payload.ts'

/** What a call is answered, whoever answers: the response without what belongs to the request. */
export type Answer = Pick<MatchResponse, 'matches' | 'source' | 'model_version' | 'partial'>
