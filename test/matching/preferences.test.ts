import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../../src/matching/engine/engine.ts'
import { PREFERENCES } from '../fixtures/preferences/index.ts'
import type { Preference } from '../fixtures/preferences/preference.ts'
import { startEngine } from './start-engine.ts'

/** Fixed, so that dates in the rows mean the same on every day. */
const TODAY = new Date('2026-06-01T00:00:00Z')
const OPTIONS = { limit: 2, minScore: 0 } as const

let engine: Engine
beforeAll(async () => {
  engine = await startEngine({ clock: () => TODAY })
}, 600_000)
afterAll(() => engine.close())

/** Whether the better one comes first; a worse one that is not ranked at all counts, too. */
async function isSatisfied(preference: Preference): Promise<boolean> {
  const { better } = preference
  const { matches } =
    preference.direction === 'jobs'
      ? await engine.matchJobs(preference.talent, [preference.worse, preference.better], OPTIONS)
      : await engine.matchTalents(preference.job, [preference.worse, preference.better], OPTIONS)
  const [first] = matches
  return (preference.direction === 'jobs' ? first?.job_id : first?.talent_id) === better.id
}

describe('written preferences', () => {
  it('are satisfied, at least 95 of 100', async () => {
    const failed: string[] = []
    for (const preference of PREFERENCES) {
      if (!(await isSatisfied(preference))) failed.push(`${preference.id}: ${preference.because}`)
    }
    const share = 1 - failed.length / PREFERENCES.length
    console.log(
      `${PREFERENCES.length - failed.length} of ${PREFERENCES.length} preferences satisfied; not: ${failed.join('\n  ')}`,
    )
    expect(PREFERENCES.length).toBeGreaterThanOrEqual(200)
    expect(share).toBeGreaterThanOrEqual(0.95)
  }, 600_000)
})
