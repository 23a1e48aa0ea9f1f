import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EXPLORED_RANKS, explore } from '../../src/matching/by-id/exploration.ts'
import { ExploringMatcher } from '../../src/matching/by-id/exploring-matcher.ts'
import { bearer, buildTestApp, job, TALENT_ID, talent } from '../app.ts'
import { matchOf } from '../db/interactions/kept.ts'
import { MemoryPlatform } from '../platform.ts'

const served = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    match: matchOf('talent', `job ${at}`, 90 - at),
    rawScore: 90 - at,
    explored: false,
  }))

describe('exploration', () => {
  it('exchanges one pair of neighbours near the top, marks both, and leaves the rest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.string(), (count, requestId) => {
        const before = served(count)
        const after = explore(before, requestId, 1)
        const upper = after.findIndex(({ explored }) => explored)
        if (upper === -1) {
          expect(count).toBeLessThan(EXPLORED_RANKS)
          expect(after).toEqual(before)
          return
        }
        expect(upper).toBeLessThan(EXPLORED_RANKS - 1)
        const back = [...after]
        back.splice(upper, 2, ...after.slice(upper, upper + 2).toReversed())
        expect(back.map(({ explored: _, ...each }) => each)).toEqual(
          before.map(({ explored: _, ...each }) => each),
        )
        expect(after.filter(({ explored }) => explored)).toHaveLength(2)
        expect(after[upper + 1]?.explored).toBe(true)
      }),
    )
  })

  it('is drawn by the request alone, in the share that is asked for, at every rank alike', () => {
    const before = served(20)
    const places = new Map<number, number>()
    const requests = 40_000
    for (let n = 0; n < requests; n++) {
      const after = explore(before, `request ${n}`, 0.05)
      const upper = after.findIndex(({ explored }) => explored)
      if (upper === -1) expect(after).toBe(before)
      else places.set(upper, (places.get(upper) ?? 0) + 1)
      if (n % 1_000 === 0) expect(explore(before, `request ${n}`, 0.05)).toEqual(after)
    }
    const total = [...places.values()].reduce((sum, count) => sum + count, 0)
    // Four standard deviations of either count.
    expect(Math.abs(total - 0.05 * requests)).toBeLessThan(4 * Math.sqrt(0.05 * requests))
    expect(places.size).toBe(EXPLORED_RANKS - 1)
    const each = total / places.size
    for (const count of places.values())
      expect(Math.abs(count - each)).toBeLessThan(4 * Math.sqrt(each))
    expect(explore(before, 'request', 0)).toBe(before)
  })
})

describe('calls by id that explore', async () => {
  const platform = new MemoryPlatform({
    talents: [{ talent: talent(), ownerId: null }],
    jobs: Array.from({ length: 12 }, (_, n) => ({ job: job(n), ownerId: null })),
  })
  const exploring = Object.assign(Object.create(platform) as MemoryPlatform, {
    matcher: new ExploringMatcher(platform.matcher, 1),
  })
  const { app } = await buildTestApp({ platform: exploring })
  const ask = async (requestId: string, query = '') => {
    const { body } = await app.inject({
      method: 'POST',
      url: `/api/v1/match/talents/${TALENT_ID}/jobs${query}`,
      headers: { authorization: await bearer(), 'x-request-id': requestId },
      payload: { min_score: 0 },
    })
    const { matches } = JSON.parse(body) as { matches: { job_id: string; match_score: number }[] }
    return matches
  }

  it('answer the same request in the same order, and log the ranks as they were shown', async () => {
    const plain = await ask('one', '?explain=full')
    const first = await ask('one')
    expect(await ask('one')).toEqual(first)
    expect(first.map(({ job_id }) => job_id)).not.toEqual(plain.map(({ job_id }) => job_id))
    const scoreOf = new Map(plain.map(({ job_id, match_score }) => [job_id, match_score]))
    for (const { job_id, match_score } of first) expect(match_score).toBe(scoreOf.get(job_id))
    const logged = platform.shown.at(-1)?.answer.served ?? []
    expect(logged.map(({ match }) => match.job_id)).toEqual(first.map(({ job_id }) => job_id))
    expect(logged.filter(({ explored }) => explored)).toHaveLength(2)
    const orders = await Promise.all(['two', 'three', 'four', 'five'].map((id) => ask(id)))
    expect(
      new Set(orders.map((matches) => matches.map(({ job_id }) => job_id).join())).size,
    ).toBeGreaterThan(1)
  })

  it('never explore an answer that explains in full', async () => {
    const orders = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ask(`full ${n}`.replace(' ', '-'), '?explain=full')),
    )
    for (const order of orders) expect(order).toEqual(orders[0])
    expect(platform.shown.at(-1)?.answer.served.some(({ explored }) => explored)).toBe(false)
  })
})
