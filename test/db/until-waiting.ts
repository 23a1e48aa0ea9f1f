import { expect } from 'vitest'
import type { Connection } from '../../src/db/database.ts'

/** Until a statement waits for a lock that another holds, and has done so for some milliseconds. */
export const untilWaiting = (database: Connection, ms = 0) =>
  expect
    .poll(
      () =>
        database.query(
          `select pid from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'
             and clock_timestamp() - query_start >= $1 * interval '1 ms'`,
          [ms],
        ),
      { timeout: 10_000, interval: 20 },
    )
    .toHaveLength(1)
