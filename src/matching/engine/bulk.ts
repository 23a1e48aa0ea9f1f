import { setImmediate as otherWork } from 'node:timers/promises'
import type { Job, Match, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { rankByRules } from '../../../supabase/functions/_shared/rules.ts'
import { embedByText } from '../../embeddings/embed-by-text.ts'
import type { Embedder } from '../../embeddings/embedder.ts'
import { prepareJob } from '../../features/prepare-job.ts'
import { prepareTalent } from '../../features/prepare-talent.ts'
import type { PreparedJob, PreparedTalent } from '../../features/prepared.ts'
import { AskedSkills } from '../../features/skill-evidence.ts'
import { textsOfJob, textsOfTalent, type VectorLookup } from '../../features/texts.ts'
import { answer } from '../answers/answer.ts'
import type { Bundle } from '../bundle/bundle.ts'
import type { MatchOptions } from '../matcher.ts'

export type BulkOptions = Pick<MatchOptions, 'limit' | 'minScore'>

/**
 * Ranks many for many. One side is taken in first, in batches, and kept prepared; the other side
 * passes through in batches, so memory depends on the first side only.
 */
export interface BulkMatcher {
  addJobs(jobs: readonly Job[]): Promise<void>
  /** In the order of `talents`, each as soon as it is ranked. */
  rank(talents: readonly Talent[], options: BulkOptions): AsyncIterable<TalentMatches>
  addTalents(talents: readonly Talent[]): Promise<void>
  rankTalents(jobs: readonly Job[], options: BulkOptions): AsyncIterable<JobMatches>
}

export interface TalentMatches {
  readonly talent: Talent
  readonly matches: readonly Match[]
}

export interface JobMatches {
  readonly job: Job
  readonly matches: readonly Match[]
}

/**
 * Ranks by a model.
 *
 * @param embedder best one that remembers: many rows share their skills
 * @param today start of the day that counts as today, milliseconds since the epoch
 */
export function bulkByModel(
  bundle: Bundle,
  embedder: Embedder,
  today: number,
  signal: AbortSignal,
): BulkMatcher {
  const context = bundle.contextOn(today)
  const jobs: PreparedJob[] = []
  const talents: PreparedTalent[] = []
  let asked: AskedSkills | undefined
  const prepare = {
    jobs: async (given: readonly Job[]) => {
      const vectors = await vectorsOf(given.flatMap(textsOfJob), embedder, signal)
      return given.map((job) => prepareJob(job, context, vectors))
    },
    talents: async (given: readonly Talent[]) => {
      const vectors = await vectorsOf(given.flatMap(textsOfTalent), embedder, signal)
      return given.map((talent) => prepareTalent(talent, context, vectors))
    },
  }
  return {
    addJobs: async (given) => {
      jobs.push(...(await prepare.jobs(given)))
      asked = undefined
    },
    addTalents: async (given) => void talents.push(...(await prepare.talents(given))),
    async *rank(given, options) {
      asked ??= new AskedSkills(jobs)
      for (const talent of await prepare.talents(given)) {
        await letIn(signal)
        const { matches } = answer(bundle, { talent, jobs, asked }, { ...options, today })
        yield { talent: talent.given, matches }
      }
    },
    async *rankTalents(given, options) {
      for (const job of await prepare.jobs(given)) {
        await letIn(signal)
        const { matches } = answer(bundle, { job, talents }, { ...options, today })
        yield { job: job.given, matches }
      }
    },
  }
}

/** Ranks by rules, where there is no model. */
export function bulkByRules(signal: AbortSignal): BulkMatcher {
  const jobs: Job[] = []
  const talents: Talent[] = []
  return {
    addJobs: async (given) => void jobs.push(...given),
    addTalents: async (given) => void talents.push(...given),
    async *rank(given, options) {
      for (const talent of given) {
        await letIn(signal)
        yield { talent, matches: rankByRules({ talent, jobs }, options) }
      }
    },
    async *rankTalents(given, options) {
      for (const job of given) {
        await letIn(signal)
        yield { job, matches: rankByRules({ job, talents }, options) }
      }
    },
  }
}

/** Embeds texts, blanks and duplicates among them. */
async function vectorsOf(
  texts: readonly string[],
  embedder: Embedder,
  signal: AbortSignal,
): Promise<VectorLookup> {
  const byText = await embedByText(embedder, texts, { signal, priority: 'background' })
  return (text) => byText.get(text)
}

/** Between two rankings signals and output have their turn. */
async function letIn(signal: AbortSignal): Promise<void> {
  await otherWork()
  signal.throwIfAborted()
}
