import type { Connection } from '../database.ts'

export type Entity = 'job' | 'talent'

/** A job or talent that has changed, held by one worker until its claim runs out. */
export interface Claim {
  readonly entity: Entity
  readonly id: string
  /** The row that is held. */
  readonly head: string
  /** All rows that queued it until it was claimed; changes since then have rows of their own. */
  readonly rows: readonly string[]
}

export interface Backlog {
  /** Jobs and talents that wait or are under work. */
  readonly waiting: number
  /** How long the first of them has waited, in seconds; 0 where none waits. */
  readonly ageSeconds: number
  /** Those that were given up. */
  readonly parked: number
}

/** What has failed so often is left until it changes again, or the nightly sweep queues it. */
export const MAX_ATTEMPTS = 5

/**
 * Saving a profile deletes its skills and inserts them one by one: what has just been queued is left
 * for a moment, so that all that is indexed once.
 */
const SETTLE_MS = 500

/**
 * Of the rows of an entity, the first that is not given up stands for all, and whoever holds it holds
 * the entity. The rest of its rows are only read, so claiming never waits for another claim.
 *
 * A claim that ran out came to nothing: what it held has failed, or its worker is gone, perhaps because
 * of it. That is counted now, and it is claimed alone: what ends every worker that takes it is given up,
 * and whatever was claimed along with it is not.
 */
const CLAIM = `
  with heads as (
    select o.id, o.attempts, o.claimed_until is not null as is_suspect
    from public.match_outbox as o
    where (o.claimed_until is null or o.claimed_until < now())
      and o.attempts < ${MAX_ATTEMPTS}
      and o.queued_at <= now() - interval '${SETTLE_MS} milliseconds'
      and not exists (
        select from public.match_outbox as earlier
        where earlier.entity = o.entity
          and earlier.entity_id = o.entity_id
          and earlier.id < o.id
          and earlier.attempts < ${MAX_ATTEMPTS})
    order by o.id
    limit $1
    for update of o skip locked),
  claimed as (
    update public.match_outbox as o
    set claimed_until = now() + make_interval(secs => $2),
        attempts = o.attempts + heads.is_suspect::int
    from heads
    where o.id = heads.id
      and o.id = coalesce(
        (select h.id from heads as h where h.is_suspect order by h.attempts, h.id limit 1), o.id)
    returning o.id, o.entity, o.entity_id)
  select c.entity, c.entity_id as id, c.id::text as head, array(
    select o.id::text
    from public.match_outbox as o
    where o.entity = c.entity and o.entity_id = c.entity_id) as rows
  from claimed as c
  order by c.id`

/** The queue of changes that triggers write, `match_outbox`. */
export class Outbox {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  /** Takes the first entities that wait, each once however often it was queued. */
  claim(limit: number, leaseSeconds: number): Promise<readonly Claim[]> {
    return this.#database.query<Claim>({
      text: CLAIM,
      values: [limit, leaseSeconds],
    })
  }

  /** Holds claims for longer. */
  async extend(claims: readonly Claim[], leaseSeconds: number): Promise<void> {
    await this.#database.query(
      `update public.match_outbox set claimed_until = now() + make_interval(secs => $2)
       where id = any($1::bigint[])`,
      [headsOf(claims), leaseSeconds],
    )
  }

  /** They are indexed; what was queued meanwhile stays. */
  async finish(claims: readonly Claim[]): Promise<void> {
    await this.#database.query('delete from public.match_outbox where id = any($1::bigint[])', [
      claims.flatMap(({ rows }) => rows),
    ])
  }

  /** They go back as they were, for another worker or a later try. */
  async release(claims: readonly Claim[]): Promise<void> {
    await this.#database.query(
      'update public.match_outbox set claimed_until = null where id = any($1::bigint[])',
      [headsOf(claims)],
    )
  }

  /**
   * It failed: it waits twice as long each time.
   * @returns whether it is given up
   */
  async putOff(claim: Claim): Promise<boolean> {
    const [row] = await this.#database.query<{ attempts: number }>(
      `update public.match_outbox
       set claimed_until = now() + make_interval(secs => power(2, attempts + 1)),
           -- Counted when it is claimed again, but for the last time, after which it never is.
           attempts = attempts + (attempts = ${MAX_ATTEMPTS - 1})::int
       where id = $1
       returning attempts`,
      [claim.head],
    )
    return row !== undefined && row.attempts >= MAX_ATTEMPTS
  }

  async backlog(): Promise<Backlog> {
    const [row] = await this.#database.query<Backlog>(
      `select count(distinct (entity, entity_id)) filter (where attempts < ${MAX_ATTEMPTS})::int as waiting,
              coalesce(extract(epoch from now() - min(queued_at)
                filter (where attempts < ${MAX_ATTEMPTS})), 0)::float8 as "ageSeconds",
              count(distinct (entity, entity_id)) filter (where attempts >= ${MAX_ATTEMPTS})::int as parked
       from public.match_outbox`,
    )
    return row ?? { waiting: 0, ageSeconds: 0, parked: 0 }
  }
}

const headsOf = (claims: readonly Claim[]) => claims.map(({ head }) => head)
