import { LRUCache } from 'lru-cache'
import type { RuledJob, RuledSides, RuledTalent } from '../_shared/rules.ts'
import { type Database, DatabaseOutError } from './database.ts'
import type { MatchCall, MatchType } from './match-call.ts'
import { toSides } from './match-sides.ts'
import { within } from './within.ts'

interface Pool {
  readonly all: readonly (RuledTalent | RuledJob)[]
  /** As an array of the database. */
  readonly ids: string
}

interface OwnRow {
  /** Null where it is gone. */
  readonly subject: RuledTalent | RuledJob | null
  readonly hidden: readonly string[]
}

const NEWEST = 'select brief from public.ml_gateway_newest($1, $2) as brief'
const OWN =
  'select subject, hidden from public.ml_gateway_subject($1, $2::text::uuid, $3::text::uuid[])'

/** So much later is seen who is new or has changed; who may not be shown any more never is. */
const TTL_MS = 5_000
const READ_BUDGET_MS = 3_000

/** The newest of each side, read once in a while for everybody: a crowd costs little more than one. */
export class CandidatePool {
  readonly #database: Database
  readonly #size: number
  readonly #pools = new LRUCache<MatchType, Pool>({
    max: 2,
    ttl: TTL_MS,
    fetchMethod: (type) => this.#read(type),
  })

  constructor(database: Database, size: number) {
    this.#database = database
    this.#size = size
  }

  /**
   * @param endsAt on `performance`'s clock
   * @returns undefined where the subject is gone meanwhile
   * @throws {DatabaseOutError}
   */
  async find(
    { type, subject }: Pick<MatchCall, 'type' | 'subject'>,
    endsAt: number,
  ): Promise<RuledSides | undefined> {
    const { all, ids } = await this.#pool(type, endsAt)
    const values = [type, subject, ids]
    const [own] = await this.#database.query<OwnRow>(OWN, values, endsAt - performance.now())
    if (!own?.subject) return undefined
    const hidden = new Set(own.hidden)
    return toSides(
      type,
      own.subject,
      all.filter(({ id }) => !hidden.has(id)),
    )
  }

  /** Whether it leaves nobody out. */
  async isWhole(type: MatchType, endsAt: number): Promise<boolean> {
    return (await this.#pool(type, endsAt)).all.length < this.#size
  }

  forget(): void {
    this.#pools.clear()
  }

  async #pool(type: MatchType, endsAt: number): Promise<Pool> {
    const reading = this.#pools.fetch(type) as Promise<Pool>
    return within(
      endsAt - performance.now(),
      reading,
      () => new DatabaseOutError('The candidates were not read in time'),
    )
  }

  async #read(type: MatchType): Promise<Pool> {
    const rows = await this.#database.query<{ readonly brief: RuledTalent | RuledJob }>(
      NEWEST,
      [type, this.#size],
      READ_BUDGET_MS,
    )
    const all = rows.map(({ brief }) => brief)
    return { all, ids: `{${all.map(({ id }) => id).join()}}` }
  }
}
