import { type Connection, LONG_MS } from '../database.ts'

/** What is kept for a while: when a row came, and which rows stay however old they are. */
const KEPT = {
  match_impressions: { at: 'shown_at' },
  ml_request_log: { at: 'requested_at' },
  training_runs: {
    at: 'finished_at',
    // By it an erasure finds the versions that may have learned from somebody, and any may serve again.
    stays: `exists (
      select from public.ml_model_versions v where v.version = r.model_version)`,
  },
} as const satisfies Readonly<Record<string, { readonly at: string; readonly stays?: string }>>

export type KeptTable = keyof typeof KEPT
export const KEPT_TABLES = Object.keys(KEPT) as readonly KeptTable[]

const old = (table: KeptTable): string => {
  const { at, stays = 'false' }: { readonly at: string; readonly stays?: string } = KEPT[table]
  return `from public.${table} r
    where r.${at} < now() - make_interval(days => $1) and not ${stays}`
}

/** Rows whose time is up. */
export class Retention {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  /**
   * Removes rows of one table that are older, in one short transaction that waits for nobody.
   * @returns how many, `limit` at most
   */
  async removeOld(table: KeptTable, days: number, limit: number): Promise<number> {
    const [row] = await this.#database.query<{ readonly count: number }>({
      text: `
        with removed as (
          delete from public.${table} where ctid = any (array(
            select r.ctid ${old(table)} order by r.${KEPT[table].at} limit $2
            for update of r skip locked))
          returning 1)
        select count(*)::int as count from removed`,
      values: [days, limit],
      timeoutMs: LONG_MS,
    })
    return row?.count ?? 0
  }

  /** Tables with rows that have outstayed their days by more than one. */
  async overdue(days: number): Promise<readonly KeptTable[]> {
    const rows = await this.#database.query<{
      readonly table: KeptTable
      readonly is_overdue: boolean
    }>(
      KEPT_TABLES.map(
        (table) => `select '${table}' as table, exists (select ${old(table)}) as is_overdue`,
      ).join(' union all '),
      [days + 1],
    )
    return rows.filter(({ is_overdue }) => is_overdue).map(({ table }) => table)
  }
}
