import type { AlertState, Notice } from '../../alerts/alert-state.ts'
import type { Connection } from '../database.ts'

/** Times are in whole milliseconds, which is what a Date holds, and of the database's clock alone. */
const NOW = `date_trunc('milliseconds', clock_timestamp())`

const STATES = `
  select name, value, since, fired_at as "firedAt", notice, notified_at as "notifiedAt",
    is_action_due as "isActionDue", unknown_since as "unknownSince", checked_at as "checkedAt"
  from public.ml_alerts order by name`

/** Only where nobody else looked meanwhile, which `checked_at` tells: it never stays as it was. */
const KEEP = `
  with kept as (
    insert into public.ml_alerts as a
      (name, value, since, fired_at, notice, notified_at, is_action_due, unknown_since, checked_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (name) do update set
      value = excluded.value, since = excluded.since, fired_at = excluded.fired_at,
      notice = excluded.notice, notified_at = excluded.notified_at,
      is_action_due = excluded.is_action_due, unknown_since = excluded.unknown_since,
      checked_at = greatest(excluded.checked_at, a.checked_at + interval '1 millisecond')
    where a.checked_at = $10
    returning name),
  logged as (
    insert into public.ml_alert_log (name, what, detail)
    select name, $11, $12 from kept where $11::text is not null)
  select from kept`

/** A process that dies over it leaves it to another; nor does a clock that went back hold it up. */
const isFree = (claimed: string) =>
  `(${claimed} is null or ${claimed} not between ${NOW} - interval '2 minutes' and ${NOW})`

const CLAIM = `
  update public.ml_alerts set claimed_at = ${NOW}
  where name = $1 and notice is not null and ${isFree('claimed_at')}
  returning notice`

const TOLD = `
  with told as (
    update public.ml_alerts set
      notice = case when notice = $2 then null else notice end, claimed_at = null,
      checked_at = greatest(${NOW}, checked_at + interval '1 millisecond'),
      notified_at = case when $2 = 'firing' and fired_at is not null then ${NOW}
        else notified_at end
    where name = $1)
  insert into public.ml_alert_log (name, what, detail) values ($1, 'told', $2)`

const CLAIM_ACTION = `
  update public.ml_alerts set action_claimed_at = ${NOW}
  where name = $1 and is_action_due and ${isFree('action_claimed_at')}
  returning name`

const ACTED = `
  with acted as (
    update public.ml_alerts set
      is_action_due = false, action_claimed_at = null,
      checked_at = greatest(${NOW}, checked_at + interval '1 millisecond')
    where name = $1)
  insert into public.ml_alert_log (name, what, detail) values ($1, 'acted', $2)`

/** Where alerts stand, for all processes, and what came of them. */
export class Alerts {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  states(): Promise<readonly AlertState[]> {
    return this.#database.query<AlertState>(STATES)
  }

  /** By the clock that all looks at alerts go by. */
  async now(): Promise<Date> {
    const [row] = await this.#database.query<{ readonly now: Date }>(`select ${NOW} as now`)
    if (!row) throw new Error('the time has no row')
    return row.now
  }

  /**
   * @param seenAt when the state that this follows from was written; undefined for the first
   * @param event what came of it, which the log keeps with it or not at all
   * @returns whether it was kept: not where another process was first
   */
  async keep(
    state: AlertState,
    seenAt: Date | undefined,
    event?: { readonly what: 'fired' | 'resolved'; readonly detail: string },
  ): Promise<boolean> {
    const { name, value, since, firedAt, notice, notifiedAt } = state
    const rows = await this.#database.query(KEEP, [
      ...[name, value, since, firedAt, notice, notifiedAt],
      ...[state.isActionDue, state.unknownSince, state.checkedAt],
      seenAt ?? null,
      event?.what ?? null,
      event?.detail ?? null,
    ])
    return rows.length > 0
  }

  /** @returns what is to be told, to one process alone */
  async claim(name: string): Promise<Notice | undefined> {
    const [row] = await this.#database.query<{ readonly notice: Notice }>(CLAIM, [name])
    return row?.notice
  }

  async release(name: string): Promise<void> {
    await this.#database.query('update public.ml_alerts set claimed_at = null where name = $1', [
      name,
    ])
  }

  async told(name: string, notice: Notice): Promise<void> {
    await this.#database.query(TOLD, [name, notice])
  }

  /** @returns whether something is to be done about it, to one process alone */
  async claimAction(name: string): Promise<boolean> {
    return (await this.#database.query(CLAIM_ACTION, [name])).length > 0
  }

  async releaseAction(name: string): Promise<void> {
    await this.#database.query(
      'update public.ml_alerts set action_claimed_at = null where name = $1',
      [name],
    )
  }

  async acted(name: string, detail: string): Promise<void> {
    await this.#database.query(ACTED, [name, detail])
  }
}
