import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import type { IndexRow } from '../../features/retrieval/index-row.ts'
import { type Connection, LONG_MS } from '../database.ts'
import { plainPayload } from '../platform/plain-payload.ts'
import { type Entity, MAX_ATTEMPTS } from './outbox.ts'
import { type IndexSide, SIDES } from './sides.ts'

/** What an index row was made with; a row of another make is stale. */
export interface IndexMake {
  /** Version of the bytes in `prepared`. */
  readonly format: number
  /** An `Embedder.id`; `none` replaces no vectors that are there. */
  readonly embedder: string
}

/** An entity as it stands in the platform's tables, against its index row. */
export interface IndexedState<Payload> {
  readonly id: string
  /** Of those that are not, no index row is made. */
  readonly isActive: boolean
  /** Whether the index row, if any, says so. */
  readonly isMarkedActive: boolean
  /** `null` where the index row is of this content and make. */
  readonly payload: Payload | null
  readonly contentHash: Buffer
}

/** States of entities that were all read at one moment of the database's clock. */
export interface IndexedStates<Payload> {
  readonly states: readonly IndexedState<Payload>[]
  /** As the database wrote it. */
  readonly readAt: string
}

/** An index row to be written; status and date are taken from the platform's row. */
export interface IndexEntry extends IndexRow {
  readonly id: string
  readonly contentHash: Buffer
  /** A `textKey` of each text that it was made of. */
  readonly texts: readonly bigint[]
}

export interface SweptPage {
  /** Where the next page begins; `null` after the last one. */
  readonly last: string | null
  /** Entities looked at. */
  readonly seen: number
  /** Entities queued; such as wait already are not. */
  readonly queued: number
}

/** The tables `match_index_jobs`, `match_index_talents` and `match_index_skills`. */
export class MatchIndex {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  /** Reads entities with all that their payloads need, in one query; such as are gone are left out. */
  async findStates<Payload extends Talent | Job>(
    entity: Entity,
    ids: readonly string[],
    make: IndexMake,
  ): Promise<IndexedStates<Payload>> {
    const side = SIDES[entity]
    const rows = await this.#database.query<IndexedState<Payload> & { readAt: string }>({
      text: `
        select p.${side.id} as id,
               ${side.isActive('e')} as "isActive",
               coalesce(i.is_active, false) as "isMarkedActive",
               case when ${isStale('i', 'c.hash')} then p.payload end as payload,
               c.hash as "contentHash",
               statement_timestamp()::text as "readAt"
        from public.${side.payloads}($1::uuid[]) as p
        join public.${side.table} as e on e.id = p.${side.id}
        cross join lateral (select ${hashOf('p.payload')} as hash) as c
        left join public.${side.index} as i on i.${side.id} = p.${side.id}`,
      values: [ids, make.format, make.embedder],
    })
    const states = rows.map((row) => ({
      ...row,
      payload: row.payload && plainPayload(row.payload),
    }))
    return { states, readAt: rows[0]?.readAt ?? '' }
  }

  /**
   * Writes rows, in one statement. A row that was read later than these stays: two workers may be at
   * one entity, and the slower must not bring back what it read first.
   *
   * @returns how many were written
   */
  async saveRows(
    entity: Entity,
    rows: readonly IndexEntry[],
    readAt: string,
    make: IndexMake,
  ): Promise<number> {
    if (rows.length === 0) return 0
    const side = SIDES[entity]
    const lengths = rows.map(({ prepared }) => prepared.length)
    const saved = await this.#database.query({
      text: saveStatement(side),
      values: [
        rows.map(({ id }) => id),
        rows.map(({ vector }) => vectorText(vector)),
        rows.map(({ skills }) => `{${skills.join()}}`),
        rows.map(({ place }) => place),
        rows.map(({ isRemote }) => isRemote),
        Buffer.concat(rows.map(({ contentHash }) => contentHash)),
        Buffer.concat(rows.map(({ prepared }) => prepared)),
        startsOf(lengths),
        lengths,
        readAt,
        make.format,
        make.embedder,
        rows.map(({ texts }) => `{${texts.join()}}`),
      ],
    })
    return saved.length
  }

  /** Marks rows as active, or not and so found by nobody, as the platform's rows now say. */
  async mark(entity: Entity, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const side = SIDES[entity]
    await this.#database.query(`${markStatement(side)} and e.id = any($1::uuid[])`, [ids])
  }

  /** Whether an active entity has no row, or one of another make. */
  async isIncomplete(make: IndexMake): Promise<boolean> {
    const lacking = (side: IndexSide) => `exists (
      select from public.${side.table} as e
      left join public.${side.index} as i on i.${side.id} = e.id
      where ${side.isActive('e')} and (i.${side.id} is null or not i.is_active or ${isOfOtherMake('i', 1)}))`
    const [row] = await this.#database.query<{ answer: boolean }>({
      text: `select ${lacking(SIDES.job)} or ${lacking(SIDES.talent)} as answer`,
      values: [make.format, make.embedder],
      timeoutMs: LONG_MS,
    })
    return row?.answer ?? false
  }

  /** Queues those of the next `limit` active entities whose row is missing or stale, in one statement. */
  async queueStale(
    entity: Entity,
    after: string | null,
    limit: number,
    make: IndexMake,
  ): Promise<SweptPage> {
    const side = SIDES[entity]
    const [page] = await this.#database.query<SweptPage>({
      text: `
        with page as materialized (
          select e.id from public.${side.table} as e
          where ${side.isActive('e')} and ($1::uuid is null or e.id > $1)
          order by e.id
          limit $4),
        queued as (
          insert into public.match_outbox (entity, entity_id)
          select '${entity}', p.${side.id}
          from public.${side.payloads}(array(select id from page)) as p
          left join public.${side.index} as i on i.${side.id} = p.${side.id}
          where (not coalesce(i.is_active, false) or ${isStale('i', hashOf('p.payload'))})
            and not exists (
              select from public.match_outbox as o
              where o.entity = '${entity}' and o.entity_id = p.${side.id}
                and o.attempts < ${MAX_ATTEMPTS})
          returning 1)
        select (select id from page order by id desc limit 1) as last,
               (select count(*)::int from page) as seen,
               (select count(*)::int from queued) as queued`,
      values: [after, make.format, make.embedder, limit],
      timeoutMs: LONG_MS,
    })
    return page ?? { last: null, seen: 0, queued: 0 }
  }

  /** Marks all rows, and removes those whose entity is gone. */
  async markAll(): Promise<void> {
    for (const side of Object.values(SIDES)) {
      await this.#database.query({ text: markStatement(side), timeoutMs: LONG_MS })
      await this.#database.query({
        text: `
          delete from public.${side.index} as i
          where not exists (select from public.${side.table} as e where e.id = i.${side.id})`,
        timeoutMs: LONG_MS,
      })
    }
  }

  /** Counts anew how many active jobs and talents have each skill. */
  async countSkills(): Promise<void> {
    await this.#database.query({
      text: `with counted as materialized (
         select skill, sum(job)::int as jobs, sum(talent)::int as talents
         from (select unnest(skills) as skill, 1 as job, 0 as talent
               from public.match_index_jobs where is_active
               union all
               select unnest(skills), 0, 1 from public.match_index_talents where is_active) as each
         group by skill),
       gone as (
         delete from public.match_index_skills as s
         where not exists (select from counted as c where c.skill = s.skill))
       insert into public.match_index_skills as s (skill, jobs, talents, counted_at)
       select skill, jobs, talents, now() from counted
       on conflict (skill) do update
       set jobs = excluded.jobs, talents = excluded.talents, counted_at = excluded.counted_at`,
      timeoutMs: LONG_MS,
    })
  }
}

const hashOf = (payload: string) => `sha256(convert_to(${payload}::text, 'UTF8'))`

/** @param format number of the parameter of the format; that of the embedder follows it */
const isOfOtherMake = (row: string, format: number) =>
  `(${row}.format is distinct from $${format}::int
    or ${row}.texts is null
    or (${row}.embedder is distinct from $${format + 1}::text and $${format + 1}::text <> 'none'))`

const isStale = (row: string, hash: string) =>
  `(${row}.content_hash is distinct from ${hash} or ${isOfOtherMake(row, 2)})`

const markStatement = (side: IndexSide) => `
  update public.${side.index} as i set is_active = ${side.isActive('e')}
  from public.${side.table} as e
  where e.id = i.${side.id} and i.is_active is distinct from ${side.isActive('e')}`

/** What the platform's row says is taken from it in the same statement, so that it is of one moment. */
const saveStatement = (side: IndexSide) => `
  insert into public.${side.index} as i
    (${side.id}, is_active, vector, skills, place, ${side.isRemote}, posted_at, prepared, format,
     embedder, content_hash, indexed_at, texts)
  select r.id, ${side.isActive('e')}, r.vector::real[], r.skills::int[], r.place, r.is_remote,
         e.created_at, substring($7::bytea from r.start for r.bytes), $11::int, $12::text,
         substring($6::bytea from 1 + 32 * (r.n - 1)::int for 32), $10::timestamptz, r.texts::bigint[]
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::boolean[], $8::int[], $9::int[],
              $13::text[]) with ordinality
       as r (id, vector, skills, place, is_remote, start, bytes, texts, n)
  join public.${side.table} as e on e.id = r.id
  order by r.id
  on conflict (${side.id}) do update
  set is_active = excluded.is_active, vector = excluded.vector, skills = excluded.skills,
      place = excluded.place, ${side.isRemote} = excluded.${side.isRemote},
      posted_at = excluded.posted_at, prepared = excluded.prepared, format = excluded.format,
      embedder = excluded.embedder, content_hash = excluded.content_hash,
      indexed_at = excluded.indexed_at, texts = excluded.texts
  where i.indexed_at is null or i.indexed_at <= excluded.indexed_at
  returning 1`

/** As an array, which becomes a vector wherever that type may live. Six digits say more than half precision keeps. */
const vectorText = (vector: Float32Array) =>
  `{${Array.from(vector, (value) => value.toFixed(6)).join()}}`

/** Where each piece starts in their concatenation, from 1. */
function startsOf(lengths: readonly number[]): number[] {
  let end = 1
  return lengths.map((length) => {
    end += length
    return end - length
  })
}
