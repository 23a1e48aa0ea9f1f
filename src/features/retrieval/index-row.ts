import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { encodeJob } from '../codec/job-codec.ts'
import { encodeTalent } from '../codec/talent-codec.ts'
import { jobVectors } from '../prepare-job.ts'
import { talentVectors } from '../prepare-talent.ts'
import { readJob } from '../reading/job-reading.ts'
import { readTalent } from '../reading/talent-reading.ts'
import type { VectorLookup } from '../texts.ts'
import { placeKey } from './place-key.ts'
import { skillNumbers } from './skill-number.ts'
import { workVector } from './work-vector.ts'

/** What the index keeps of a job or a talent, to find it by and to rank it from. */
interface IndexRow {
  /** Unit vector of the kind of work, to be kept in half precision; absent without vectors. */
  readonly vector: Float32Array | undefined
  /** Canonical skills, listed or spoken of, as `skillNumber` numbers them; each once, ascending. */
  readonly skills: readonly number[]
  /** Key of the city or region; null where there is none. */
  readonly place: string | null
  /** ISO 3166 alpha-2. */
  readonly country: string | null
  /** The reading with its vectors, as `decodeJob` or `decodeTalent` takes it. */
  readonly prepared: Uint8Array
}

export interface JobIndexRow extends IndexRow {
  readonly isRemote: boolean
  /** Milliseconds since the epoch, null = unknown. */
  readonly postedAt: number | null
}

export interface TalentIndexRow extends IndexRow {
  /** Would work remotely: did not decline it. */
  readonly wantsRemote: boolean
}

/** @param vectors of the job's texts (`textsOfJob`), of one embedder */
export function indexRowOfJob(job: Job, vectors: VectorLookup): JobIndexRow {
  const reading = readJob(job)
  const own = jobVectors(job, vectors)
  return {
    vector: workVector(own.title, own.description),
    skills: skillNumbers([...reading.skills, ...reading.titleSkills].map(({ id }) => id)),
    place: placeKey(reading.place),
    country: reading.place?.country ?? null,
    isRemote: reading.mode === 'remote',
    postedAt: Number.isNaN(reading.postedAt) ? null : reading.postedAt,
    prepared: encodeJob(job, reading, own),
  }
}

/** @param vectors of the talent's texts (`textsOfTalent`), of one embedder */
export function indexRowOfTalent(talent: Talent, vectors: VectorLookup): TalentIndexRow {
  const reading = readTalent(talent)
  const own = talentVectors(talent, vectors)
  return {
    vector: workVector(own.title, own.profile),
    skills: skillNumbers([...reading.skills.map(({ id }) => id), ...reading.spoken]),
    place: placeKey(reading.place),
    country: reading.place?.country ?? null,
    wantsRemote: reading.remote !== 'office',
    prepared: encodeTalent(talent, reading, own),
  }
}
