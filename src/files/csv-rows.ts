import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { fileName, readBytes } from './bytes.ts'
import { InputError } from './input-error.ts'

/** One row of a CSV file, by column; texts are trimmed. */
export interface CsvRow {
  /** Line that it ends on, from 1. */
  readonly line: number
  readonly values: Readonly<Record<string, string>>
}

/**
 * Streams the rows of a CSV file (RFC 4180) whose first row names the columns, in lower case or not.
 *
 * @param columns that must be there; others are left as they are
 * @throws {InputError} naming file, line and column
 */
export async function* readCsvRows(
  path: string,
  columns: readonly string[],
): AsyncGenerator<CsvRow> {
  const file = fileName(path)
  const toNames = (head: readonly string[]) => {
    const names = head.map((name) => name.trim().toLowerCase())
    const missing = columns.filter((column) => !names.includes(column))
    if (missing.length > 0) {
      throw new InputError(
        `${file}:1: there is no column ${missing.join(', no column ')}; the first row must name ` +
          `the columns, and has: ${names.join(', ')}`,
      )
    }
    return names
  }
  const parser = parse({
    bom: true,
    columns: toNames,
    info: true,
    skip_empty_lines: true,
    trim: true,
  })
  // The error also ends the iteration below, which reports it.
  pipeline(Readable.from(readBytes(path)), parser, () => {})
  let isEmpty = true
  try {
    for await (const { record, info } of parser) {
      isEmpty = false
      yield { line: info.lines, values: record }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    throw new InputError(`${file}:${line}: ${reasonOf(error)}`, { cause: error })
  }
  if (isEmpty) throw new InputError(`${file}: holds no row; expected ${columns.join(', ')}`)
}

/** The parser's own message quotes the row, and what people are must not reach a message. */
function reasonOf({ code }: CsvError): string {
  if (code === 'CSV_RECORD_INCONSISTENT_COLUMNS')
    return 'has not as many values as there are columns'
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is not closed: is the file cut off?'
  return `is not CSV (${code})`
}
