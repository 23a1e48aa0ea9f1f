import pg from 'pg'
import { type Database, DatabaseUnavailableError } from './database.ts'
export function openPostgres({
  connectionString,
  max = 10,
}: {
  connectionString: string
  max?: number
}): Database {
  const pool = new pg.Pool({ connectionString, max })
  pool.on('error', () => {})
  return {
    query: async (query, values) => {
      try {
        const q = typeof query === 'string' ? { text: query, values: values as unknown[] } : query
        const result = await pool.query(q as pg.QueryConfig<unknown[]>)
        return result.rows as never
      } catch (error) {
        if (!(error as { severity?: string }).severity)
          throw new DatabaseUnavailableError('away', { cause: error })
        throw error
      }
    },
    transaction: async () => {
      throw new Error('no')
    },
    close: () => pool.end(),
  }
}
