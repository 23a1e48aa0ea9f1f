import type { Match } from '../_shared/payload.ts'
import { RULES_VERSION, type RuledSides, rankByRules } from '../_shared/rules.ts'
import type { MatchCall } from './match-call.ts'

/** What rules answer: the same shape as the service's. */
export interface RulesAnswer {
  readonly matches: readonly Match[]
  readonly source: 'fallback'
  readonly model_version: typeof RULES_VERSION
}

/** Ranks by the rules that gateway and service share. */
export function answerByRules(
  sides: RuledSides,
  { limit, minScore }: Pick<MatchCall, 'limit' | 'minScore'>,
): RulesAnswer {
  const matches = rankByRules(sides, { limit, minScore })
  return { matches, source: 'fallback', model_version: RULES_VERSION }
}
