import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import type { BulkMatcher } from '../matching/engine/bulk.ts'
import { NAME_PAIRS, swapGender } from './gendered-words.ts'

/** How scores change where nothing but names and pronouns of a bio does; points of 100. */
export interface ScoreChanges {
  readonly talents: number
  readonly pairs: number
  /** With the woman's words less with the man's. */
  readonly mean: number
  /** Quantiles of the absolute change, and the largest. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

/**
 * Scores every pair twice: once with a bio that names a man, once with the same bio and a woman's name and
 * pronouns. Bios seldom name anyone, so each is given two sentences that do, drawn by the talent's place in the
 * list. The same input gives the same numbers.
 *
 * @param matcher has taken in the jobs
 * @throws {RangeError} where no pair can be scored
 */
export async function measureSwaps(
  matcher: Pick<BulkMatcher, 'rank'>,
  talents: readonly Talent[],
  jobs: readonly Job[],
): Promise<ScoreChanges> {
  const options = { limit: jobs.length, minScore: 0 }
  const changes: number[] = []
  for (const [index, talent] of talents.entries()) {
    const [before, after] = bothBios(talent.bio ?? '', index)
    const scores: Map<string, number>[] = []
    const variants = [before, after].map((bio) => ({ ...talent, bio }))
    for await (const { matches } of matcher.rank(variants, options)) {
      scores.push(new Map(matches.map(({ job_id, match_score }) => [job_id, match_score])))
    }
    for (const [job, score] of scores[0] ?? []) {
      const other = scores[1]?.get(job)
      // A job that the swap excludes, or lets in, would be the largest change there is.
      changes.push(other === undefined ? -score : other - score)
    }
    for (const [job, score] of scores[1] ?? []) {
      if (!scores[0]?.has(job)) changes.push(score)
    }
  }
  if (changes.length === 0)
    throw new RangeError('none of the pairs of these talents and jobs can be scored')
  const sizes = Float64Array.from(changes, Math.abs).sort()
  const quantile = (share: number) => sizes[Math.ceil(share * sizes.length) - 1] as number
  return {
    talents: talents.length,
    pairs: changes.length,
    mean: changes.reduce((sum, change) => sum + change, 0) / changes.length,
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    max: sizes.at(-1) as number,
  }
}

/** The bio with a man's words, and with a woman's; whichever the bio had. */
function bothBios(bio: string, index: number): readonly [man: string, woman: string] {
  const [man] = NAME_PAIRS[index % NAME_PAIRS.length] as readonly [string, string]
  const named = `${man} is a colleague to rely on, and he takes pride in his work. `
  // Own words of the bio are those of one person: they are swapped along with the sentence.
  const isOfWoman = /\b(she|her|hers|herself)\b/i.test(bio)
  const ofMan = isOfWoman ? swapGender(bio) : bio
  return [named + ofMan, swapGender(named + ofMan)]
}
