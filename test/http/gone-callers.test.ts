import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { bearer, buildTestApp, job, TALENT_ID, type TestApp, talent } from '../app.ts'
import { MemoryPlatform } from '../platform.ts'

const RANKING_MS = 300

const platform = new MemoryPlatform({
  talents: [{ talent: talent(), ownerId: TALENT_ID }],
  jobs: [1, 2, 3].map((number) => ({ job: job(number), ownerId: null })),
})
const { matcher } = platform
let ranked = 0
const slow = {
  ...platform,
  matcher: {
    ...matcher,
    matchJobs: async (...asked: Parameters<typeof matcher.matchJobs>) => {
      await delay(RANKING_MS)
      ranked += 1
      return matcher.matchJobs(...asked)
    },
  },
}

let test: TestApp
let url: string
beforeAll(async () => {
  test = await buildTestApp({ platform: slow })
  url = await test.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  // Who gave a call up has connected anew, and asked for nothing: nobody would end that.
  test.app.server.closeAllConnections()
  await test.app.close()
})
beforeEach(() => {
  platform.shown.length = 0
  ranked = 0
})

async function ask(patienceMs: number): Promise<number> {
  const response = await fetch(`${url}/api/v1/match/talents/${TALENT_ID}/jobs`, {
    method: 'POST',
    headers: { authorization: await bearer({ role: 'user', subject: TALENT_ID }) },
    signal: AbortSignal.timeout(patienceMs),
  })
  await response.text()
  return response.status
}

it('keeps as shown what a caller has waited for, and nothing that a caller has not', async () => {
  expect(await ask(60_000)).toBe(200)
  expect(platform.shown).toHaveLength(1)
  await expect(ask(RANKING_MS / 3)).rejects.toThrow()
  await expect.poll(() => ranked, { timeout: 10_000 }).toBe(2)
  await delay(100)
  expect(platform.shown).toHaveLength(1)
})
