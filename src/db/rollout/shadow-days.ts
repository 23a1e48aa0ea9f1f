import { type ShadowDay, SUM_NAMES } from '../../rollout/shadow/shadow-day.ts'
import type { Connection } from '../database.ts'

const columnOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const SUMS = SUM_NAMES.map(columnOf)
const KEYS = 'day, shadow_version, serving_version'

/** Replicas add to one row; in the order of the keys, so that no two wait for each other. */
const ADD = `
  insert into public.ml_shadow_days as d (${KEYS}, ${SUMS.join()})
  select ${KEYS}, ${SUMS.join()} from jsonb_populate_recordset(null::public.ml_shadow_days, $1::jsonb)
  order by ${KEYS}
  on conflict (${KEYS}) do update set ${SUMS.map((sum) => `${sum} = d.${sum} + excluded.${sum}`).join()}`

const LIST = `
  select day::text, shadow_version as "shadowVersion", serving_version as "servingVersion",
    ${SUM_NAMES.map((name) => `${columnOf(name)}::float8 as "${name}"`).join()}
  from public.ml_shadow_days order by day desc, shadow_version, serving_version limit $1`

/** What shadows made of answers, by day. */
export class ShadowDays {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  async add(days: readonly ShadowDay[]): Promise<void> {
    const rows = days.map((day) =>
      Object.fromEntries(Object.entries(day).map(([name, value]) => [columnOf(name), value])),
    )
    await this.#database.query(ADD, [JSON.stringify(rows)])
  }

  /** The newest first. */
  list(limit: number): Promise<readonly ShadowDay[]> {
    return this.#database.query<ShadowDay>(LIST, [limit])
  }
}
