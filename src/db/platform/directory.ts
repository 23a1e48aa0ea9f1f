import type { Directory, PlatformCounts } from '../../interactions/directory.ts'
import type { Connection } from '../database.ts'

/** Counting a million rows takes long enough not to be done for each page that is opened. */
const COUNTS_KEPT_MS = 30_000

/** Plain facts of the platform's tables. */
export class PlatformDirectory implements Directory {
  readonly #database: Connection
  readonly #clock: () => number
  #counted: { readonly at: number; readonly counts: Promise<PlatformCounts> } | undefined

  /** @param clock milliseconds since 1970 */
  constructor(database: Connection, clock: () => number = Date.now) {
    this.#database = database
    this.#clock = clock
  }

  async findCompanyNames(jobIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (jobIds.length === 0) return new Map()
    const rows = await this.#database.query<{ readonly id: string; readonly name: string }>(
      `
        select j.id, c.name
        from public.jobs as j
        join public.companies as c on c.id = j.company_id
        where j.id = any ($1::uuid[]) and c.name <> ''`,
      [jobIds],
    )
    return new Map(rows.map(({ id, name }) => [id, name]))
  }

  /** As of at most half a minute ago. */
  countPlatform(): Promise<PlatformCounts> {
    const now = this.#clock()
    if (!this.#counted || now - this.#counted.at >= COUNTS_KEPT_MS) {
      const counted = { at: now, counts: this.#count() }
      this.#counted = counted
      // A failure is not kept: the next page asks again.
      counted.counts.catch(() => {
        if (this.#counted === counted) this.#counted = undefined
      })
    }
    return this.#counted.counts
  }

  async findExamples() {
    const [row] = await this.#database.query<Awaited<ReturnType<Directory['findExamples']>>>(`
      select
        (select id from public.talents limit 1) as talent,
        (select id from public.jobs where status = 'active' limit 1) as job`)
    return row ?? { talent: null, job: null }
  }

  async #count(): Promise<PlatformCounts> {
    const [row] = await this.#database.query<PlatformCounts>(`
      select
        (select count(*) from public.talents)::int as talents,
        (select count(*) from public.jobs where status = 'active')::int as jobs`)
    return row ?? { talents: 0, jobs: 0 }
  }
}
