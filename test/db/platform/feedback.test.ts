import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Connection, Database } from '../../../src/db/database.ts'
import { FeedbackEvents } from '../../../src/db/platform/feedback.ts'
import type { Feedback, FeedbackType } from '../../../src/interactions/feedback.ts'
import { UnavailableError } from '../../../supabase/functions/_shared/errors.ts'
import { engines } from '../engines.ts'
import { insertJob, insertPeople, insertTalent, insertUser, type People } from '../people.ts'

type Act = `${'talent' | 'company'} ${FeedbackType}`

describe.each(engines)('feedback on $name', ({ open }) => {
  let engine: Awaited<ReturnType<typeof open>>
  let database: Database
  let feedback: FeedbackEvents
  let people: People
  beforeAll(async () => {
    engine = await open()
    database = engine.database
    feedback = new FeedbackEvents(database)
  }, 60_000)
  beforeEach(async () => {
    people = await insertPeople(database)
  })
  afterAll(() => engine?.close())

  const saying = (type: FeedbackType, fields: Partial<Feedback> = {}): Feedback => ({
    talentId: people.talentId,
    jobId: people.jobId,
    type,
    durationSeconds: null,
    idempotencyKey: null,
    ...fields,
  })
  const user = (id: string, side: 'talent' | 'company' | null = null) =>
    ({ kind: 'user', id, side }) as const
  const service = { kind: 'service', side: null } as const
  const events = () =>
    database.query(
      `select type, actor, actor_id, source, duration_seconds::float8 as seconds
       from public.match_events where talent_id = $1 order by id`,
      [people.talentId],
    )

  it('is recorded as the side whose it is', async () => {
    const { talentUser, companyUser, talentId, jobId } = people
    const viewed = await feedback.record(
      saying('viewed', { durationSeconds: 12.5 }),
      user(talentUser),
    )
    expect(viewed).toEqual({
      kind: 'recorded',
      event: {
        id: expect.stringMatching(/^\d+$/),
        talentId,
        jobId,
        type: 'viewed',
        durationSeconds: 12.5,
        actor: 'talent',
        occurredAt: expect.any(Date),
      },
    })
    await feedback.record(saying('contacted'), user(companyUser))
    await feedback.record(saying('dismissed'), service)
    expect(await events()).toEqual([
      { type: 'viewed', actor: 'talent', actor_id: talentUser, source: 'api', seconds: 12.5 },
      { type: 'contacted', actor: 'company', actor_id: companyUser, source: 'api', seconds: null },
      { type: 'dismissed', actor: 'service', actor_id: null, source: 'api', seconds: null },
    ])
  })

  it.each<[FeedbackType, boolean, boolean]>([
    ['viewed', true, true],
    ['interested', true, false],
    ['dismissed', true, true],
    ['contacted', false, true],
    ['cleared', true, true],
  ])('%s is for the talent to say: %s, for the company: %s', async (type, talent, company) => {
    const kind = async (id: string) => (await feedback.record(saying(type), user(id))).kind
    expect(await kind(people.talentUser)).toBe(talent ? 'recorded' : 'wrong_side')
    expect(await kind(people.companyUser)).toBe(company ? 'recorded' : 'wrong_side')
    expect(await events()).toHaveLength(Number(talent) + Number(company))
  })

  it('is not for strangers, and leaves nothing of theirs', async () => {
    const stranger = await insertPeople(database)
    for (const id of [stranger.talentUser, stranger.companyUser, randomUUID()]) {
      expect(await feedback.record(saying('viewed'), user(id))).toEqual({ kind: 'foreign' })
    }
    expect(await events()).toEqual([])
  })

  it('knows no pair of which a side is not there', async () => {
    const gone = randomUUID()
    for (const author of [service, user(people.talentUser)]) {
      const unknown = { kind: 'unknown' }
      expect(await feedback.record(saying('viewed', { jobId: gone }), author)).toEqual(unknown)
      expect(await feedback.record(saying('viewed', { talentId: gone }), author)).toEqual(unknown)
    }
  })

  it('hides a draft from talents, not from its company', async () => {
    const jobId = await insertJob(database, people.companyUser, 'draft')
    const said = saying('viewed', { jobId })
    expect((await feedback.record(said, user(people.talentUser))).kind).toBe('foreign')
    expect((await feedback.record(said, user(people.companyUser))).kind).toBe('recorded')
  })

  it('speaks for the side that a user wants to be, where both are theirs', async () => {
    const both = await insertUser(database, 'talent')
    const talentId = await insertTalent(database, both)
    const jobId = await insertJob(database, both)
    const say = async (type: FeedbackType, side: 'talent' | 'company' | null) => {
      const outcome = await feedback.record(saying(type, { talentId, jobId }), user(both, side))
      return outcome.kind === 'recorded' ? outcome.event.actor : outcome.kind
    }
    expect(await say('viewed', null)).toBe('talent')
    expect(await say('viewed', 'company')).toBe('company')
    expect(await say('contacted', null)).toBe('company')
    expect(await say('contacted', 'talent')).toBe('wrong_side')
  })

  it('lets the service role speak for a side, where that side may say it', async () => {
    const say = async (side: 'talent' | 'company') =>
      (await feedback.record(saying('contacted'), { kind: 'service', side })).kind
    expect(await say('company')).toBe('recorded')
    expect(await say('talent')).toBe('wrong_side')
  })

  it('is recorded once under one key', async () => {
    const said = saying('interested', { idempotencyKey: randomUUID() })
    const author = user(people.talentUser)
    const first = await feedback.record(said, author)
    const second = await feedback.record(said, author)
    expect(first.kind).toBe('recorded')
    expect(second).toEqual({ ...first, kind: 'repeated' })
    expect(await events()).toHaveLength(1)
  })

  it('is recorded once however often it is sent at once', async () => {
    const said = saying('interested', { idempotencyKey: randomUUID() })
    const author = user(people.talentUser)
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () => feedback.record(said, author)),
    )
    const kinds = outcomes.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'recorded')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'repeated')).toHaveLength(11)
    expect(await events()).toHaveLength(1)
  })

  it('is a conflict where the key stands for another', async () => {
    const idempotencyKey = randomUUID()
    const author = user(people.talentUser)
    await feedback.record(saying('viewed', { durationSeconds: 3, idempotencyKey }), author)
    const others = [
      saying('viewed', { durationSeconds: 4, idempotencyKey }),
      saying('dismissed', { idempotencyKey }),
      saying('viewed', {
        durationSeconds: 3,
        idempotencyKey,
        jobId: await insertJob(database, people.companyUser),
      }),
    ]
    for (const other of others) {
      expect(await feedback.record(other, author)).toEqual({ kind: 'conflict' })
    }
    expect(await events()).toHaveLength(1)
  })

  it('is to be sent again where another of its key is never seen', async () => {
    let asked = 0
    const connection: Connection = {
      // What the statement says of a key that a statement at the same time has taken.
      query: async <T>(query: Parameters<Connection['query']>[0]) => {
        if (`${query}`.startsWith('set local')) return []
        asked += 1
        return [{ is_own: true, may_say: true, id: null }] as T[]
      },
    }
    const blind = new FeedbackEvents({
      ...connection,
      transaction: (work) => work(connection),
      close: async () => {},
    })
    const record = blind.record(saying('viewed'), user(people.talentUser))
    await expect(record).rejects.toBeInstanceOf(UnavailableError)
    expect(asked).toBe(3)
  })

  it('without a key is another event each time', async () => {
    const author = user(people.talentUser)
    await feedback.record(saying('viewed'), author)
    await feedback.record(saying('viewed'), author)
    expect(await events()).toHaveLength(2)
  })

  describe('the row of the pair that the platform has', () => {
    const status = async () => {
      const [row] = await database.query<Record<string, unknown>>(
        `select status::text as status, viewed_at is not null as viewed,
           interested_at is not null as interested, contacted_at is not null as contacted
         from public.matches where talent_id = $1`,
        [people.talentId],
      )
      return row && [row.status, row.viewed, row.interested, row.contacted]
    }
    /** What the talent says, and what the company says, in turn. */
    const say = async (...acts: Act[]) => {
      for (const act of acts) {
        const [side, type] = act.split(' ') as ['talent' | 'company', FeedbackType]
        const author = user(side === 'talent' ? people.talentUser : people.companyUser)
        expect((await feedback.record(saying(type), author)).kind).toBe('recorded')
      }
    }

    it.each<[Act[], unknown]>([
      [['talent viewed'], undefined],
      [['talent cleared'], undefined],
      [['company dismissed'], undefined],
      [['talent interested'], ['interested', false, true, false]],
      [
        ['talent interested', 'talent viewed'],
        ['interested', true, true, false],
      ],
      [
        ['talent interested', 'talent dismissed'],
        ['not_interested', false, false, false],
      ],
      [
        ['talent dismissed', 'talent interested'],
        ['interested', false, true, false],
      ],
      [
        ['talent dismissed', 'talent cleared'],
        ['pending', false, false, false],
      ],
      [
        ['talent dismissed', 'talent cleared', 'talent viewed'],
        ['viewed', true, false, false],
      ],
      [['company contacted'], ['contacted', false, false, true]],
      [
        ['talent interested', 'company contacted'],
        ['contacted', false, true, true],
      ],
      [
        ['company contacted', 'talent interested', 'talent cleared'],
        ['contacted', false, false, true],
      ],
      [
        ['talent interested', 'company contacted', 'company cleared'],
        ['interested', false, true, false],
      ],
      [
        ['company contacted', 'company dismissed'],
        ['pending', false, false, false],
      ],
      [
        ['talent dismissed', 'company contacted'],
        ['not_interested', false, false, true],
      ],
      [
        ['talent dismissed', 'company cleared'],
        ['not_interested', false, false, false],
      ],
      [
        ['talent interested', 'company dismissed'],
        ['interested', false, true, false],
      ],
    ])('after %j is %j', async (acts, expected) => {
      await say(...acts)
      expect(await status()).toEqual(expected)
      // One event for each, none for the row that followed.
      expect((await events()).map(({ actor, type }) => `${actor} ${type}`)).toEqual(acts)
    })

    it('keeps its score and its notes', async () => {
      await database.query(
        `insert into public.matches (talent_id, job_id, match_score, notes)
         values ($1, $2, 0.7, 'mine')`,
        [people.talentId, people.jobId],
      )
      await say('talent dismissed')
      expect(
        await database.query(
          `select match_score::float8 as score, notes, status::text as status
           from public.matches where talent_id = $1`,
          [people.talentId],
        ),
      ).toEqual([{ score: 0.7, notes: 'mine', status: 'not_interested' }])
    })

    it('is not looked at by a company', async () => {
      await say('talent interested')
      await feedback.record(saying('viewed'), user(people.companyUser))
      expect(await status()).toEqual(['interested', false, true, false])
    })

    it('does not follow a feedback that is sent again', async () => {
      const said = saying('dismissed', { idempotencyKey: randomUUID() })
      await feedback.record(said, user(people.talentUser))
      await say('talent cleared')
      expect((await feedback.record(said, user(people.talentUser))).kind).toBe('repeated')
      expect(await status()).toEqual(['pending', false, false, false])
    })

    it('still records what is written to it directly', async () => {
      await say('talent interested')
      await database.query(
        `update public.matches set status = 'not_interested' where talent_id = $1`,
        [people.talentId],
      )
      expect((await events()).map(({ type, source }) => [type, source])).toEqual([
        ['interested', 'api'],
        ['dismissed', 'matches'],
      ])
    })
  })

  it('becomes labels', async () => {
    const label = async () => {
      const [row] = await database.query<{ label: number | null }>(
        'select label from public.match_labels where talent_id = $1',
        [people.talentId],
      )
      return row?.label ?? null
    }
    const labels: unknown[] = []
    const steps: [FeedbackType, number | null, string][] = [
      ['viewed', 3, people.talentUser],
      ['viewed', 30, people.talentUser],
      ['interested', null, people.talentUser],
      ['dismissed', null, people.talentUser],
      ['cleared', null, people.talentUser],
      ['contacted', null, people.companyUser],
    ]
    for (const [type, durationSeconds, author] of steps) {
      await feedback.record(saying(type, { durationSeconds }), user(author))
      labels.push(await label())
    }
    expect(labels).toEqual([null, 55, 85, 20, null, 90])
  })

  it.each([
    ['talent', 'not shown to them again', false, true],
    ['company', 'not shown to it again', true, false],
  ] as const)(
    'what a %s dismisses is %s, until it is cleared',
    async (side, _again, job, talent) => {
      const isShown = async () => {
        const [row] = await database.query(
          `select $2 in (select public.match_retrieve_jobs($1)) as job,
           $1 in (select public.match_retrieve_talents($2)) as talent`,
          [people.talentId, people.jobId],
        )
        return row
      }
      const author = user(side === 'talent' ? people.talentUser : people.companyUser)
      expect(await isShown()).toEqual({ job: true, talent: true })
      await feedback.record(saying('dismissed'), author)
      // A talent who is not interested is of no use to the company either.
      expect(await isShown()).toEqual({ job, talent: false })
      await feedback.record(saying('cleared'), author)
      expect(await isShown()).toEqual({ job: true, talent: true })
      expect(talent).toBe(!job)
    },
  )
})
