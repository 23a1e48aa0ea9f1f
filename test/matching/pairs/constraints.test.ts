import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type Engine } from '../../../src/matching/engine/engine.ts'
import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { job, talent } from '../../app.ts'

const OPTIONS = { limit: 10, minScore: 0 } as const
const US_ONLY = 'You must be authorized to work in the United States; we do not sponsor visas.'

let engine: Engine
beforeAll(async () => {
  engine = await createEngine({
    modelFolder: process.env.MODEL_PATH ?? 'models/initial',
    workers: 1,
    clock: () => new Date('2026-06-01T15:00:00Z'),
    onModelRefused: (error) => {
      throw error
    },
  })
  engine.goWithoutEmbeddings('not needed here')
})
afterAll(() => engine.close())

async function excludedOf(someone: Partial<Talent>, some: Partial<Job>) {
  const { matches, excluded } = await engine.matchJobs(talent(someone), [job(0, some)], OPTIONS)
  const mirrored = await engine.matchTalents(job(0, some), [talent(someone)], OPTIONS)
  expect(mirrored.excluded).toEqual(excluded)
  expect(matches).toHaveLength(Object.keys(excluded ?? {}).length === 0 ? 1 : 0)
  return Object.keys(excluded ?? {})
}

describe('hard constraints', () => {
  it.each<[string | undefined, Partial<Talent>, Partial<Job>]>([
    ['job_not_active', {}, { status: 'closed' }],
    ['job_not_active', {}, { status: 'draft' }],
    ['job_not_active', {}, { status: 'paused' }],
    ['job_not_active', {}, { status: 'expired' }],
    [undefined, {}, { status: 'active' }],
    [undefined, {}, { status: null }],
    ['deadline_passed', {}, { application_deadline: '2026-05-31' }],
    ['deadline_passed', {}, { application_deadline: '2026-05-31T23:59:59Z' }],
    [undefined, {}, { application_deadline: '2026-06-01' }],
    [undefined, {}, { application_deadline: null }],
    ['work_authorization', { work_authorization: 'Need sponsorship' }, { description: US_ONLY }],
    ['work_authorization', { work_authorization: 'H1B' }, { description: US_ONLY }],
    [undefined, { work_authorization: 'US Citizen' }, { description: US_ONLY }],
    [undefined, { work_authorization: 'Other' }, { description: US_ONLY }],
    [undefined, { work_authorization: null }, { description: US_ONLY }],
    [undefined, { work_authorization: 'Need sponsorship' }, {}],
    ['on_site_only', { bio: 'Remote only please.' }, { description: 'Strictly on-site.' }],
    ['on_site_only', { bio: 'Remote only please.' }, { description: 'This is not a remote role.' }],
    [undefined, { bio: 'I prefer remote work.' }, { description: 'Strictly on-site.' }],
    [undefined, { bio: 'Remote only please.' }, { description: 'An office in Leeds.' }],
    [undefined, { bio: 'Remote only please.' }, { description: 'Not a remote role; hybrid.' }],
    [undefined, { bio: 'Remote only please.' }, { description: 'Remote work two days a week.' }],
    [
      undefined,
      { bio: 'Remote only please.' },
      { description: 'Fully remote, on-site only at client premises sometimes.' },
    ],
    // The platform's flags are bare defaults.
    [undefined, { bio: 'Remote only please.' }, { remote_allowed: false, hybrid: false }],
    [undefined, { remote_preference: true }, { description: 'Strictly on-site.' }],
    [undefined, { remote_preference: false }, { remote_allowed: true }],
  ])('%s: %j and %j', async (reason, someone, some) => {
    expect(await excludedOf(someone, some)).toEqual(reason ? [reason] : [])
  })

  it('are counted by reason, and what remains is ranked', async () => {
    const { matches, excluded } = await engine.matchJobs(
      talent(),
      [
        job(1, { status: 'closed' }),
        job(2),
        job(3, { application_deadline: '2020-01-01' }),
        job(4, { status: 'closed', application_deadline: '2020-01-01' }),
      ],
      OPTIONS,
    )
    expect(excluded).toEqual({ deadline_passed: 1, job_not_active: 2 })
    expect(matches.map(({ job_id }) => job_id)).toEqual([job(2).id])
  })
})
