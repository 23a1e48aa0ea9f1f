import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { addJobSkillTexts, decodeJob } from '../../features/codec/job-codec.ts'
import { addTalentSkillTexts, decodeTalent } from '../../features/codec/talent-codec.ts'
import type { FeatureContext } from '../../features/context.ts'
import { assembleJob } from '../../features/prepare-job.ts'
import { assembleTalent } from '../../features/prepare-talent.ts'
import type { SkillAffinity } from '../../features/skill-affinity.ts'
import { AskedSkills } from '../../features/skill-evidence.ts'
import type { VectorLookup } from '../../features/texts.ts'
import type { Comparison } from '../pairs/comparison.ts'
import type { Preparer } from '../pairs/preparer.ts'
import { publishLookups } from '../stages.ts'
import { DecodedRows, JoinedRows, type StoredRows } from './stored-rows.ts'

/** One side, and candidates of the other. */
export type StoredSides =
  | { readonly talent: Talent; readonly jobs: StoredRows<Job> }
  | { readonly job: Job; readonly talents: StoredRows<Talent> }

/** What a comparison is made with. */
export interface ComparisonParts {
  readonly preparer: Preparer
  readonly context: FeatureContext
  readonly affinity: SkillAffinity
  /** Vectors by text; of skills also those that are kept. Asked only once all have been found. */
  readonly vectors: VectorLookup
  /** Payloads of candidates that come as bytes, where they are at hand. */
  readonly payloads: ReadonlyMap<string, Job | Talent>
}

/** A comparison that is read as far as it can be before all texts have vectors. */
export interface ComparisonDraft {
  /** Texts of the rows that come as payloads, the one side included. */
  readonly texts: readonly string[]
  readonly rows: Pick<DecodedRows<never, never, never>, 'survey' | 'stale'>
  /** Those that come as bytes, then those that come as payloads. */
  readonly compare: () => Comparison
}

export const draftComparison = (sides: StoredSides, parts: ComparisonParts): ComparisonDraft =>
  'jobs' in sides ? draftJobs(sides, parts) : draftTalents(sides, parts)

function draftJobs(
  sides: { readonly talent: Talent; readonly jobs: StoredRows<Job> },
  { preparer, context, affinity, vectors, payloads }: ComparisonParts,
): ComparisonDraft {
  const talent = preparer.talent(sides.talent)
  const jobs = sides.jobs.given.map(preparer.job)
  publishLookups([talent, ...jobs])
  const codec = {
    addSkillTexts: addJobSkillTexts,
    decode: decodeJob,
    assemble: (given: Job, decoded: ReturnType<typeof decodeJob>) =>
      assembleJob(given, decoded.reading, context, vectors, decoded.vectors),
    stub: (id: string): Job => ({ id, title: '', description: '' }),
  }
  const rows = new DecodedRows(sides.jobs, codec, payloads as ReadonlyMap<string, Job>)
  return {
    texts: [talent, ...jobs].flatMap(({ texts }) => texts),
    rows,
    compare: () => {
      const own = jobs.map(({ prepare }) => prepare(vectors))
      return { talent: talent.prepare(vectors), jobs: new JoinedRows(rows, own), affinity }
    },
  }
}

function draftTalents(
  sides: { readonly job: Job; readonly talents: StoredRows<Talent> },
  { preparer, context, affinity, vectors, payloads }: ComparisonParts,
): ComparisonDraft {
  const job = preparer.job(sides.job)
  const talents = sides.talents.given.map(preparer.talent)
  publishLookups([job, ...talents])
  const codec = {
    addSkillTexts: addTalentSkillTexts,
    decode: decodeTalent,
    assemble: (given: Talent, decoded: ReturnType<typeof decodeTalent>) =>
      assembleTalent(given, decoded.reading, context, vectors, decoded.vectors),
    stub: (id: string): Talent => ({ id, title: '' }),
  }
  const rows = new DecodedRows(sides.talents, codec, payloads as ReadonlyMap<string, Talent>)
  return {
    texts: [job, ...talents].flatMap(({ texts }) => texts),
    rows,
    compare: () => {
      const own = talents.map(({ prepare }) => prepare(vectors))
      const prepared = job.prepare(vectors)
      const asked = new AskedSkills([prepared], affinity)
      return { job: prepared, talents: new JoinedRows(rows, own), asked }
    },
  }
}
