import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import type {
  Candidate,
  Corpus,
  RetrievalHint,
  StoredJob,
  StoredTalent,
} from '../../matching/by-id/corpus.ts'
import type { Connection } from '../database.ts'
import { plainPayload } from './plain-payload.ts'

interface PayloadRow<Payload> {
  readonly payload: Payload
  readonly owner_id: string | null
}

interface CandidateRow {
  readonly id: string
  /** Base64. */
  readonly prepared: string | null
}

/**
 * Prepared bytes travel as base64: node-postgres reads every value as a text first, and of these
 * texts it is the shortest (half the time of the usual hexadecimal).
 */
const candidatesBy = (side: 'job' | 'talent') => `
  select r.id, case when i.format = $6 and i.embedder = $7 then encode(i.prepared, 'base64') end as prepared
  from public.match_retrieve_${side}s(
    $1, public.match_scaled_limit('public.match_index_${side}s', $2), $3::real[], $4::integer[], $5
  ) as r (id)
  left join public.match_index_${side}s i on i.${side}_id = r.id`

const payloadsOf = (side: 'job' | 'talent') =>
  `select payload, owner_id from public.ml_${side}_payloads($1::uuid[])`

/** The platform's talents and jobs, each call one statement. */
export class PlatformCorpus implements Corpus {
  readonly #database: Connection
  readonly #format: number

  /** @param format of the prepared bytes that this code reads */
  constructor(database: Connection, format: number) {
    this.#database = database
    this.#format = format
  }

  async findTalent(id: string): Promise<StoredTalent | undefined> {
    const [row] = await this.#payloads<Talent>('talent', [id])
    return row && { talent: row.payload, ownerId: row.owner_id }
  }

  async findJob(id: string): Promise<StoredJob | undefined> {
    const [row] = await this.#payloads<Job>('job', [id])
    return row && { job: row.payload, ownerId: row.owner_id }
  }

  candidateJobs(talentId: string, hint: RetrievalHint, limit: number): Promise<Candidate[]> {
    return this.#candidates('job', talentId, hint, limit)
  }

  candidateTalents(jobId: string, hint: RetrievalHint, limit: number): Promise<Candidate[]> {
    return this.#candidates('talent', jobId, hint, limit)
  }

  async jobsOf(ids: readonly string[]): Promise<Job[]> {
    return (await this.#payloads<Job>('job', ids)).map(({ payload }) => payload)
  }

  async talentsOf(ids: readonly string[]): Promise<Talent[]> {
    return (await this.#payloads<Talent>('talent', ids)).map(({ payload }) => payload)
  }

  async #payloads<Payload extends Talent | Job>(side: 'job' | 'talent', ids: readonly string[]) {
    if (ids.length === 0) return []
    const rows = await this.#database.query<PayloadRow<Payload>>(payloadsOf(side), [ids])
    return rows.map((row) => ({ ...row, payload: plainPayload(row.payload) }))
  }

  async #candidates(
    side: 'job' | 'talent',
    subjectId: string,
    { vector, skills, place, embedder }: RetrievalHint,
    limit: number,
  ): Promise<Candidate[]> {
    const rows = await this.#database.query<CandidateRow>(candidatesBy(side), [
      subjectId,
      limit,
      Array.from(vector),
      skills,
      place,
      this.#format,
      embedder,
    ])
    return rows.map(({ id, prepared }) => ({
      id,
      prepared: prepared === null ? null : Buffer.from(prepared, 'base64'),
    }))
  }
}
