import { cosine } from '../embeddings/vectors.ts'
import { oncePerPair, type Pair } from './pair.ts'
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

/** Cosine of the two titles; NaN without vectors. */
export const titleCosine = oncePerPair(({ talent, job }) =>
  cosine(talent.vectors.title, job.vectors.title),
)

/** Cosine of the profile (title and bio) to the description; NaN without vectors. */
export const textCosine = oncePerPair(({ talent, job }) =>
  cosine(talent.vectors.profile, job.vectors.description),
)

/** BM25 of profile and posting, 0-1; NaN where the profile has no words. */
export const wordOverlap = oncePerPair(({ talent, job }) => sharedTerms(talent.terms, job.terms))

/**
 * Likeness of the work itself: meaning of texts and titles, shared words, and how near the bio
 * comes to the asked skills, in one number. About 0.08 for unrelated work, 0.4 for the same work,
 * rarely above 0.6; NaN without vectors.
 */
export function roleSimilarity(pair: Pair): number {
  const { talent, job } = pair
  const titleInText = cosine(talent.vectors.title, job.vectors.description)
  const words = wordOverlap(pair)
  const skills = bioSkillAffinity(pair)
  return (
    WEIGHTS.text * textCosine(pair) +
    WEIGHTS.titleInText * titleInText +
    WEIGHTS.titles * titleCosine(pair) +
    WEIGHTS.words * (Number.isNaN(words) ? 0 : words) +
    WEIGHTS.skills * (Number.isNaN(skills) ? USUAL_SKILL_AFFINITY : skills)
  )
}
