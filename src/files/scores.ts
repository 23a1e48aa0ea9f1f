import { fileName } from './bytes.ts'
import { readCsvRows } from './csv-rows.ts'
import { talentIdOf } from './demographics.ts'
import { type EntityKind, readEntities } from './entities.ts'
import { InputError } from './input-error.ts'

/** That a talent was scored for a job. */
export interface Score {
  /** In lower case. */
  readonly talentId: string
  /** 0-100. */
  readonly score: number
}

/**
 * Reads scores as `talentmatch match` writes them, one a pair: CSV where the file is named so, else JSON.
 *
 * @throws {InputError} naming file, line and column
 */
export async function readScores(path: string): Promise<readonly Score[]> {
  return /\.csv(\.gz)?$/i.test(path) ? fromCsv(path) : fromJson(path)
}

async function fromCsv(path: string): Promise<readonly Score[]> {
  const scores: Score[] = []
  for await (const row of readCsvRows(path, ['talent_id', 'match_score'])) {
    const text = row.values.match_score ?? ''
    const score = text === '' ? Number.NaN : Number(text)
    if (!isScore(score)) {
      throw new InputError(`${fileName(path)}:${row.line}: match_score: ${NO_SCORE}`)
    }
    scores.push({ talentId: talentIdOf(path, row), score })
  }
  return scores
}

async function fromJson(path: string): Promise<readonly Score[]> {
  const scores: Score[] = []
  for await (const ranking of readEntities(path, RANKINGS)) scores.push(...ranking.scores)
  return scores
}

const NO_SCORE = 'must be a number from 0 to 100'
const isScore = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 100

const RANKINGS: EntityKind<{ readonly id: string; readonly scores: readonly Score[] }> = {
  noun: 'ranking',
  validate: (value) => {
    const { talent_id, job_id, matches } = (value ?? {}) as Readonly<Record<string, unknown>>
    const id = talent_id ?? job_id
    if (typeof id !== 'string' || !Array.isArray(matches)) {
      const message =
        'must be a ranking of `talentmatch match`, with talent_id or job_id, and matches'
      return { faults: [{ path: '', message }] }
    }
    const faults = matches.flatMap((match, at) => [
      ...(typeof match?.talent_id === 'string'
        ? []
        : [{ path: `matches[${at}].talent_id`, message: 'must be a UUID' }]),
      ...(isScore(match?.match_score)
        ? []
        : [{ path: `matches[${at}].match_score`, message: NO_SCORE }]),
    ])
    if (faults.length > 0) return { faults }
    const scores = matches.map((match) => ({
      talentId: match.talent_id.toLowerCase(),
      score: match.match_score,
    }))
    return { value: { id, scores } }
  },
}
