import type { Talent } from '../../../supabase/functions/_shared/payload.ts'
import type { AuthorizationHeld } from '../normalise/employment/authorization.ts'
import type { TalentVectors } from '../prepared.ts'
import type { TalentReading } from '../reading/talent-reading.ts'
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

/** Told apart from other blocks by its first two bytes, `TT`. */
const KIND = 0x5454

const REMOTE: readonly NonNullable<TalentReading['remote']>[] = ['only', 'office']

/** What was read of a talent and its vectors, out of bytes. */
export interface DecodedTalent {
  /** Of the content that was read. */
  readonly fingerprint: Fingerprint
  readonly reading: TalentReading
  /** In half precision, as numbers from when they are first looked at. */
  readonly vectors: TalentVectors
}

/** A talent as bytes to keep: what was read of it, and its vectors in half precision. */
export function encodeTalent(
  talent: Talent,
  reading: TalentReading,
  vectors: TalentVectors,
): Uint8Array {
  const out = new BlockWriter()
  // First, for they are also read alone.
  writeSkills(out, reading.skills)
  for (const part of fingerprintOf(talent)) out.integer(part)
  const hasOwnProfile = !sameNumbers(vectors.title?.mean, vectors.profile?.mean)
  writeVectors(out, vectors.title)
  writeFlag(out, hasOwnProfile)
  if (hasOwnProfile) writeVectors(out, vectors.profile)
  writeVectors(out, vectors.bio)
  writeTitle(out, reading.title)
  writeStrings(out, reading.spoken)
  out.string(reading.joined)
  writeStrings(out, reading.employmentTypes)
  writeStrings(out, reading.industries)
  writeWords(out, reading.words)
  out.number(reading.level)
  out.number(reading.years)
  writePlace(out, reading.place)
  writeOptional(out, reading.timeZone)
  writeOneOf(out, REMOTE, reading.remote)
  writeFlag(out, reading.relocates)
  writePay(out, reading.pay)
  writePay(out, reading.hourly)
  writeStrings(out, reading.benefits)
  writeStrings(out, reading.languages)
  writeHeld(out, reading.authorization)
  out.number(reading.completeness)
  return out.finish(KIND, READING_FORMAT)
}

/** Adds the texts of the skills whose vectors are needed. @throws {UndecodableError} as `decodeTalent` does */
export const addTalentSkillTexts = (memory: BlockMemory, index: number, texts: Set<string>): void =>
  addSkillTexts(new BlockReader(memory, index, KIND, READING_FORMAT), texts)

/**
 * @param index which block of the memory
 * @throws {UndecodableError} when the bytes are not what `encodeTalent` of this format wrote
 */
export function decodeTalent(memory: BlockMemory, index: number): DecodedTalent {
  const block = new BlockReader(memory, index, KIND, READING_FORMAT)
  const skills = readSkillFields(block)
  const [high = 0, low = 0] = block.integers(2)
  const title = readVectors(block)
  const profile = readFlag(block) ? readVectors(block) : title
  const vectors = { title, profile, bio: readVectors(block) }
  const reading: TalentReading = {
    title: readTitle(block),
    skills,
    spoken: readStringSet(block),
    joined: block.string(),
    employmentTypes: readStringSet(block),
    industries: readStringSet(block),
    words: readWords(block),
    level: block.number(),
    years: block.number(),
    place: readPlaceField(block),
    timeZone: readOptional(block),
    remote: readOneOf(block, REMOTE),
    relocates: readFlag(block),
    pay: readPay(block),
    hourly: readPay(block),
    benefits: readStringSet(block),
    languages: readStringSet(block),
    authorization: readHeld(block),
    completeness: block.number(),
  }
  return { fingerprint: [high, low], reading, vectors }
}

/** A profile without a bio is its title. */
const sameNumbers = (a: Float32Array | undefined, b: Float32Array | undefined) =>
  a === b || (a !== undefined && b !== undefined && a.every((value, at) => value === b[at]))

function writeHeld(out: BlockWriter, held: AuthorizationHeld | undefined): void {
  writeFlag(out, held !== undefined)
  if (!held) return
  writeOptional(out, held.country)
  writeFlag(out, held.citizen)
  writeFlag(out, held.needsSponsorship)
}

function readHeld(block: BlockReader): AuthorizationHeld | undefined {
  if (!readFlag(block)) return undefined
  const country = readOptional(block)
  const citizen = readFlag(block)
  const needsSponsorship = readFlag(block)
  return {
    ...(country !== undefined && { country }),
    ...(citizen !== undefined && { citizen }),
    ...(needsSponsorship !== undefined && { needsSponsorship }),
  }
}
