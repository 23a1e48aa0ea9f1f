import type { Pair } from '../../features/pair.ts'
import { roleSimilarity } from '../../features/role-similarity.ts'
import type { Story } from './story.ts'

/** Likeness of the work above which titles are called close, and below which they are called far. */
const CLOSE = 0.35
const FAR = 0.18

function role(pair: Pair): string {
  const profile = `"${pair.talent.given.title}"`
  const job = `"${pair.job.given.title}"`
  const likeness = roleSimilarity(pair)
  if (likeness >= CLOSE) return `The profile, ${profile}, reads much like the job, ${job}`
  if (likeness < FAR) return `The profile, ${profile}, reads unlike the job, ${job}`
  return `The profile, ${profile}, reads somewhat like the job, ${job}`
}

export const textStories: readonly Story[] = [
  {
    id: 'role',
    label: 'Kind of work',
    features: [
      'title_similarity',
      'title_embedding_similarity',
      'description_embedding_similarity',
      'lexical_description_overlap',
      'role_similarity',
    ],
    describe: (pair) => (Number.isNaN(roleSimilarity(pair)) ? titles(pair) : role(pair)),
    mismatch: (pair) => (roleSimilarity(pair) < FAR ? role(pair) : undefined),
  },
  {
    id: 'culture',
    label: 'Culture',
    features: ['culture_fit_score'],
    describe: ({ talent, job }) =>
      talent.vectors.bio && job.vectors.culture
        ? "Compares the bio with the company's culture text"
        : undefined,
  },
]

const titles = ({ talent, job }: Pair) =>
  `Profile "${talent.given.title}", job "${job.given.title}"`
