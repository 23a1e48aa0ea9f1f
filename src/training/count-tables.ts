import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import { DEFAULT_RATES } from '../features/normalise/pay/rates.ts'
import { canonicalSkill } from '../features/normalise/skills/skills.ts'
import { stemsOf } from '../features/normalise/text/stems.ts'
import { prepareJob } from '../features/prepare-job.ts'
import { noVectors } from '../features/texts.ts'
import { contextOf, EMPTY_TABLES, type Tables } from '../matching/bundle/tables.ts'

/** A word that stands in fewer texts is as good as unseen. */
const FEWEST_TEXTS = 3
const QUANTILES = 20
/** Fewer jobs with pay than this tell nothing of their level. */
const FEWEST_PAID_JOBS = 50

/** Counts on a corpus what is served with the model trained on it. */
export function countTables(talents: readonly Talent[], jobs: readonly Job[]): Tables {
  const context = contextOf(EMPTY_TABLES, 0)
  const skillCounts = new Counter()
  const termCounts = new Counter()
  let words = 0
  const pay = new Map<string, number[]>()
  for (const job of jobs) {
    for (const id of new Set(job.skills?.map(({ name }) => canonicalSkill(name).id)))
      skillCounts.add(id)
    const stems = stemsOf(`${job.title}. ${job.description}`)
    words += stems.length
    for (const term of new Set(stems)) termCounts.add(term)
    const prepared = prepareJob(job, context, noVectors)
    if (!prepared.pay) continue
    const middle = (prepared.pay.min + prepared.pay.max) / 2
    for (const level of ['all', String(prepared.level)]) {
      pay.set(level, [...(pay.get(level) ?? []), middle])
    }
  }
  for (const talent of talents) {
    for (const term of new Set(stemsOf(`${talent.title}. ${talent.bio ?? ''}`)))
      termCounts.add(term)
  }
  return {
    jobs: jobs.length,
    skillCounts: skillCounts.atLeast(1),
    texts: jobs.length + talents.length,
    termCounts: termCounts.atLeast(FEWEST_TEXTS),
    usualLength: Math.round(words / jobs.length),
    payQuantiles: Object.fromEntries(
      [...pay]
        .filter(([level, values]) => level !== 'NaN' && values.length >= FEWEST_PAID_JOBS)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([level, values]) => [level, quantiles(values)]),
    ),
    rates: DEFAULT_RATES,
  }
}

class Counter {
  readonly #counts = new Map<string, number>()

  add(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }

  atLeast(fewest: number): Record<string, number> {
    const kept = [...this.#counts].filter(([, count]) => count >= fewest)
    return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}

function quantiles(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  return Array.from({ length: QUANTILES + 1 }, (_, i) =>
    Math.round(sorted[Math.round((i / QUANTILES) * (sorted.length - 1))] as number),
  )
}
