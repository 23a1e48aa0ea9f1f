import { UnavailableError } from '../../../supabase/functions/_shared/errors.ts'
import {
  type Feedback,
  type FeedbackAuthor,
  type FeedbackLog,
  type FeedbackOutcome,
  type FeedbackType,
  SIDES_THAT_SAY,
  type Side,
} from '../../interactions/feedback.ts'
import type { Database } from '../database.ts'

/**
 * Finds the pair and which sides of it are the author's ($3, null for the service role), decides as
 * whom they speak ($4 the sides that may say this, $5 the one they want to be), and records it, all in
 * one statement. `event` is the new one, or the one that the key ($8) stood for before.
 *
 * The platform's row of the pair follows: pages show its status, and what a talent dismisses is not
 * shown to them again by it. Each side takes back only what it said itself: a contact does not undo a
 * dismissal, nor clearing a contact. The mark keeps the trigger there from recording all that again.
 */
const RECORD = `
  with pair as (
    select t.id as talent_id, j.id as job_id, array_remove(array[
      case when $3::uuid in (t.profile_id, t.id)
        and coalesce(j.status::text, 'draft') <> 'draft' then 'talent' end,
      case when c.profile_id = $3 then 'company' end], null) as own
    from public.talents as t
    cross join public.jobs as j
    left join public.companies as c on c.id = j.company_id
    where t.id = $1 and j.id = $2
      and not public.ml_is_erased(t.id) and not public.ml_is_erased(j.id)),
  spoken as (
    select pair.*, case
      when $3 is not null then (
        select side from unnest($4::text[]) with ordinality as may (side, n)
        where side = any (own) and ($5::text is null or side = $5)
        order by n limit 1)
      when $5 is null then 'service'
      when $5 = any ($4) then $5 end as actor
    from pair),
  recorded as (
    insert into public.match_events
      (talent_id, job_id, type, actor, actor_id, source, duration_seconds, idempotency_key)
    select talent_id, job_id, $6::text, actor, $3, 'api', $7::numeric, $8::text
    from spoken
    where actor is not null
    on conflict (idempotency_key) do nothing
    returning *),
  marked as (
    select set_config('talentmatch.is_recorded', 'on', true)),
  said as (
    select r.*, r.actor = 'company' as is_company from recorded as r cross join marked),
  carried as (
    insert into public.matches as m (talent_id, job_id, status, interested_at, contacted_at)
    select talent_id, job_id,
      (case type when 'dismissed' then 'not_interested' else type end)::public.match_status,
      case type when 'interested' then occurred_at end,
      case type when 'contacted' then occurred_at end
    from said
    where type in ('interested', 'contacted') or type = 'dismissed' and not is_company
    on conflict (talent_id, job_id) do update set
      status = case when excluded.status = 'contacted' and m.status = 'not_interested'
        then m.status else excluded.status end,
      interested_at = case excluded.status when 'interested' then excluded.interested_at
        when 'contacted' then m.interested_at end,
      contacted_at = coalesce(excluded.contacted_at, m.contacted_at)),
  taken_back as (
    update public.matches as m set
      status = case
        when said.is_company and m.status <> 'contacted' then m.status
        when said.is_company and m.interested_at is not null then 'interested'
        when not said.is_company and m.contacted_at is not null then 'contacted'
        else 'pending' end,
      interested_at = case when said.is_company then m.interested_at end,
      contacted_at = case when not said.is_company then m.contacted_at end
    from said
    where (said.type = 'cleared' or said.type = 'dismissed' and said.is_company)
      and m.talent_id = said.talent_id and m.job_id = said.job_id),
  looked_at as (
    update public.matches as m set
      status = case when coalesce(m.status, 'pending') = 'pending' then 'viewed' else m.status end,
      viewed_at = coalesce(m.viewed_at, said.occurred_at)
    from said
    where said.type = 'viewed' and not said.is_company
      and m.talent_id = said.talent_id and m.job_id = said.job_id),
  event as (
    select false as is_repeated, * from recorded
    union all
    select true, * from public.match_events where idempotency_key = $8)
  select
    cardinality(spoken.own) > 0 as is_own, spoken.actor is not null as may_say, event.is_repeated,
    event.id::text as id, event.talent_id, event.job_id, event.type, event.actor,
    event.duration_seconds::float8 as duration_seconds, event.occurred_at
  from spoken
  left join event on true`

interface RecordRow {
  readonly is_own: boolean
  readonly may_say: boolean
  readonly is_repeated: boolean | null
  readonly id: string | null
  readonly talent_id: string
  readonly job_id: string
  readonly type: FeedbackType
  readonly actor: Side | 'service'
  readonly duration_seconds: number | null
  readonly occurred_at: Date
}

/** Once for a key that another statement was just writing, once for a row that was just deleted. */
const TRIES = 3
/**
 * A table that is held for longer is out, and the caller told so. The server gives up itself: were only the
 * client to, what it no longer waits for would be recorded all the same, beside the next try.
 */
const LOCK_TIMEOUT = '2s'
const FOREIGN_KEY_VIOLATION = '23503'

/** What people say of matches, in `match_events`. */
export class FeedbackEvents implements FeedbackLog {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async record(feedback: Feedback, author: FeedbackAuthor): Promise<FeedbackOutcome> {
    let cause: unknown
    for (let tries = 1; tries <= TRIES; tries++) {
      try {
        const outcome = toOutcome(await this.#write(feedback, author), feedback, author)
        if (outcome) return outcome
      } catch (error) {
        if ((error as { readonly code?: unknown }).code !== FOREIGN_KEY_VIOLATION) throw error
        cause = error
      }
    }
    throw new UnavailableError(
      `This feedback met others of its key or pair ${TRIES} times; send it again`,
      { cause },
    )
  }

  async #write(feedback: Feedback, author: FeedbackAuthor): Promise<RecordRow | undefined> {
    const values = [
      feedback.talentId,
      feedback.jobId,
      author.kind === 'user' ? author.id : null,
      SIDES_THAT_SAY[feedback.type],
      author.side,
      feedback.type,
      feedback.durationSeconds,
      feedback.idempotencyKey,
    ]
    return this.#database.transaction(async (connection) => {
      await connection.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`)
      return (await connection.query<RecordRow>(RECORD, values))[0]
    })
  }
}

/** Undefined where the key was taken by a statement that this one could not see: worth another try. */
function toOutcome(
  row: RecordRow | undefined,
  feedback: Feedback,
  author: FeedbackAuthor,
): FeedbackOutcome | undefined {
  if (!row) return { kind: 'unknown' }
  if (author.kind === 'user' && !row.is_own) return { kind: 'foreign' }
  if (!row.may_say) return { kind: 'wrong_side' }
  if (row.id === null) return undefined
  const isSame =
    row.talent_id === feedback.talentId &&
    row.job_id === feedback.jobId &&
    row.type === feedback.type &&
    row.duration_seconds === feedback.durationSeconds
  if (!isSame) return { kind: 'conflict' }
  return {
    kind: row.is_repeated ? 'repeated' : 'recorded',
    event: {
      id: row.id,
      talentId: row.talent_id,
      jobId: row.job_id,
      type: row.type,
      durationSeconds: row.duration_seconds,
      actor: row.actor,
      occurredAt: row.occurred_at,
    },
  }
}
