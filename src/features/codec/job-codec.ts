import type { Job } from '../../../supabase/functions/_shared/payload.ts'
import type { AuthorizationDemand } from '../normalise/employment/authorization.ts'
import type { PayFound, PayPeriod } from '../normalise/pay/pay.ts'
import type { JobVectors } from '../prepared.ts'
import type { JobReading } from '../reading/job-reading.ts'
import type { BlockMemory } from './block-memory.ts'
import { BlockReader } from './block-reader.ts'
import { BlockWriter } from './block-writer.ts'
import { type Fingerprint, fingerprintOf } from './fingerprint.ts'
import { READING_FORMAT } from './format.ts'
import {
  readFlag,
  readOneOf,
  readOptional,
  readPay,
  readPlaceField,
  readStringSet,
  readTitle,
  readWords,
  writeFlag,
  writeOneOf,
  writeOptional,
  writePay,
  writePlace,
  writeStrings,
  writeTitle,
  writeWords,
} from './plain-fields.ts'
import { addSkillTexts, readSkillFields, writeSkills } from './skill-fields.ts'
import { readVectors, writeVectors } from './vector-fields.ts'

/** Told apart from other blocks by its first two bytes, `TJ`. */
const KIND = 0x4a54

const MODES: readonly NonNullable<JobReading['mode']>[] = ['remote', 'hybrid', 'onsite']
const PERIODS: readonly PayPeriod[] = ['hour', 'day', 'week', 'month', 'year']

/** What was read of a job and its vectors, out of bytes. */
export interface DecodedJob {
  /** Of the content that was read. */
  readonly fingerprint: Fingerprint
  readonly reading: JobReading
  /** In half precision, as numbers from when they are first looked at. */
  readonly vectors: JobVectors
}

/** A job as bytes to keep: what was read of it, and its vectors in half precision. */
export function encodeJob(job: Job, reading: JobReading, vectors: JobVectors): Uint8Array {
  const out = new BlockWriter()
  // First, for they are also read alone.
  writeSkills(out, reading.skills)
  for (const part of fingerprintOf(job)) out.integer(part)
  writeVectors(out, vectors.title)
  writeVectors(out, vectors.description)
  writeVectors(out, vectors.culture)
  writeTitle(out, reading.title)
  writeSkills(out, reading.titleSkills)
  out.number(reading.level)
  out.number(reading.yearsAsked)
  writePlace(out, reading.place)
  writeOptional(out, reading.timeZone)
  writeOneOf(out, MODES, reading.mode)
  writeFlag(out, reading.onsiteOnly)
  writePay(out, reading.pay)
  writeWrittenPay(out, reading.writtenPay)
  writeStrings(out, reading.benefits)
  writeStrings(out, reading.languages)
  writeDemand(out, reading.authorization)
  writeOptional(out, reading.employmentType)
  writeStrings(out, reading.industries)
  out.number(reading.postedAt)
  out.number(reading.deadline)
  writeWords(out, reading.words)
  out.number(reading.completeness)
  return out.finish(KIND, READING_FORMAT)
}

/** Adds the texts of the skills whose vectors are needed. @throws {UndecodableError} as `decodeJob` does */
export const addJobSkillTexts = (memory: BlockMemory, index: number, texts: Set<string>): void =>
  addSkillTexts(new BlockReader(memory, index, KIND, READING_FORMAT), texts)

/**
 * @param index which block of the memory
 * @throws {UndecodableError} when the bytes are not what `encodeJob` of this format wrote
 */
export function decodeJob(memory: BlockMemory, index: number): DecodedJob {
  const block = new BlockReader(memory, index, KIND, READING_FORMAT)
  const skills = readSkillFields(block)
  const [high = 0, low = 0] = block.integers(2)
  const vectors = {
    title: readVectors(block),
    description: readVectors(block),
    culture: readVectors(block),
  }
  const reading: JobReading = {
    title: readTitle(block),
    skills,
    titleSkills: readSkillFields(block),
    level: block.number(),
    yearsAsked: block.number(),
    place: readPlaceField(block),
    timeZone: readOptional(block),
    mode: readOneOf(block, MODES),
    onsiteOnly: readFlag(block) === true,
    pay: readPay(block),
    writtenPay: readWrittenPay(block),
    benefits: readStringSet(block),
    languages: readStringSet(block),
    authorization: readDemand(block),
    employmentType: readOptional(block),
    industries: readStringSet(block),
    postedAt: block.number(),
    deadline: block.number(),
    words: readWords(block),
    completeness: block.number(),
  }
  return { fingerprint: [high, low], reading, vectors }
}

function writeWrittenPay(out: BlockWriter, pay: PayFound | undefined): void {
  writeOneOf(out, PERIODS, pay?.period)
  if (!pay) return
  out.number(pay.min ?? Number.NaN)
  out.number(pay.max ?? Number.NaN)
  out.string(pay.currency)
}

function readWrittenPay(block: BlockReader): PayFound | undefined {
  const period = readOneOf(block, PERIODS)
  if (!period) return undefined
  const min = block.number()
  const max = block.number()
  return {
    ...(Number.isNaN(min) ? undefined : { min }),
    ...(Number.isNaN(max) ? undefined : { max }),
    currency: block.string(),
    period,
  }
}

function writeDemand(out: BlockWriter, demand: AuthorizationDemand | undefined): void {
  writeFlag(out, demand !== undefined)
  if (!demand) return
  writeOptional(out, demand.country)
  writeFlag(out, demand.noSponsorship)
  writeFlag(out, demand.citizenOnly)
  writeFlag(out, demand.sponsors)
}

function readDemand(block: BlockReader): AuthorizationDemand | undefined {
  if (!readFlag(block)) return undefined
  const country = readOptional(block)
  return {
    ...(country !== undefined && { country }),
    noSponsorship: readFlag(block) === true,
    citizenOnly: readFlag(block) === true,
    sponsors: readFlag(block) === true,
  }
}
