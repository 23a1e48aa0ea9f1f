import type { Match } from '../_shared/payload.ts'
import { RULES_VERSION, type RuledJob, type RuledTalent, rankByRules } from '../_shared/rules.ts'
import type { MatchCall } from './match-call.ts'
import type { RuledSides } from './match-sides.ts'

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
  const matches = rankByRules(pairsOf(sides), { limit, minScore })
  return { matches, source: 'fallback', model_version: RULES_VERSION }
}

function pairsOf(sides: RuledSides): (readonly [RuledTalent, RuledJob])[] {
  return 'jobs' in sides
    ? sides.jobs.map((job) => [sides.talent, job] as const)
    : sides.talents.map((talent) => [talent, sides.job] as const)
}
