import type { Random } from '../../src/training/synthetic/random.ts'
import { createRows, jobsCall, talentsCall } from '../payloads.ts'
import type { Topology } from './topology.ts'

export const KINDS = [
  'jobs for a talent, by id',
  'talents for a job, by id',
  'one pair, in full',
  'jobs for a talent, sent',
  'talents for a job, sent',
  'through the gateway',
  'feedback',
  'health',
  'bad input',
] as const
export type Kind = (typeof KINDS)[number]

export interface Call {
  readonly kind: Kind
  readonly method: string
  /** Below the URL of whoever is asked, or a whole URL. */
  readonly path: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  /** What it is answered when nothing is broken. */
  readonly expects: readonly number[]
}

/** Calls of each kind, in parts of the whole. */
export type Mix = Readonly<Record<Kind, number>>

const TALENTS = 6
const JOBS = 8
const POST = { method: 'POST', expects: [200] }

/** Calls that may be repeated as often as one likes, all but feedback; those by id are of the platform. */
export interface KnownCalls {
  readonly of: Readonly<Record<Exclude<Kind, 'feedback'>, readonly Call[]>>
  /** Who may have looked at what. */
  readonly talents: readonly string[]
  readonly jobs: readonly string[]
}

/** @param gateway where there is one */
export async function makeCalls({
  database,
  gateway,
}: Pick<Topology, 'database' | 'gateway'>): Promise<KnownCalls> {
  const idsOf = async (from: string) =>
    (await database.query<{ id: string }>(`select id from ${from} order by id`)).map(({ id }) => id)
  const talents = await idsOf('public.talents')
  const jobs = await idsOf(`public.jobs where status = 'active'`)
  const body = JSON.stringify({ limit: 10, min_score: 0 })
  const sent = createRows('topology', { talents: 24, jobs: 32 })
  const some = <T>(items: readonly T[], from: number, count: number) =>
    Array.from({ length: count }, (_, at) => items[(from + at) % items.length] as T)
  return {
    talents,
    jobs,
    of: {
      'jobs for a talent, by id': talents.map((id) => ({
        ...POST,
        kind: 'jobs for a talent, by id',
        path: `/api/v1/match/talents/${id}/jobs`,
        body,
      })),
      'talents for a job, by id': jobs.map((id) => ({
        ...POST,
        kind: 'talents for a job, by id',
        path: `/api/v1/match/jobs/${id}/talents`,
        body,
      })),
      'one pair, in full': talents.map((id, at) => ({
        method: 'GET',
        expects: [200],
        kind: 'one pair, in full',
        path: `/api/v1/match/talents/${id}/jobs/${jobs[at % jobs.length]}`,
      })),
      'jobs for a talent, sent': sent.talents.map((talent, at) => ({
        ...POST,
        kind: 'jobs for a talent, sent',
        ...jobsCall(talent, some(sent.jobs, at, JOBS)),
      })),
      'talents for a job, sent': sent.jobs.map((job, at) => ({
        ...POST,
        kind: 'talents for a job, sent',
        ...talentsCall(job, some(sent.talents, at, TALENTS)),
      })),
      'through the gateway': (gateway ? talents : []).map((id) => ({
        ...POST,
        kind: 'through the gateway',
        path: gateway?.url ?? '',
        body: JSON.stringify({ type: 'talent-to-jobs', talent_id: id, limit: 10, min_score: 0 }),
      })),
      health: ['', '/live', '/ready'].map((part) => ({
        method: 'GET',
        expects: [200],
        kind: 'health',
        path: `/api/v1/health${part}`,
      })),
      'bad input': BAD_INPUT.map(([path, bad]) => ({
        method: 'POST',
        expects: [400],
        kind: 'bad input',
        path,
        body: bad,
      })),
    },
  }
}

const BAD_INPUT = [
  ['/api/v1/match/talent-to-jobs', '{"talent":{"id":"nobody"},"jobs":[{}],"min_score":500}'],
  ['/api/v1/match/talent-to-jobs', '{"talent":'],
  ['/api/v1/match/talents/nobody/jobs', '{}'],
  ['/api/v1/feedback', '{"type":"adored"}'],
] as const

/** @param feedback makes a new one */
export function drawCall({ of }: KnownCalls, mix: Mix, random: Random, feedback: () => Call): Call {
  const whole = KINDS.reduce((sum, kind) => sum + mix[kind], 0)
  let left = random.next() * whole
  const kind = KINDS.find((each) => {
    left -= mix[each]
    return left < 0
  })
  return kind === undefined || kind === 'feedback' ? feedback() : random.pick(of[kind])
}
