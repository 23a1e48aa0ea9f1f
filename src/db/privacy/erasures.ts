import type { Receipt } from '../../privacy/receipt.ts'
import type { ErasedNames } from '../../training/dataset/snapshot/purge-erased.ts'
import { type Connection, LONG_MS } from '../database.ts'

/** By what a user is known where there are no ids; made by the deployment's secrets. */
export interface SecretNames {
  readonly pseudonym: string
  /** Which key made the pseudonyms. */
  readonly keyId: string
  /** Pseudonyms of talents and jobs. */
  readonly names: readonly string[]
  /** What the gateway's log may have the user by. */
  readonly userHashes: readonly string[]
}

/** Who is to be erased. */
export interface ErasureRequest {
  readonly userId: string
  readonly actor: string
  readonly talentIds: readonly string[]
  readonly jobIds: readonly string[]
  /** Absent where a worker is to make them. */
  readonly names?: SecretNames | undefined
  /** Of their texts, `textKey`. */
  readonly textKeys: readonly bigint[]
  /** How long whatever is under way may go on writing. */
  readonly settleSeconds: number
}

/** An erasure that is under way, and what it is to find. */
export interface OpenErasure {
  readonly id: string
  readonly userId: string
  readonly talentIds: readonly string[]
  readonly jobIds: readonly string[]
  readonly userHashes: readonly string[]
}

/** A text that nobody else had, as stores of vectors know it. */
export interface ErasedVector {
  readonly model: string
  /** Hexadecimal. */
  readonly hash: string
}

const ACCOUNT = `
  select coalesce(
    (select p.id from public.profiles p where p.id = $1),
    (select coalesce(t.profile_id, t.id) from public.talents t where t.id = $1)) as account`

const OPEN = `
  select public.ml_open_erasure(
    $1, $2, $3, $4, $5, $6::uuid[], $7::uuid[], $8::text[], $9::text[], $10::text[]::bigint[])::text as id`

/** Of those that are under way one that nobody has named yet, or the first that it is time to look over again. */
const NEXT = `
  select id::text, user_id as "userId", talent_ids as "talentIds", job_ids as "jobIds",
    user_hashes as "userHashes"
  from public.ml_erasures
  where finished_at is null and (pseudonym is null or settles_at <= now())
  order by pseudonym is not null, settles_at
  limit 1`

const UNDER_WAY = NEXT.replace('(pseudonym is null or settles_at <= now())', 'id = $1')

const NAME = `
  update public.ml_erasures set
    pseudonym = coalesce(pseudonym, $2), key_id = coalesce(key_id, $3),
    names = case when pseudonym is null then $4::text[] else names end,
    user_hashes = array(select unnest(user_hashes) union select unnest($5::text[])),
    not_searched = $6
  where id = $1 and finished_at is null`

const RECEIPT = `
  select receipt_id as "receiptId", pseudonym, actor, requested_at as "requestedAt",
    settles_at as "settlesAt", finished_at as "finishedAt", counts as erased, not_searched as "notSearched", models, retraining,
    case when finished_at is null then 'under_way' else 'done' end as status
  from public.ml_erasures
  where $1 in (id::text, receipt_id::text)`

/** Who asked the gateway for their own matches lately, and what its log has them by. */
const CALLERS = `
  select l.user_hash as hash, t.profile_id as "userId"
  from (
    select user_hash, talent_id from public.ml_request_log
    where user_hash is not null and talent_id is not null and status < 400
    order by requested_at desc
    limit 100) as l
  join public.talents t on t.id = l.talent_id
  where t.profile_id is not null`

/** After so long one is overdue. A long backup holds an erasure up for as long as it takes. */
export const ERASURE_HOURS = 6

/** Erasures and their receipts, `ml_erasures`; all work is done by functions of the database. */
export class Erasures {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  /** Whose account an id is: that of an account, or of a talent. Undefined where nobody is known by it. */
  async accountOf(id: string): Promise<string | undefined> {
    const [row] = await this.#database.query<{ readonly account: string | null }>(ACCOUNT, [id])
    return row?.account ?? undefined
  }

  async rowsOf(userId: string): Promise<{
    readonly talentIds: readonly string[]
    readonly jobIds: readonly string[]
  }> {
    const [row] = await this.#database.query<{
      readonly talentIds: readonly string[]
      readonly jobIds: readonly string[]
    }>(`select talent_ids as "talentIds", job_ids as "jobIds" from public.ml_rows_of_user($1)`, [
      userId,
    ])
    return row ?? { talentIds: [], jobIds: [] }
  }

  /** Begins it, or finds the one that is under way, or the last where nothing has come since. */
  async open(request: ErasureRequest): Promise<string> {
    const [row] = await this.#database.query<{ readonly id: string }>(OPEN, [
      request.names?.pseudonym ?? null,
      request.names?.keyId ?? null,
      request.actor,
      request.settleSeconds,
      request.userId,
      request.talentIds,
      request.jobIds,
      request.names?.names ?? [],
      request.names?.userHashes ?? [],
      request.textKeys.map(String),
    ])
    if (!row) throw new Error('ml_open_erasure answered nothing')
    return row.id
  }

  /**
   * Has it be known by what this process's secrets make; one that was named keeps its pseudonyms.
   * @param notSearched places that this process cannot look into
   */
  async name(id: string, names: SecretNames, notSearched: readonly string[]): Promise<void> {
    const { pseudonym, keyId, userHashes } = names
    await this.#database.query(NAME, [id, pseudonym, keyId, names.names, userHashes, notSearched])
  }

  /** @returns undefined where it has ended */
  find(id: string): Promise<OpenErasure | undefined> {
    return this.#first(UNDER_WAY, [id])
  }

  /** One that is to be looked over again now. */
  next(): Promise<OpenErasure | undefined> {
    return this.#first(NEXT, [])
  }

  /** Whether all that was under way when it began has ended: a pass that begins now is the last. */
  async isSettled(id: string): Promise<boolean> {
    const [row] = await this.#database.query<{ readonly answer: boolean }>(
      'select public.ml_is_erasure_settled($1) as answer',
      [id],
    )
    return row?.answer ?? false
  }

  /** @returns how many rows went, `limit` of each table at most */
  async eraseSome(id: string, limit: number): Promise<number> {
    const [row] = await this.#database.query<{ readonly count: number }>({
      text: 'select public.ml_erase_some($1, $2)::int as count',
      values: [id, limit],
      timeoutMs: LONG_MS,
    })
    return row?.count ?? 0
  }

  /** Looks through the texts of the whole index: of a million rows that takes a minute. */
  async findVectors(id: string): Promise<readonly ErasedVector[]> {
    const [row] = await this.#database.query<{ readonly vectors: ErasedVector[] | null }>({
      text: 'select public.ml_find_erased_vectors($1) as vectors',
      values: [id],
      timeoutMs: LONG_MS,
    })
    return row?.vectors ?? []
  }

  async eraseVectors(id: string): Promise<void> {
    await this.#database.query('select public.ml_erase_vectors($1)', [id])
  }

  /** Adds to the receipt what went elsewhere. */
  async count(id: string, place: string, count: number): Promise<void> {
    await this.#database.query('select public.ml_count_erased($1, $2, $3)', [id, place, count])
  }

  async finish(id: string): Promise<void> {
    await this.#database.query('select public.ml_finish_erasure($1)', [id])
  }

  /** @param id of the erasure, or of the receipt */
  async receipt(id: string): Promise<Receipt> {
    const receipt = await this.#first<Receipt>(RECEIPT, [id])
    if (!receipt) throw new Error(`there is no erasure ${id}`)
    return receipt
  }

  /** Erasures that should have been done some hours ago. */
  async countOverdue(hours: number): Promise<number> {
    const [row] = await this.#database.query<{ readonly count: number }>(
      `select count(*)::int as count from public.ml_erasures
       where finished_at is null and settles_at < now() - make_interval(hours => $1)`,
      [hours],
    )
    return row?.count ?? 0
  }

  /** Tells the other processes that there is a Redis. */
  async noteRedis(): Promise<void> {
    await this.#database.query(
      `insert into public.ml_shared_caches (place) values ('redis')
       on conflict (place) do update set seen_at = now()`,
    )
  }

  /** Whether a process has told of a Redis within a day. */
  async hasRedis(): Promise<boolean> {
    const rows = await this.#database.query(
      `select place from public.ml_shared_caches
       where place = 'redis' and seen_at > now() - interval '1 day'`,
    )
    return rows.length > 0
  }

  /** Changes when an erasure begins and when it ends. */
  async mark(): Promise<string> {
    const [row] = await this.#database.query<{ readonly mark: string }>(
      'select public.ml_erasure_mark() as mark',
    )
    return row?.mark ?? ''
  }

  /** Of those of the last hundred calls that were made for a talent whose account is known. */
  listCallers(): Promise<readonly { readonly userId: string; readonly hash: string }[]> {
    return this.#database.query(CALLERS)
  }

  /** Those after `since` of whom snapshots may have rows, first to last, up to the first that has no names yet. */
  listNames(since: string): Promise<readonly ErasedNames[]> {
    return this.#database.query<ErasedNames>(
      `select id::text, key_id as "keyId", names, requested_at as "requestedAt"
       from public.ml_erasures
       where id > $1 and names <> '{}'
         and id < all (select e.id from public.ml_erasures e where e.pseudonym is null)
       order by ml_erasures.id`,
      [since],
    )
  }

  async #first<T extends object = OpenErasure>(
    text: string,
    values: readonly unknown[],
  ): Promise<T | undefined> {
    return (await this.#database.query<T>(text, values))[0]
  }
}
