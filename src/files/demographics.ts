import { isUuid } from '../../supabase/functions/_shared/setting-reader.ts'
import { fileName } from './bytes.ts'
import { type CsvRow, readCsvRows } from './csv-rows.ts'
import { InputError } from './input-error.ts'

/** What somebody says of themselves; null is unknown. */
export interface Demographics {
  readonly sex: string | null
  readonly raceEthnicity: string | null
}

/** More categories than anyone asks for: a column of free text was taken for one. */
const MOST_CATEGORIES = 50

/**
 * Reads `talent_id`, `sex` and `race_ethnicity`; an empty value or `unknown` is unknown. Categories are
 * the file's own words, told apart without regard to case.
 *
 * @returns by talent, in lower case
 * @throws {InputError} naming file, line and column
 */
export async function readDemographics(path: string): Promise<ReadonlyMap<string, Demographics>> {
  const people = new Map<string, Demographics>()
  const lines = new Map<string, number>()
  const sex = new Categories(path, 'sex')
  const raceEthnicity = new Categories(path, 'race_ethnicity')
  for await (const row of readCsvRows(path, ['talent_id', 'sex', 'race_ethnicity'])) {
    const id = talentIdOf(path, row)
    const earlier = lines.get(id)
    if (earlier !== undefined) {
      throw new InputError(`${fileName(path)}:${row.line}: talent_id: is also on line ${earlier}`)
    }
    lines.set(id, row.line)
    people.set(id, { sex: sex.read(row), raceEthnicity: raceEthnicity.read(row) })
  }
  return people
}

/** @throws {InputError} */
export function talentIdOf(path: string, { line, values }: CsvRow): string {
  const id = values.talent_id ?? ''
  if (isUuid(id)) return id.toLowerCase()
  throw new InputError(`${fileName(path)}:${line}: talent_id: must be a UUID`)
}

/** The categories of one column, by the spelling that came first. */
class Categories {
  readonly #path: string
  readonly #column: string
  readonly #spellings = new Map<string, string>()

  constructor(path: string, column: string) {
    this.#path = path
    this.#column = column
  }

  read({ line, values }: CsvRow): string | null {
    const value = values[this.#column] ?? ''
    const key = value.toLowerCase()
    if (key === '' || key === 'unknown') return null
    const spelling = this.#spellings.get(key) ?? value
    this.#spellings.set(key, spelling)
    if (this.#spellings.size <= MOST_CATEGORIES) return spelling
    throw new InputError(
      `${fileName(this.#path)}:${line}: ${this.#column}: has more than ${MOST_CATEGORIES} ` +
        'categories so far; give each person one of a few',
    )
  }
}
