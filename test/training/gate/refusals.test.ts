import { afterAll, describe, expect, test } from 'vitest'
import { gatherEvidence } from '../../../src/training/gate/gather-evidence.ts'
import { ATTACKS } from './planted/attacks.ts'
import { countOf, outcomeOf, TABLE_HEAD, tableRow } from './planted/refusal-table.ts'

const SEEDS = 20
/** Fewer than in use: ends of intervals are a little rougher, and the suite is quick. */
const RESAMPLES = 500
/** Twenty fits and evaluations, on a machine that does other things too. */
const TIMEOUT_MS = 300_000

describe('the gate, with planted data and real LightGBM', { timeout: TIMEOUT_MS }, () => {
  const table = [...TABLE_HEAD]
  afterAll(() => console.info(table.join('\n')))

  test.each(ATTACKS)('$name', async ({ name, refusedBy, atLeast = 0.95, plant }) => {
    const outcomes = []
    for (let seed = 0; seed < SEEDS; seed++) {
      outcomes.push(outcomeOf(await gatherEvidence(await plant(seed), { resamples: RESAMPLES })))
    }
    table.push(tableRow(name, outcomes, refusedBy))
    const refused = outcomes.filter(({ promoted }) => !promoted).length
    if (refusedBy) {
      expect(refused).toBeGreaterThanOrEqual(atLeast * SEEDS)
      expect(countOf(outcomes, refusedBy)).toBeGreaterThanOrEqual(atLeast * SEEDS)
    } else expect(refused).toBeLessThanOrEqual(0.2 * SEEDS)
  })
})
