import type { Receipt } from '../../privacy/receipt.ts'
import type { ErasedNames } from '../../training/dataset/snapshot/purge-erased.ts'
import { type Connection, LONG_MS } from '../database.ts'

/** Who is to be erased, and by what else they are known. */
export interface ErasureRequest {
  readonly userId: string
  readonly pseudonym: string
  /** Which key made the pseudonyms. */
  readonly keyId: string
  readonly actor: string
  readonly talentIds: readonly string[]
  readonly jobIds: readonly string[]
  /** Pseudonyms of both. */
  readonly names: readonly string[]
  /** What the gateway's log may have the user by. */
  readonly userHashes: readonly string[]
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

/** Of those that are under way the one begun first, when it is time to look it over again. */
const NEXT = `
  select id::text, user_id as "userId", talent_ids as "talentIds", job_ids as "jobIds",
    user_hashes as "userHashes"
  from public.ml_erasures
  where finished_at is null and settles_at <= now()
  order by settles_at
  limit 1`

const UNDER_WAY = NEXT.replace('settles_at <= now()', 'id = $1')

const RECEIPT = `
  select receipt_id as "receiptId", pseudonym, actor, requested_at as "requestedAt",
    settles_at as "settlesAt", finished_at as "finishedAt", counts as erased, models, retraining,
    case when finished_at is null then 'under_way' else 'done' end as status
  from public.ml_erasures
  where id = $1`

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
      request.pseudonym,
      request.keyId,
      request.actor,
      request.settleSeconds,
      request.userId,
      request.talentIds,
      request.jobIds,
      request.names,
      request.userHashes,
      request.textKeys.map(String),
    ])
    if (!row) throw new Error('ml_open_erasure answered nothing')
    return row.id
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

  /** Changes when an erasure begins and when it ends. */
  async mark(): Promise<string> {
    const [row] = await this.#database.query<{ readonly mark: string }>(
      'select public.ml_erasure_mark() as mark',
    )
    return row?.mark ?? ''
  }

  /** Those after `since` of whom snapshots may have rows, first to last. */
  listNames(since: string): Promise<readonly ErasedNames[]> {
    return this.#database.query<ErasedNames>(
      `select id::text, key_id as "keyId", names, requested_at as "requestedAt"
       from public.ml_erasures where id > $1 and names <> '{}' order by ml_erasures.id`,
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
