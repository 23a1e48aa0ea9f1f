import { AppError, type Fault } from '../_shared/errors.ts'
import { isUuid } from '../_shared/setting-reader.ts'
import type { MatchCall } from './match-call.ts'

const DEFAULT_LIMIT = 20
const DEFAULT_MIN_SCORE = 50

/**
 * Reads a parsed body. Fields that are not known are ignored.
 * @throws {AppError} `invalid_input` with every fault
 */
export function validateCall(body: unknown): MatchCall {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid([{ path: 'body', message: 'must be an object' }])
  }
  const field = (name: string): unknown =>
    Object.hasOwn(body, name) ? (body as Readonly<Record<string, unknown>>)[name] : undefined
  const faults: Fault[] = []
  const type = field('type')
  const limit = field('limit') ?? DEFAULT_LIMIT
  const minScore = field('min_score') ?? DEFAULT_MIN_SCORE
  const ids = { talent_id: field('talent_id') ?? undefined, job_id: field('job_id') ?? undefined }

  if (type !== 'talent-to-jobs' && type !== 'job-to-talents') {
    faults.push({
      path: 'type',
      message:
        type === undefined ? 'is required' : 'must be one of: talent-to-jobs, job-to-talents',
    })
  }
  const [own, other] =
    type === 'job-to-talents'
      ? (['job_id', 'talent_id'] as const)
      : (['talent_id', 'job_id'] as const)
  for (const name of ['talent_id', 'job_id'] as const) {
    const id = ids[name]
    if (id !== undefined && !(typeof id === 'string' && isUuid(id)))
      faults.push({ path: name, message: 'must be a UUID' })
  }
  if (ids.talent_id !== undefined && ids.job_id !== undefined) {
    faults.push({ path: other, message: `must be absent if ${own} is given` })
  } else if (ids.talent_id === undefined && ids.job_id === undefined) {
    faults.push({ path: own, message: 'is required' })
  } else if (ids[own] === undefined && (type === 'talent-to-jobs' || type === 'job-to-talents')) {
    faults.push({ path: own, message: `is required for ${type}` })
    faults.push({ path: other, message: `must be absent for ${type}` })
  }
  if (!(Number.isInteger(limit) && isBetween(limit, 1, 100)))
    faults.push({ path: 'limit', message: 'must be a whole number from 1 to 100' })
  if (!isBetween(minScore, 0, 100))
    faults.push({ path: 'min_score', message: 'must be a number from 0 to 100' })

  if (faults.length > 0) throw invalid(faults)
  return {
    type: type as MatchCall['type'],
    subject: String(ids[own]).toLowerCase(),
    limit: limit as number,
    minScore: minScore as number,
  }
}

const isBetween = (value: unknown, low: number, high: number): value is number =>
  typeof value === 'number' && value >= low && value <= high

function invalid(all: readonly Fault[]): AppError {
  // One fault a place: what has the wrong type breaks other rules too.
  const faults = [...new Map(all.toReversed().map((each) => [each.path, each])).values()].reverse()
  const detail = `${faults.length === 1 ? '1 fault' : `${faults.length} faults`} in the request`
  return new AppError('invalid_input', detail, { faults })
}
