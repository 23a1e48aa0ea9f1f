import fc from 'npm:fast-check@4.10.2'
import { clientAddress } from '../../../supabase/functions/ml-matching-gateway/client-address.ts'
import type { MatchCall } from '../../../supabase/functions/ml-matching-gateway/match-call.ts'
import { readServiceAnswer } from '../../../supabase/functions/ml-matching-gateway/service-answer.ts'
import { assert } from './assert.ts'
import { properMatch } from './false-service.ts'

const TALENT = '11111111-1111-4111-8111-111111111111'
const CALL: MatchCall = { type: 'talent-to-jobs', subject: TALENT, limit: 3, minScore: 10 }

const fullMatch = (jobId: string, score: number) => {
  const match = properMatch(TALENT, jobId, score)
  const more = { mismatches: ['Pay'], unknown: ['Time zone'] }
  return { ...match, explanation: { ...match.explanation, ...more } }
}
const proper = () => ({
  source: 'ml',
  model_version: '1.0.20260101',
  partial: ['embeddings'],
  matches: [fullMatch('a', 90), fullMatch('b', 50), fullMatch('c', 10)],
})

/** Every copy of a value in which one node, the whole of it too, is another. */
function replaced(value: unknown, other: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [other]
  const within = Object.entries(value).flatMap(([key, inner]) =>
    replaced(inner, other).map((changed) =>
      Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed },
    ),
  )
  return [other, ...within]
}

const isSorted = (scores: readonly number[]) =>
  scores.slice(1).every((score, at) => score <= Number(scores[at]))
/** Scores, and the same with each two neighbours exchanged: the service exchanges one pair, to learn. */
const withOneExchange = (scores: readonly number[]) => [
  scores,
  ...scores.slice(1).map((_, at) => scores.toSpliced(at, 2, ...scores.slice(at, at + 2).reverse())),
]

Deno.test('an answer of the service is for the subject, in order and short enough, or none', () => {
  assert.isDefined(readServiceAnswer(proper(), CALL))
  const others = fc.oneof(
    fc.anything({ withNullPrototype: true }),
    fc.double(),
    fc.constantFrom(TALENT, proper().matches, [...proper().matches, ...proper().matches]),
  )
  fc.assert(
    fc.property(others, (other) => {
      for (const body of replaced(proper(), other)) {
        const matches = readServiceAnswer(body, CALL)?.matches ?? []
        const scores = matches.map(({ match_score }) => match_score)
        assert.isAtMost(matches.length, CALL.limit)
        assert.isTrue(matches.every(({ talent_id }) => talent_id === TALENT))
        assert.isTrue(scores.every((score) => score >= CALL.minScore && score <= 100))
        assert.isTrue(withOneExchange(scores).some(isSorted), `${scores}`)
      }
    }),
    // Found by chance once: an exchanged pair that is in order.
    { examples: [[10]] },
  )
})

Deno.test('an address is the one that the outermost trusted proxy saw, whatever callers claim', () => {
  const claims = fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[ -~]{0,20}$/)))
  fc.assert(
    fc.property(claims, fc.array(fc.ipV4(), { minLength: 1 }), (claimed, seen) => {
      const forwarded = new Headers({ 'x-forwarded-for': [...claimed, ...seen].join(', ') })
      assert.strictEqual(clientAddress(forwarded, '10.0.0.1', seen.length), seen[0])
      assert.strictEqual(clientAddress(forwarded, '10.0.0.1', 0), '10.0.0.1')
      // The runtime's own proxy is the one that nobody has to name.
      assert.strictEqual(clientAddress(forwarded, undefined, 0), seen.at(-1))
    }),
  )
})
