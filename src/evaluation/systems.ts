import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import { rankByRules } from '../../supabase/functions/_shared/rules.ts'
import { embedByText } from '../embeddings/embed-by-text.ts'
import type { Embedder } from '../embeddings/embedder.ts'
import { cosine } from '../embeddings/vectors.ts'
import { prepareJob } from '../features/prepare-job.ts'
import { prepareTalent } from '../features/prepare-talent.ts'
import { AskedSkills } from '../features/skill-evidence.ts'
import { textsOfJob, textsOfTalent } from '../features/texts.ts'
import type { Bundle } from '../matching/bundle/bundle.ts'
import { pairsOf } from '../matching/pairs/comparison.ts'
import { rank } from '../matching/pairs/rank.ts'
import { Bm25 } from './bm25.ts'

export const SYSTEM_NAMES = ['ours', 'ours, ties by id', 'rules', 'MiniLM cosine', 'BM25'] as const
export type SystemName = (typeof SYSTEM_NAMES)[number]

/** Ids of all jobs, best first, as each system ranks them. */
export type Rankings = Readonly<Record<SystemName, readonly string[]>>

export interface Ranked {
  readonly talent: Talent
  readonly rankings: Rankings
}

export interface Judged {
  readonly bundle: Bundle
  readonly embedder: Embedder
  readonly talents: readonly Talent[]
  readonly jobs: readonly Job[]
  /** Start of the day that counts as today, milliseconds since the epoch. */
  readonly today: number
  readonly onEmbedded?: (done: number, total: number) => void
}

/**
 * Ranks all jobs for each talent: by the ranking that serves; by the same scores with ties broken
 * by id alone, which is random as ids are hashes; and by three that need no training.
 */
export async function* rankBySystems({
  bundle,
  embedder,
  talents,
  jobs,
  today,
  onEmbedded,
}: Judged): AsyncGenerator<Ranked> {
  const texts = [
    ...talents.flatMap((talent) => [...textsOfTalent(talent), profileOf(talent)]),
    ...jobs.flatMap((job) => [...textsOfJob(job), postingOf(job)]),
  ]
  const byText = await embedByText(embedder, texts, onEmbedded && { onProgress: onEmbedded })
  const vectors = (text: string) => byText.get(text)

  const context = bundle.contextOn(today)
  const prepared = jobs.map((job) => prepareJob(job, context, vectors))
  const asked = new AskedSkills(prepared)
  const jobVectors = jobs.map((job) => vectors(postingOf(job)))
  const bm25 = new Bm25(jobs.map((job) => `${job.title} ${job.description}`))
  const all = { limit: jobs.length, minScore: 0 }
  const idOf = (at: number) => (jobs[at] as Job).id
  const byScore = (scores: ArrayLike<number>) =>
    Array.from(jobs.keys())
      .sort((a, b) => (scores[b] as number) - (scores[a] as number) || compare(idOf(a), idOf(b)))
      .map(idOf)

  for (const talent of talents) {
    const comparison = { talent: prepareTalent(talent, context, vectors), jobs: prepared, asked }
    const { best } = rank(bundle, pairsOf(comparison, context), all)
    const profile = vectors(profileOf(talent))
    const rules = rankByRules({ talent, jobs }, all)
    yield {
      talent,
      rankings: {
        ours: best.map(({ index }) => idOf(index)),
        'ours, ties by id': [...best]
          .sort((a, b) => b.raw - a.raw || compare(idOf(a.index), idOf(b.index)))
          .map(({ index }) => idOf(index)),
        rules: rules.map(({ job_id }) => job_id),
        'MiniLM cosine': byScore(jobVectors.map((job) => cosine(profile, job))),
        BM25: byScore(bm25.scores(`${talent.title} ${talent.bio ?? ''}`)),
      },
    }
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const profileOf = ({ title, bio }: Talent) => (bio ? `${title}. ${bio}` : title)
const postingOf = ({ title, description }: Job) => `${title}. ${description}`
