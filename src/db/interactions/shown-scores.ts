import type { Connection } from '../database.ts'

/** That a talent was scored for a job, 0-100. */
interface ShownScore {
  readonly talentId: string
  readonly score: number
  readonly version: string
}

export interface ShownFilter {
  readonly since?: Date | undefined
  /** Not included. */
  readonly until?: Date | undefined
  /** `model`, whichever version served; `rules`; `all`; or one version. */
  readonly scoredBy: string
}

/** As impressions name what scored. */
const SOURCES: Readonly<Record<string, string>> = { model: 'ml', rules: 'fallback' }

/** The last score that was shown of each pair. */
const LAST_SHOWN = `
  select distinct on (talent_id, job_id)
    talent_id as "talentId", score::float8 as score, model_version as version
  from public.match_impressions
  where shown_at >= coalesce($1, '-infinity'::timestamptz)
    and shown_at < coalesce($2, 'infinity'::timestamptz)
    and ($3 = 'all' or $3 in (source, model_version))
  order by talent_id, job_id, shown_at desc, request_id`

/** What people were scored, as `match_impressions` has it. */
export class ShownScores {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  /** @returns a score for each pair, and how many each version gave */
  async find({ since, until, scoredBy }: ShownFilter): Promise<{
    readonly scores: readonly ShownScore[]
    readonly versions: Readonly<Record<string, number>>
  }> {
    const scores = await this.#database.query<ShownScore>(LAST_SHOWN, [
      since ?? null,
      until ?? null,
      SOURCES[scoredBy] ?? scoredBy,
    ])
    const versions: Record<string, number> = {}
    for (const { version } of scores) versions[version] = (versions[version] ?? 0) + 1
    return { scores, versions }
  }
}
