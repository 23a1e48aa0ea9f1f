import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { encodeJob } from '../codec/job-codec.ts'
import { encodeTalent } from '../codec/talent-codec.ts'
import { jobVectors } from '../prepare-job.ts'
import { talentVectors } from '../prepare-talent.ts'
import { readJob } from '../reading/job-reading.ts'
import { readTalent } from '../reading/talent-reading.ts'
import type { VectorLookup } from '../texts.ts'
import { placeKey } from './place-key.ts'
import { searchVectorOfJob, searchVectorOfTalent, toStored } from './search-vector.ts'
import { skillNumbers } from './skill-number.ts'
import { standIns } from './stand-ins.ts'
import { workVector } from './work-vector.ts'

/** What the index keeps of a job or a talent, to find it by and to rank it from. */
export interface IndexRow {
  /** See `search-vector.ts`, to be kept in half precision. */
  readonly vector: Float32Array
  /** Canonical skills, listed or spoken of, as `skillNumber` numbers them; each once, ascending. */
  readonly skills: readonly number[]
  /** Key of the city or region; null where there is none. */
  readonly place: string | null
  /** Of a job: it is done remotely. Of a talent: would work remotely, having not declined it. */
  readonly isRemote: boolean
  /** The reading with its vectors, as `decodeJob` or `decodeTalent` takes it. */
  readonly prepared: Uint8Array
}

/** @param vectors of the job's texts (`textsOfJob`), of one embedder */
export function indexRowOfJob(job: Job, vectors: VectorLookup): IndexRow {
  const reading = readJob(job)
  const own = jobVectors(job, vectors)
  const isRemote = reading.mode === 'remote'
  const work = workVector(own.title, own.description)
  return {
    vector: toStored(searchVectorOfJob({ work, skills: reading.skills, isRemote }), 'job'),
    skills: skillNumbers([...reading.skills, ...reading.titleSkills].map(({ id }) => id)),
    place: placeKey(reading.place),
    isRemote,
    prepared: encodeJob(job, reading, own),
  }
}

/** @param vectors of the talent's texts (`textsOfTalent`), of one embedder */
export function indexRowOfTalent(talent: Talent, vectors: VectorLookup): IndexRow {
  const reading = readTalent(talent)
  const own = talentVectors(talent, vectors)
  const work = workVector(own.title, own.profile)
  const skills = new Set([...reading.skills.map(({ id }) => id), ...reading.spoken])
  return {
    vector: toStored(searchVectorOfTalent({ work, skills, related: standIns(skills) }), 'talent'),
    skills: skillNumbers(skills),
    place: placeKey(reading.place),
    isRemote: reading.remote !== 'office',
    prepared: encodeTalent(talent, reading, own),
  }
}
