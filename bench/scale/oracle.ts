import type { Database } from '../../src/db/database.ts'
import { PlatformCorpus } from '../../src/db/platform/corpus.ts'
import { READING_FORMAT } from '../../src/features/codec/format.ts'
import type { Candidate, Corpus } from '../../src/matching/by-id/corpus.ts'
import { CorpusMatcher } from '../../src/matching/by-id/corpus-matcher.ts'
import type { Engine } from '../../src/matching/engine/engine.ts'
import type { Talent } from '../../supabase/functions/_shared/payload.ts'

const PAGE = 5_000
const TOP = 20

/** The raw scores of a talent's best jobs, best first. */
export type BestScores = readonly number[]

/**
 * What ranking every active job gives, for some talents at once: the corpus is streamed once, page by
 * page, through the same matcher that serves.
 */
export async function rankEverything(
  engine: Engine,
  database: Database,
  talents: readonly Talent[],
  onProgress: (jobs: number) => void,
): Promise<ReadonlyMap<string, BestScores>> {
  const corpus = new PlatformCorpus(database, READING_FORMAT)
  const hidden = await findHidden(database, talents)
  const best = new Map<string, number[]>(talents.map(({ id }) => [id, []]))
  let after: string | null = null
  for (let done = 0; ; ) {
    const page: readonly PageRow[] = await findPage(database, after)
    if (page.length === 0) return best
    const candidates = page.map(({ id, prepared }) => ({
      id,
      prepared: prepared === null ? null : Buffer.from(prepared, 'base64'),
    }))
    for (const talent of talents) {
      const own = hidden.get(talent.id)
      const shown = candidates.filter(({ id }) => !own?.has(id))
      const matcher = new CorpusMatcher(engine, onlyThese(corpus, shown))
      const { source, served } = await matcher.matchJobs(talent, { limit: TOP, minScore: 0 })
      if (source !== 'ml') throw new Error('the oracle ranks by rules: there is no model')
      const scores = [
        ...(best.get(talent.id) ?? []),
        ...served.map(({ rawScore }) => rawScore as number),
      ]
      best.set(talent.id, scores.sort((a, b) => b - a).slice(0, TOP))
    }
    after = page.at(-1)?.id ?? null
    done += page.length
    onProgress(done)
  }
}

interface PageRow {
  readonly id: string
  readonly prepared: string | null
}

const findPage = (database: Database, after: string | null) =>
  database.query<PageRow>(
    `select j.id, encode(i.prepared, 'base64') as prepared
     from public.jobs j left join public.match_index_jobs i on i.job_id = j.id
     where j.status = 'active' and ($1::uuid is null or j.id > $1)
     order by j.id limit ${PAGE}`,
    [after],
  )

async function findHidden(database: Database, talents: readonly Talent[]) {
  const rows = await database.query<{ talent_id: string; job_id: string }>(
    `select talent_id, job_id from public.applications where talent_id = any ($1)
     union
     select talent_id, job_id from public.matches
     where talent_id = any ($1) and status = 'not_interested'`,
    [talents.map(({ id }) => id)],
  )
  const hidden = new Map<string, Set<string>>()
  for (const { talent_id, job_id } of rows) {
    hidden.set(talent_id, (hidden.get(talent_id) ?? new Set()).add(job_id))
  }
  return hidden
}

const onlyThese = (corpus: Corpus, candidates: readonly Candidate[]): Corpus => ({
  findTalent: (id) => corpus.findTalent(id),
  findJob: (id) => corpus.findJob(id),
  candidateJobs: async () => [...candidates],
  candidateTalents: async () => [],
  jobsOf: (ids) => corpus.jobsOf(ids),
  talentsOf: (ids) => corpus.talentsOf(ids),
})

export interface Recall {
  /** Share of the oracle's 20 best that were answered, or others with the same score. */
  readonly recall: number
  /** Raw score that an answered match lacks to the oracle's of its place, on average. */
  readonly regret: number
}

/**
 * @param oracle raw scores, best first, at least one
 * @param answered raw scores, best first
 */
export function compareBest(oracle: BestScores, answered: BestScores): Recall {
  const bar = (oracle.at(-1) ?? 0) - 1e-9
  const found = answered.filter((score) => score >= bar).length
  const lacks = oracle.map((score, at) => score - (answered[at] ?? 0))
  return {
    recall: Math.min(1, found / oracle.length),
    regret: lacks.reduce((sum, lack) => sum + lack, 0) / oracle.length,
  }
}
