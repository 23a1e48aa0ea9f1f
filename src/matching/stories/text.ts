import { singularWord, stemsOf } from '../../features/normalise/text/stems.ts'
import type { Pair } from '../../features/pair.ts'
import { roleSimilarity } from '../../features/role-similarity.ts'
import { wordNumber } from '../../features/words.ts'
import type { Story } from './story.ts'
import { listed, quoted } from './wording.ts'

/** Likeness of the work above which titles are called close, and below which they are called far. */
const CLOSE = 0.35
const FAR = 0.18

function role(pair: Pair): string {
  const profile = quoted(pair.talent.given.title)
  const job = quoted(pair.job.given.title)
  const likeness = roleSimilarity(pair)
  if (Number.isNaN(likeness)) return `The profile is ${profile}, the job ${job}`
  if (likeness >= CLOSE) return `The profile, ${profile}, reads much like the job, ${job}`
  if (likeness < FAR) return `The profile, ${profile}, reads unlike the job, ${job}`
  return `The profile, ${profile}, reads somewhat like the job, ${job}`
}

/** Words named at most: the rarest say most. */
const SHARED_WORDS = 3

/** Words of the culture text that the bio has too, whatever their ending; the rarest first. */
function sharedWords({ talent, job, context }: Pair): string[] {
  const inBio = new Set(stemsOf(talent.given.bio ?? ''))
  const words = (job.given.company_culture ?? '').toLowerCase().match(/\p{L}{4,}/gu) ?? []
  const shared = new Map<string, string>()
  for (const word of words) {
    const [stem] = stemsOf(word)
    if (stem !== undefined && inBio.has(stem) && !shared.has(stem)) {
      shared.set(stem, singularWord(word))
    }
  }
  const rarity = (stem: string) => context.termIdf(wordNumber(stem))
  return [...shared]
    .sort(([a], [b]) => rarity(b) - rarity(a) || (a < b ? -1 : 1))
    .slice(0, SHARED_WORDS)
    .map(([, word]) => word)
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
    describe: role,
    mismatch: (pair) => (roleSimilarity(pair) < FAR ? role(pair) : undefined),
  },
  {
    id: 'culture',
    label: 'Culture',
    features: ['culture_fit_score'],
    describe: (pair) => {
      const words = sharedWords(pair)
      return words.length > 0
        ? `The profile and the company's culture text both speak of ${listed(words.map((word) => `"${word}"`))}`
        : undefined
    },
  },
]
