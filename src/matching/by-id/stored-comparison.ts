import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { BlockMemory } from '../../features/codec/block-reader.ts'
import { decodeJob } from '../../features/codec/job-codec.ts'
import { decodeTalent } from '../../features/codec/talent-codec.ts'
import type { FeatureContext } from '../../features/context.ts'
import { assembleJob } from '../../features/prepare-job.ts'
import { assembleTalent } from '../../features/prepare-talent.ts'
import type { SkillReading } from '../../features/reading/skill-reading.ts'
import type { SkillAffinity } from '../../features/skill-affinity.ts'
import { AskedSkills } from '../../features/skill-evidence.ts'
import type { VectorLookup } from '../../features/texts.ts'
import type { Comparison } from '../comparison.ts'
import type { Preparer } from '../preparer.ts'
import { decodeRows, type StoredRows } from './stored-rows.ts'

/** What a comparison is made with. */
export interface ComparisonParts<Given> {
  readonly preparer: Preparer
  readonly context: FeatureContext
  readonly affinity: SkillAffinity
  /** Vectors by text; of skills also those that are kept. Asked only once all have been found. */
  readonly vectors: VectorLookup
  /** Payloads of candidates that come as bytes, where they are at hand. */
  readonly payloads: ReadonlyMap<string, Given>
}

/** A comparison that is read as far as it can be before all texts have vectors. */
export interface ComparisonDraft {
  /** Texts of the rows that come as payloads, the one side included. */
  readonly texts: readonly string[]
  /** Names of the skills of the rows that come as bytes. */
  readonly skills: ReadonlySet<string>
  /** Ids of candidates whose bytes are not of this code. */
  readonly undecodable: readonly string[]
  /** Ids of candidates whose payload says other than their bytes. */
  readonly stale: readonly string[]
  /** Those that come as bytes, then those that come as payloads. */
  readonly compare: () => Comparison
}

/** A talent beside stored jobs. */
export function draftJobs(
  sides: { readonly talent: Talent; readonly jobs: StoredRows<Job> },
  { preparer, context, affinity, vectors, payloads }: ComparisonParts<Job>,
): ComparisonDraft {
  const { ids, blocks, given } = sides.jobs
  const talent = preparer.talent(sides.talent)
  const jobs = given.map(preparer.job)
  const memory = new BlockMemory(blocks)
  const toStub = (id: string): Job => ({ id, title: '', description: '' })
  const { rows, undecodable, stale } = decodeRows(ids, memory, decodeJob, payloads, toStub)
  return {
    texts: [talent, ...jobs].flatMap(({ texts }) => texts),
    skills: skillsOf(rows),
    undecodable,
    stale,
    compare: () => {
      const stored = rows.map((row) =>
        assembleJob(row.given, row.decoded.reading, context, vectors, row.decoded.vectors),
      )
      const own = jobs.map(({ prepare }) => prepare(vectors))
      return { talent: talent.prepare(vectors), jobs: [...stored, ...own], affinity }
    },
  }
}

/** A job beside stored talents. */
export function draftTalents(
  sides: { readonly job: Job; readonly talents: StoredRows<Talent> },
  { preparer, context, affinity, vectors, payloads }: ComparisonParts<Talent>,
): ComparisonDraft {
  const { ids, blocks, given } = sides.talents
  const job = preparer.job(sides.job)
  const talents = given.map(preparer.talent)
  const memory = new BlockMemory(blocks)
  const toStub = (id: string): Talent => ({ id, title: '' })
  const { rows, undecodable, stale } = decodeRows(ids, memory, decodeTalent, payloads, toStub)
  return {
    texts: [job, ...talents].flatMap(({ texts }) => texts),
    skills: skillsOf(rows),
    undecodable,
    stale,
    compare: () => {
      const stored = rows.map((row) =>
        assembleTalent(row.given, row.decoded.reading, context, vectors, row.decoded.vectors),
      )
      const own = talents.map(({ prepare }) => prepare(vectors))
      const prepared = job.prepare(vectors)
      const asked = new AskedSkills([prepared], affinity)
      return { job: prepared, talents: [...stored, ...own], asked }
    },
  }
}

interface WithSkills {
  readonly decoded: { readonly reading: { readonly skills: readonly SkillReading[] } }
}

function skillsOf(rows: readonly WithSkills[]): ReadonlySet<string> {
  const texts = new Set<string>()
  for (const { decoded } of rows) for (const { text } of decoded.reading.skills) texts.add(text)
  return texts
}
