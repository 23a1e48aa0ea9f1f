import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import type { TextVectors } from '../embeddings/embedder.ts'
import { type CanonicalSkill, canonicalSkill } from './normalise/skills/skills.ts'
import { titleText } from './normalise/titles/title-text.ts'

/** Looks up the vectors of a text, `undefined` where it is blank or none are there. */
export type VectorLookup = (text: string) => TextVectors | undefined

/** No text has vectors. */
export const noVectors: VectorLookup = () => undefined

const joined = (...parts: readonly (string | null | undefined)[]) =>
  parts.filter((part) => part && part.trim() !== '').join('. ')

/** The texts of a talent that are embedded, by what they are for. */
export const talentTexts = (talent: Talent) => ({
  title: titleText(talent.title),
  profile: joined(titleText(talent.title), talent.bio),
  bio: talent.bio ?? '',
})

/** The texts of a job that are embedded. */
export const jobTexts = (job: Job) => ({
  title: titleText(job.title),
  description: job.description,
  culture: job.company_culture ?? '',
})

/** The text that stands for a skill: one for all its spellings, so that spelling changes nothing. */
export const skillText = ({ known, name, id }: Pick<CanonicalSkill, 'known' | 'name' | 'id'>) =>
  known ? name : id

const skillTexts = (skills: Talent['skills'] | Job['skills']) =>
  (skills ?? []).map(({ name }) => skillText(canonicalSkill(name)))

/** Every text of a talent that features need vectors of; duplicates and blanks included. */
export const textsOfTalent = (talent: Talent): string[] => [
  ...Object.values(talentTexts(talent)),
  ...skillTexts(talent.skills),
]

/** Every text of a job that features need vectors of; duplicates and blanks included. */
export const textsOfJob = (job: Job): string[] => [
  ...Object.values(jobTexts(job)),
  ...skillTexts(job.skills),
]
