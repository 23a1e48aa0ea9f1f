import type { AlertState, Notice } from '../../alerts/alert-state.ts'
import type { Connection } from '../database.ts'

const STATES = `
  select name, value, since, fired_at as "firedAt", notice, notified_at as "notifiedAt",
    checked_at as "checkedAt"
  from public.ml_alerts order by name`

/** Only where nobody else looked meanwhile. Of times of ours, in whole milliseconds. */
const KEEP = `
  insert into public.ml_alerts as a (name, value, since, fired_at, notice, notified_at, checked_at)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (name) do update set
    value = excluded.value, since = excluded.since, fired_at = excluded.fired_at,
    notice = excluded.notice, notified_at = excluded.notified_at, checked_at = excluded.checked_at
  where a.checked_at = $8
  returning name`

/** A process that dies while it tells leaves it to another. */
const CLAIM = `
  update public.ml_alerts set claimed_at = $2
  where name = $1 and notice is not null
    and (claimed_at is null or claimed_at < $2::timestamptz - interval '2 minutes')
  returning notice`

const TOLD = `
  with told as (
    update public.ml_alerts set
      notice = case when notice = $2 then null else notice end, claimed_at = null, checked_at = $3,
      notified_at = case when $2 = 'firing' and fired_at is not null then $3::timestamptz
        else notified_at end
    where name = $1)
  insert into public.ml_alert_log (name, what, detail) values ($1, 'told', $2)`

/** Where alerts stand, for all processes, and what came of them. */
export class Alerts {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  states(): Promise<readonly AlertState[]> {
    return this.#database.query<AlertState>(STATES)
  }

  /**
   * @param seenAt when the state that this follows from was written; undefined for the first
   * @returns whether it was kept: not where another process was first
   */
  async keep(state: AlertState, seenAt: Date | undefined): Promise<boolean> {
    const { name, value, since, firedAt, notice, notifiedAt, checkedAt } = state
    const rows = await this.#database.query(KEEP, [
      name,
      value,
      since,
      firedAt,
      notice,
      notifiedAt,
      checkedAt,
      seenAt ?? null,
    ])
    return rows.length > 0
  }

  /** @returns what is to be told, to one process alone */
  async claim(name: string, now: Date): Promise<Notice | undefined> {
    const [row] = await this.#database.query<{ readonly notice: Notice }>(CLAIM, [name, now])
    return row?.notice
  }

  async release(name: string): Promise<void> {
    await this.#database.query('update public.ml_alerts set claimed_at = null where name = $1', [
      name,
    ])
  }

  async told(name: string, notice: Notice, now: Date): Promise<void> {
    await this.#database.query(TOLD, [name, notice, now])
  }

  async log(name: string, what: 'fired' | 'resolved' | 'acted', detail: string): Promise<void> {
    await this.#database.query(
      'insert into public.ml_alert_log (name, what, detail) values ($1, $2, $3)',
      [name, what, detail],
    )
  }
}
