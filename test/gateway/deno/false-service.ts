import type { Match, MatchResponse } from '../../../supabase/functions/_shared/payload.ts'
import type { People } from './people.ts'

/** A service that answers as it is told to, for the length of some work. */
export async function withService(
  answer: (request: Request) => Response | Promise<Response>,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const ended = new AbortController()
  const server = Deno.serve(
    { port: 0, hostname: '127.0.0.1', onListen: () => {}, signal: ended.signal },
    answer,
  )
  try {
    await work(`http://127.0.0.1:${server.addr.port}`)
  } finally {
    ended.abort()
    await server.finished
  }
}

/** A match as the service would tell it. */
export const properMatch = (talent_id: string, job_id: string, match_score: number): Match => ({
  talent_id,
  job_id,
  match_score,
  confidence: 0.5,
  highly_recommended: true,
  explanation: {
    top_factors: [{ factor: 'Skills', score: 100, description: '3 of 3 skills' }],
    sub_scores: {
      skills_match: 100,
      experience_match: 50,
      location_match: 50,
      salary_match: 50,
      cultural_fit: 50,
    },
  },
})

/** What the service would say of the first job of some people. */
export const properAnswer = (people: People, request: Request): MatchResponse => ({
  matches: [properMatch(people.talentId, people.jobIds[0] ?? '', 90)],
  source: 'ml',
  model_version: '1.0.20260101',
  processing_time_ms: 1,
  request_id: request.headers.get('x-request-id') ?? '',
})
