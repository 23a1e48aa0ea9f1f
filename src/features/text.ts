import { bestWindowCosine, cosine } from '../embeddings/vectors.ts'
import type { Feature } from './feature.ts'
import { roleSimilarity, textCosine, titleCosine, wordOverlap } from './role-similarity.ts'

const NO_VECTORS = 'a text is empty, or no embedding weights are there'
const MS_A_DAY = 86_400_000

const wholeDays = (ms: number) => Math.floor(ms / MS_A_DAY)

export const textFeatures: readonly Feature[] = [
  {
    name: 'title_embedding_similarity',
    group: 'text',
    description: 'Cosine of the two titles, in lower case and singular; −1-1',
    missing: NO_VECTORS,
    ranked: 1,
    compute: titleCosine,
  },
  {
    name: 'description_embedding_similarity',
    group: 'text',
    description:
      'Cosine of title and bio to the description, long texts by the mean of their windows; −1-1',
    missing: NO_VECTORS,
    ranked: 1,
    compute: textCosine,
  },
  {
    name: 'culture_fit_score',
    group: 'text',
    description: "Cosine of the talent's bio to the company's culture; −1-1",
    missing: 'no bio, no culture text, or no embedding weights',
    ranked: 1,
    compute: ({ talent, job }) => cosine(talent.vectors.bio, job.vectors.culture),
  },
  {
    name: 'best_window_similarity',
    group: 'text',
    description:
      'Cosine of the two passages of profile and description that are nearest to each other; −1-1',
    missing: NO_VECTORS,
    compute: ({ talent, job }) => bestWindowCosine(talent.vectors.profile, job.vectors.description),
  },
  {
    name: 'lexical_description_overlap',
    group: 'text',
    description:
      'BM25 of title and bio against title and description, over the most it could be; 0-1',
    missing: 'the profile has no words',
    ranked: 1,
    compute: wordOverlap,
  },
  {
    name: 'role_similarity',
    group: 'text',
    description:
      'Likeness of the work itself: meaning of title, text and skills, and shared words, in one; about 0-0.7',
    missing: NO_VECTORS,
    ranked: 1,
    compute: roleSimilarity,
  },
  {
    name: 'industry_match',
    group: 'text',
    description: "1 where the talent's text speaks of the company's industry, else 0",
    missing: 'the industry is unknown, or the talent speaks of none',
    compute: ({ talent, job }) => {
      if (job.industries.size === 0 || talent.industries.size === 0) return Number.NaN
      for (const each of job.industries) if (talent.industries.has(each)) return 1
      return 0
    },
  },
  {
    name: 'posting_age_days',
    group: 'text',
    description: 'Whole days since the job was posted',
    missing: 'the date is unknown',
    compute: ({ job, context }) => Math.max(0, wholeDays(context.today - job.postedAt)),
  },
  {
    name: 'days_to_deadline',
    group: 'text',
    description: 'Whole days until applications close',
    missing: 'the job has no deadline',
    compute: ({ job, context }) => wholeDays(job.deadline - context.today),
  },
  {
    name: 'talent_completeness',
    group: 'text',
    description: "Share of the talent's fields that are filled in; 0-1",
    missing: 'never',
    compute: ({ talent }) => talent.completeness,
  },
  {
    name: 'job_completeness',
    group: 'text',
    description: "Share of the job's fields that are filled in; 0-1",
    missing: 'never',
    compute: ({ job }) => job.completeness,
  },
]
