import { toCsv } from './csv.ts'
import { toJson, toJsonLines } from './json.ts'
import type { Format } from './ranking.ts'
import { toTables } from './table.ts'

export const FORMAT_NAMES = ['table', 'json', 'jsonl', 'csv'] as const
export type FormatName = (typeof FORMAT_NAMES)[number]

/** Where the terminal does not tell its width. */
const DEFAULT_WIDTH = 100

export const FORMATS: Readonly<Record<FormatName, Format>> = {
  table: toTables(process.stdout.columns ?? DEFAULT_WIDTH),
  json: toJson,
  jsonl: toJsonLines,
  csv: toCsv,
}
