import fc from 'npm:fast-check@4.10.2'
import { clientAddress } from '../../../supabase/functions/ml-matching-gateway/client-address.ts'
import type { MatchCall } from '../../../supabase/functions/ml-matching-gateway/match-call.ts'
import { networkOf } from '../../../supabase/functions/ml-matching-gateway/network.ts'
import { readServiceAnswer } from '../../../supabase/functions/ml-matching-gateway/service-answer.ts'
import { assert } from './assert.ts'
import { properMatch } from './false-service.ts'

const TALENT = '11111111-1111-4111-8111-111111111111'
const CALL: MatchCall = { type: 'talent-to-jobs', subject: TALENT, limit: 3, minScore: 10 }

const jobOf = (number: number) => `22222222-2222-4222-8222-${String(number).padStart(12, '0')}`
const fullMatch = (jobId: string, score: number) => {
  const match = properMatch(TALENT, jobId, score)
  const more = { mismatches: ['Pay'], unknown: ['Time zone'] }
  return { ...match, explanation: { ...match.explanation, ...more } }
}
const proper = () => ({
  source: 'ml',
  model_version: '1.0.20260101',
  partial: ['embeddings'],
  matches: [fullMatch(jobOf(1), 90), fullMatch(jobOf(2), 50), fullMatch(jobOf(3), 10)],
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

Deno.test('an answer with what is no id, or names one twice, or says too much, is none', () => {
  const [first, ...others] = proper().matches
  const withFirst = (match: unknown) => ({ ...proper(), matches: [match, ...others] })
  const explained = (explanation: object) =>
    withFirst({ ...first, explanation: { ...first?.explanation, ...explanation } })
  const factor = { factor: 'Skills', score: 50, description: 'All' }
  for (const answer of [
    withFirst({ ...first, job_id: "x'\u0000 drop" }),
    withFirst({ ...first, job_id: others[0]?.job_id.toUpperCase() }),
    { ...proper(), model_version: '1.0\u0000' },
    { ...proper(), model_version: '1'.repeat(100_000) },
    explained({ top_factors: new Array(10_000).fill(factor) }),
    explained({ top_factors: [{ ...factor, description: 'x'.repeat(100_000) }] }),
    explained({ mismatches: new Array(10_000).fill('Pay') }),
  ]) {
    assert.isUndefined(readServiceAnswer(answer, CALL))
  }
})

Deno.test('addresses count as one however they are written, and a /64 of IPv6 is one', () => {
  for (const [address, network] of [
    ['10.8.8.8', '10.8.8.8'],
    ['10.8.8.8:51000', '10.8.8.8'],
    ['::ffff:10.8.8.8', '10.8.8.8'],
    ['::FFFF:a08:808', '10.8.8.8'],
    ['[::ffff:10.8.8.8]:443', '10.8.8.8'],
    ['2001:DB8:0:1::5', '2001:db8:0:1::/64'],
    ['2001:db8::1:ffff:0:0:0', '2001:db8:0:1::/64'],
    ['[2001:db8:0:1:ffff::]:443', '2001:db8:0:1::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
    ['', ''],
  ] as const) {
    assert.strictEqual(networkOf(address), network, address)
  }
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      assert.match(networkOf(address), /^([0-9a-f]{1,4}:){4}:\/64$|^\d+(\.\d+){3}$/)
    }),
  )
  fc.assert(fc.property(fc.string(), (text) => void networkOf(text)))
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
