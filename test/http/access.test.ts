import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { DatabaseAnswerLog } from '../../src/db/answer-log.ts'
import { PlatformCorpus } from '../../src/db/repositories/corpus.ts'
import { PlatformDirectory } from '../../src/db/repositories/directory.ts'
import { FeedbackEvents } from '../../src/db/repositories/feedback.ts'
import { TrainingRuns } from '../../src/db/repositories/training-runs.ts'
import { READING_FORMAT } from '../../src/features/codec/format.ts'
import type { Platform } from '../../src/http/platform.ts'
import { readModelFolder } from '../../src/matching/bundle.ts'
import { CorpusMatcher } from '../../src/matching/by-id/corpus-matcher.ts'
import { registerDelivered } from '../../src/models/publish.ts'
import { FolderStore } from '../../src/models/store/folder-store.ts'
import { signToken } from '../../src/tokens.ts'
import { bearer, testConfig } from '../app.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { insertPeople, insertUser } from '../db/people.ts'
import { type Replica, startReplica } from '../models/replica.ts'
import { DELIVERED_FOLDER } from '../models/variants.ts'
import {
  ACCESS,
  CALLERS,
  type CallerKind,
  describeAccess,
  findRow,
  type Subjects,
} from './access-table.ts'

/** The nearest to production that is here. */
const engine = engines.at(-1)

let open: OpenEngine
let replica: Replica
let platform: Platform
let app: FastifyInstance
let version = ''
const registered: { method: string; url: string }[] = []

beforeAll(async () => {
  if (!engine) throw new Error('there is no database to test on')
  open = await engine.open()
  const { database } = open
  replica = await startReplica({ database, store: new FolderStore('nothing-is-kept-here') })
  await registerDelivered(replica.registry, await readModelFolder(DELIVERED_FOLDER))
  version = (await replica.registry.list())[0]?.version ?? ''
  const corpus = new PlatformCorpus(database, READING_FORMAT)
  platform = {
    corpus,
    matcher: new CorpusMatcher(replica.engine, corpus),
    answers: new DatabaseAnswerLog({ database, featureShare: 0 }),
    feedback: new FeedbackEvents(database),
    directory: new PlatformDirectory(database),
    rollout: replica.rollout,
  }
  const note = (message: unknown) => {
    const { fastify } = message as { readonly fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) registered.push({ method: each, url })
    })
  }
  subscribe('fastify.initialization', note)
  app = await buildApp({
    config: testConfig({ CORS_ORIGINS: 'https://a.example' }),
    matcher: replica.engine,
    platform,
    models: replica.models,
    training: new TrainingRuns(database),
  })
  await app.ready()
  unsubscribe('fastify.initialization', note)
})
afterAll(async () => {
  await app?.close()
  await platform?.answers.close()
  await replica?.engine.close()
  await open?.close()
})

/** A talent and a company with their rows, and another of each with theirs. */
async function makeSubjects() {
  const { database } = open
  await database.query('truncate public.training_runs')
  const [run] = await database.query<{ id: string }>(
    `insert into public.training_runs (status, finished_at) values ('skipped', now()) returning id`,
  )
  const { talentId, talentUser, jobId, companyUser } = await insertPeople(database)
  const other = await insertPeople(database)
  const subjects: Subjects = { talentId, talentUser, jobId, version, run: run?.id ?? '' }
  // A role that users can give themselves makes no administrator; one in the token does.
  const users: Partial<Record<CallerKind, string>> = {
    talent: talentUser,
    'other talent': other.talentUser,
    company: companyUser,
    'other company': other.companyUser,
    administrator: await insertUser(database, 'talent'),
  }
  return { subjects, users, talentUser }
}

type Made = Awaited<ReturnType<typeof makeSubjects>>

async function authorizationOf(caller: CallerKind, { users, talentUser }: Made) {
  const owner = { role: 'user', subject: talentUser, isAdmin: true } as const
  switch (caller) {
    case 'nobody':
      return undefined
    case 'expired token':
      return bearer({ ...owner, lifetime: -60 })
    case 'forged token':
      return `Bearer ${await signToken('another-secret-of-more-than-32-bytes', owner)}`
    case 'service role':
      return bearer()
    default: {
      const isAdmin = caller === 'administrator'
      return bearer({ role: 'user', subject: users[caller] ?? '', isAdmin })
    }
  }
}

describe('every route', () => {
  it('is in the table, and the table names none that is gone', () => {
    const unnamed = registered.filter(({ method, url }) => !findRow(method, url))
    expect(unnamed, 'add a row to test/http/access-table.ts').toEqual([])
    const named = new Set(registered.map(({ method, url }) => findRow(method, url)))
    expect(ACCESS.filter((row) => !named.has(row)).map(({ route }) => route)).toEqual([])
  })

  it.each(ACCESS)('$route answers each caller as the table says', async (row) => {
    const [method = '', url = ''] = row.route.split(' ')
    let made = await makeSubjects()
    const answered: Partial<Record<CallerKind, number>> = {}
    for (const caller of CALLERS) {
      if (row.isFinal) made = await makeSubjects()
      const authorization = await authorizationOf(caller, made)
      const call = {
        url: row.path?.(made.subjects) ?? url,
        headers: { ...row.headers, ...(authorization && { authorization }) },
        ...(row.body && { payload: row.body(made.subjects) }),
      }
      const response = await app.inject({ method: method as 'GET', ...call })
      answered[caller] = response.statusCode
      if (method !== 'GET') continue
      const head = await app.inject({ method: 'HEAD', ...call })
      expect([head.statusCode, head.body]).toEqual([response.statusCode, ''])
    }
    expect(answered).toEqual(row.expected)
  })
})

it('docs/access.md is the table; `npm run docs:access` writes it', async () => {
  await expect(describeAccess()).toMatchFileSnapshot('../../docs/access.md')
})
