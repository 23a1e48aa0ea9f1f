import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { RULES_VERSION, rankByRules } from '../../../supabase/functions/_shared/rules.ts'
import { CONTRACT_HASH } from '../../features/registry.ts'
import { noVectors } from '../../features/texts.ts'
import { contextOf, EMPTY_TABLES } from '../bundle/tables.ts'
import { Preparer } from '../pairs/preparer.ts'
import { timed } from '../stages.ts'
import { type CorpusAnswer, type CorpusCall, RETRIEVE_LIMIT } from './corpus-call.ts'

/** Where there is no model, or its texts cannot be embedded yet: rules over whole payloads. */
export async function rankCorpusByRules<Subject extends Talent | Job, Given extends Talent | Job>({
  corpus,
  direction,
  subject,
  options,
}: CorpusCall<Subject, Given>): Promise<CorpusAnswer<Given>> {
  const preparer = new Preparer(contextOf(EMPTY_TABLES, 0))
  const hint = direction.hintOf(subject, preparer, noVectors, 'none')
  const found = await timed('retrieve', () =>
    direction.retrieve(corpus, subject, hint, RETRIEVE_LIMIT),
  )
  const given = await direction.payloadsOf(
    corpus,
    found.map(({ id }) => id),
  )
  const matches = rankByRules(direction.givenSides(subject, given), options)
  const byId = new Map(given.map((each) => [each.id, each]))
  return {
    served: matches.map((match) => ({ match, rawScore: null, explored: false })),
    source: 'fallback',
    model_version: RULES_VERSION,
    candidates: given.length,
    featureContract: CONTRACT_HASH,
    payloads: new Map(
      matches.flatMap(({ talent_id, job_id }) => {
        const payload = byId.get(talent_id === subject.id ? job_id : talent_id)
        return payload ? [[payload.id, payload] as const] : []
      }),
    ),
  }
}
