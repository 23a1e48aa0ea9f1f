import type { Connection } from '../database.ts'

/** Rows a statement: enough for its cost to vanish, few enough for the JSON to stay small. */
const ROWS_PER_STATEMENT = 5_000

/**
 * Inserts rows into a table of the platform, many a statement; columns that the first row lacks take
 * their defaults, and rows that are there already stay as they are.
 *
 * @param table with its schema where that is not `public`; not for names from outside
 */
export async function insertRows(
  connection: Connection,
  table: string,
  rows: readonly object[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
    .map((name) => `"${name}"`)
    .join(', ')
  const target = table.includes('.') ? table : `public.${table}`
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    await connection.query(
      `insert into ${target} (${columns})
       select ${columns} from jsonb_populate_recordset(null::${target}, $1::jsonb)
       on conflict do nothing`,
      [JSON.stringify(rows.slice(start, start + ROWS_PER_STATEMENT))],
    )
  }
}

/** Ids of skills by their names, letter by letter. */
export async function findSkillIds(
  connection: Connection,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await connection.query<{ id: string; name: string }>(
    'select id, name from public.skills where name = any ($1)',
    [names],
  )
  return new Map(rows.map(({ id, name }) => [name, id]))
}

/** Whether anyone has a row on the platform. */
export async function hasPlatformRows(connection: Connection): Promise<boolean> {
  const [row] = await connection.query<{ there: boolean }>(
    `select exists (select from public.talents) or exists (select from public.jobs)
         or exists (select from public.companies) as there`,
  )
  return row?.there ?? false
}
