import { type Connection, LONG_MS } from '../database.ts'

/** Whose rows, and by what else they are known. */
export interface RowsOwner {
  readonly userId: string
  readonly talentIds: readonly string[]
  readonly jobIds: readonly string[]
  readonly pseudonym: string
  readonly userHashes: readonly string[]
}

/** $1 talents, $2 jobs, $3 the user, $4 the user as text, $5 hashes, $6 pseudonym; `r` is the row. */
interface Place {
  /** Default the place's name. */
  readonly table?: string
  /** Default the whole row. */
  readonly row?: string
  readonly where: string
}

const OWN_PAIR = 'r.talent_id = any ($1::uuid[]) or r.job_id = any ($2::uuid[])'

/** Ids of others who acted are theirs, as is what other companies and talents were shown. */
const PLACES: Readonly<Record<string, Place>> = {
  match_events: {
    row: `case when r.actor_id = $3 then to_jsonb(r) else to_jsonb(r) - 'actor_id' - 'idempotency_key' end`,
    where: `r.talent_id = any ($1::uuid[]) or r.actor_id = $3
      or (r.job_id = any ($2::uuid[]) and r.actor = 'company')`,
  },
  match_feedback: {
    where: `r.talent_id = any ($1::uuid[]) or (r.job_id = any ($2::uuid[])
      and r.feedback_type in ('contacted', 'rejected', 'passed_over'))`,
  },
  match_impressions: {
    where: `r.talent_id = any ($1::uuid[]) or (r.job_id = any ($2::uuid[]) and r.shown_to = 'company')`,
  },
  matches: {
    row: `jsonb_build_object('talent_id', r.talent_id, 'job_id', r.job_id, 'match_score', r.match_score,
      'ml_score', r.ml_score, 'ml_version', r.ml_version, 'explanation', r.explanation, 'source', r.source)`,
    where: `r.source is not null and (${OWN_PAIR})`,
  },
  match_index_talents: { where: 'r.talent_id = any ($1::uuid[])' },
  match_index_jobs: { where: 'r.job_id = any ($2::uuid[])' },
  match_outbox: {
    where: `r.entity = 'talent' and r.entity_id = any ($1::uuid[])
      or r.entity = 'job' and r.entity_id = any ($2::uuid[])`,
  },
  embeddings: {
    where: `r.text_hash in (
      select e.text_hash
      from (
        select unnest(i.texts) as key from public.match_index_talents i where i.talent_id = any ($1::uuid[])
        union select unnest(i.texts) from public.match_index_jobs i where i.job_id = any ($2::uuid[])) as own
      join public.embeddings e on e.text_hash >= int8send(own.key)
        and e.text_hash <= int8send(own.key) || decode(repeat('ff', 25), 'hex'))`,
  },
  ml_request_log: { where: `r.user_hash = any ($5::text[]) or ${OWN_PAIR}` },
  ml_rollout: { where: 'r.updated_by = $4' },
  ml_rollout_changes: { where: 'r.actor = $4' },
  training_runs: { where: `r.requested_by = $3 or r.actor = $4 or strpos(r.reason, $4) > 0` },
  ml_model_activations: { where: 'r.actor = $4' },
  ml_model_versions: {
    row: `jsonb_build_object('version', r.version, 'published_by', r.published_by,
      'publish_reason', r.publish_reason)`,
    where: 'r.published_by = $4',
  },
  ml_erasures: {
    row: `jsonb_build_object('receipt_id', r.receipt_id, 'requested_at', r.requested_at,
      'finished_at', r.finished_at, 'erased', r.counts)`,
    where: 'r.pseudonym = $6',
  },
}

/** What the export has in `tables`. */
export const EXPORTED_TABLES = Object.keys(PLACES)

/** Versions that may have learned from the owner's acts: pseudonymous rows, features and labels. */
const LEARNED_BY = `
  select v.version as row from public.ml_model_versions v
  join public.training_runs t
    on t.model_version = v.version or v.publish_reason = 'training run ' || t.id
  where exists (
    select from public.match_events r
    where (${OWN_PAIR}) and r.occurred_at < (t.dataset ->> 'as_of')::timestamptz
      and r.occurred_at >= coalesce((t.dataset ->> 'from')::timestamptz, '-infinity'))
  order by v.version`

/** Rows of one piece: some megabyte. */
const PAGE = 500

/** Everything that our tables hold on a user, read page by page. */
export class PersonalRows {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  /** The rows of one place as JSON texts, a page at a time; none for a place without any. */
  async *rowsOf(place: string, owner: RowsOwner): AsyncGenerator<readonly string[]> {
    const { table = place, row = 'to_jsonb(r)', where } = PLACES[place] as Place
    let after = '(0,0)'
    for (;;) {
      const rows = await this.#database.query<{ readonly at: string; readonly row: string }>({
        text: `
          select r.ctid::text as at, (${row})::text as row, ${TYPED} as typed
          from public.${table} r
          where r.ctid > $7::tid and (${where})
          order by r.ctid
          limit ${PAGE}`,
        values: [...valuesOf(owner), after],
        timeoutMs: LONG_MS,
      })
      const last = rows.at(-1)
      if (!last) return
      yield rows.map((each) => each.row)
      if (rows.length < PAGE) return
      after = last.at
    }
  }

  async learnedBy({ talentIds, jobIds }: RowsOwner): Promise<readonly string[]> {
    const rows = await this.#database.query<{ readonly row: string }>({
      text: LEARNED_BY,
      values: [talentIds, jobIds],
      timeoutMs: LONG_MS,
    })
    return rows.map(({ row }) => row)
  }
}

/** A parameter that a place does not read has a type all the same. */
const TYPED = 'num_nonnulls($1::uuid[], $2::uuid[], $3::uuid, $4::text, $5::text[], $6::text)'

const valuesOf = ({ talentIds, jobIds, userId, userHashes, pseudonym }: RowsOwner) => [
  talentIds,
  jobIds,
  userId,
  userId,
  userHashes,
  pseudonym,
]
