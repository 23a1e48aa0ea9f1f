import { KEPT_TABLES, type KeptTable, type Retention } from '../../db/privacy/retention.ts'

export interface RetentionOptions {
  readonly retention: Pick<Retention, 'removeOld'>
  readonly days: number
  /** Rows of one transaction; smaller where others wait for it. */
  readonly batch?: number | undefined
}

/** Some tens of milliseconds of locks, on rows that nobody writes any more. */
const BATCH = 2_000

/**
 * Removes what is older than it may be, table by table and batch by batch; may be cut off and begun again.
 * @returns how many rows went
 */
export async function removeOld(
  { retention, days, batch = BATCH }: RetentionOptions,
  signal: AbortSignal,
): Promise<Partial<Record<KeptTable, number>>> {
  const removed: Partial<Record<KeptTable, number>> = {}
  for (const table of KEPT_TABLES) {
    for (let rows = batch; rows === batch; ) {
      signal.throwIfAborted()
      rows = await retention.removeOld(table, days, batch)
      removed[table] = (removed[table] ?? 0) + rows
    }
  }
  return removed
}
