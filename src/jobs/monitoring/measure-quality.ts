import type { Quality } from '../../db/observation/quality-days.ts'
import { CONTRACT_HASH, RANKED_FEATURES } from '../../features/registry.ts'
import { areBins, populationStability } from '../../quality/feature-bins.ts'

/** Of today, and of the days whose 24 hours after a showing are not over. */
const OPEN_DAYS = 2
/** After a long rest, as many are made up for. */
const MOST_DAYS = 30
const DAY_MS = 86_400_000
/** Some 160 kB of rows each: enough to tell a shift of a few per cent. */
const SAMPLED_ROWS = 5_000

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/**
 * Measures the days that may still change, and those that nobody has measured; may be cut off and begun again.
 * @returns how many days
 */
export async function measureQuality(
  quality: Quality,
  now: number,
  signal: AbortSignal,
): Promise<number> {
  const last = await quality.lastDay()
  const firstOpen = now - OPEN_DAYS * DAY_MS
  const since = last === undefined ? 0 : Math.min(Date.parse(last), firstOpen)
  const models = await quality.featureBins()
  let days = 0
  for (let at = Math.max(since, now - MOST_DAYS * DAY_MS); dayOf(at) <= dayOf(now); at += DAY_MS) {
    signal.throwIfAborted()
    await quality.measure(dayOf(at))
    for (const { version, featureBins } of models) {
      await measureDrift(quality, dayOf(at), version, featureBins)
    }
    days++
  }
  return days
}

async function measureDrift(
  quality: Quality,
  day: string,
  version: string,
  featureBins: Readonly<Record<string, unknown>>,
): Promise<void> {
  const rows = await quality.servedFeatures(day, {
    version,
    contract: CONTRACT_HASH,
    limit: SAMPLED_ROWS,
  })
  if (rows.length === 0) return
  const psi = Object.fromEntries(
    RANKED_FEATURES.flatMap(({ name }, at) => {
      const bins = featureBins[name]
      if (!areBins(bins)) return []
      return [
        [
          name,
          populationStability(
            bins,
            rows.map((row) => row[at] ?? Number.NaN),
          ),
        ] as const,
      ]
    }),
  )
  await quality.keepDrift(day, version, psi, rows.length)
}
