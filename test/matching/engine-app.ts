import type { FastifyInstance } from 'fastify'
import type { Engine } from '../../src/matching/engine/engine.ts'
import type { MatchDetail } from '../../src/matching/matcher.ts'
import { buildApp } from '../../src/processes/app.ts'
import type { Job, Match, MatchResponse, Talent } from '../../supabase/functions/_shared/payload.ts'
import { bearer, testConfig } from '../app.ts'

export interface FullMatch extends Match {
  readonly detail: MatchDetail
}

export interface FullResponse extends MatchResponse {
  readonly matches: readonly FullMatch[]
  readonly excluded?: Readonly<Record<string, number>>
}

/** The product's own HTTP API over the real engine. */
export class EngineApp {
  readonly #app: FastifyInstance
  readonly #authorization: string

  constructor(app: FastifyInstance, authorization: string) {
    this.#app = app
    this.#authorization = authorization
  }

  /** All jobs that no hard constraint takes out, by id, with everything that an answer can say. */
  matchJobs(talent: Talent, jobs: readonly Job[]): Promise<FullResponse> {
    return this.#post('talent-to-jobs', { talent, jobs })
  }

  matchTalents(job: Job, talents: readonly Talent[]): Promise<FullResponse> {
    return this.#post('job-to-talents', { job, talents })
  }

  async #post(type: string, body: object): Promise<FullResponse> {
    const response = await this.#app.inject({
      method: 'POST',
      url: `/api/v1/match/${type}?explain=full`,
      headers: { authorization: this.#authorization },
      payload: { limit: 100, min_score: 0, ...body },
    })
    if (response.statusCode !== 200) throw new Error(response.body)
    return response.json<FullResponse>()
  }

  close(): Promise<void> {
    return this.#app.close()
  }
}

export async function buildEngineApp(engine: Engine): Promise<EngineApp> {
  const app = await buildApp({ config: testConfig(), matcher: engine })
  return new EngineApp(app, await bearer())
}

/** An answer but for what differs from call to call. */
export function lasting(response: FullResponse): unknown {
  const { processing_time_ms: _time, request_id: _id, ...rest } = response
  return rest
}
