import { cosine } from '../embeddings/vectors.ts'
import type { Pair } from './pair.ts'
import { bioSkillAffinity } from './skill.ts'
import { sharedTerms } from './terms.ts'

/**
 * Weights of the signals of one likeness. Fitted by ListNet on the development split of official
 * occupation data (talent-held-out folds), then moved somewhat towards the titles, which say more
 * in postings that open with the company than in dictionaries of occupations.
 */
const WEIGHTS = { text: 0.32, titleInText: 0.07, titles: 0.11, words: 0.23, skills: 0.27 } as const

/** What skills count for where the job lists none: what near jobs reach, so that silence does not pay. */
const USUAL_SKILL_AFFINITY = 0.03

/**
 * Likeness of the work itself: meaning of texts and titles, shared words, and how near the bio
 * comes to the asked skills, in one number. About 0.08 for unrelated work, 0.4 for the same work,
 * rarely above 0.6; NaN without vectors.
 */
export function roleSimilarity(pair: Pair): number {
  const { talent, job } = pair
  const text = cosine(talent.vectors.profile, job.vectors.description)
  const titleInText = cosine(talent.vectors.title, job.vectors.description)
  const titles = cosine(talent.vectors.title, job.vectors.title)
  const words = sharedTerms(talent.terms, job.terms)
  const skills = bioSkillAffinity(pair)
  return (
    WEIGHTS.text * text +
    WEIGHTS.titleInText * titleInText +
    WEIGHTS.titles * titles +
    WEIGHTS.words * (Number.isNaN(words) ? 0 : words) +
    WEIGHTS.skills * (Number.isNaN(skills) ? USUAL_SKILL_AFFINITY : skills)
  )
}
