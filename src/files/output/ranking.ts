import type { Match } from '../../../supabase/functions/_shared/payload.ts'

/** One talent with the jobs that fit, or one job with the talents that fit. */
export interface Ranking {
  /** What `subject` is. */
  readonly side: Side
  readonly subject: Named
  /** Best first; `title` is that of the other side. */
  readonly matches: readonly { readonly title: string; readonly match: Match }[]
}

export type Side = 'talent' | 'job'

export interface Named {
  readonly id: string
  readonly title: string
}

/** Turns rankings, as they come, into the text of a file. */
export type Format = (rankings: AsyncIterable<Ranking>) => AsyncIterable<string>
