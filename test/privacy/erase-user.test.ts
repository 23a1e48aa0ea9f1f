import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { Matches } from '../../src/db/interactions/matches.ts'
import { EmbeddingTable } from '../../src/db/match-index/embedding-table.ts'
import { MatchIndex } from '../../src/db/match-index/match-index.ts'
import { Outbox } from '../../src/db/match-index/outbox.ts'
import { ModelVersions } from '../../src/db/models/model-versions.ts'
import { TrainingRuns } from '../../src/db/models/training-runs.ts'
import { PlatformCorpus } from '../../src/db/platform/corpus.ts'
import { FeedbackEvents } from '../../src/db/platform/feedback.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { Erasures } from '../../src/db/privacy/erasures.ts'
import { StoredEmbedder } from '../../src/embeddings/stores/stored.ts'
import { hashText } from '../../src/embeddings/stores/text-vectors-bytes.ts'
import { READING_FORMAT } from '../../src/features/codec/format.ts'
import { talentTexts } from '../../src/features/texts.ts'
import { indexChanges } from '../../src/jobs/indexing/index-changes.ts'
import { makeOf } from '../../src/jobs/indexing/index-entities.ts'
import { sweep } from '../../src/jobs/indexing/sweep.ts'
import {
  beginErasure,
  carryOutErasure,
  type EraseParts,
  eraseDue,
  type SharedCaches,
} from '../../src/jobs/privacy/erase-user.ts'
import { UserData } from '../../src/setup/open-erasing.ts'
import { pseudonymsBy } from '../../src/training/dataset/pseudonyms.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { matchOf } from '../db/interactions/kept.ts'
import { insertUser } from '../db/people.ts'
import { insertTalent } from '../db/schema/people.ts'
import { countingEmbedder } from '../embeddings/counting-embedder.ts'
import { erasingParts, pseudonyms, userHash } from './erasing-parts.ts'
import { liveThrough, plantCompany, plantTalent, SENTINELS, SHARED_TITLE } from './person.ts'
import { scanDatabase } from './scan.ts'

const NEVER = new AbortController().signal

describe.each(engines)('erasing a user on $name', (engine) => {
  let opened: OpenEngine
  let database: Database
  let parts: EraseParts
  let data: UserData
  let embedder: StoredEmbedder
  const troubles: unknown[] = []
  beforeAll(async () => {
    opened = await engine.open()
    database = opened.database
    parts = { ...erasingParts(database), batch: 2 }
    data = new UserData(parts, database, (error) => void troubles.push(error))
  }, 60_000)
  beforeEach(async () => {
    troubles.length = 0
    // Without what an earlier test has left in its memory.
    embedder = new StoredEmbedder({
      embedder: countingEmbedder(),
      stores: [new EmbeddingTable(database)],
    })
    await database.query(
      `truncate public.jobs, public.talents, public.skills, public.match_outbox, public.embeddings,
         public.ml_request_log, public.ml_erased, public.ml_erasures, public.ml_shared_caches, public.training_runs,
         public.profiles cascade`,
    )
  })
  afterAll(() => opened?.close())

  async function indexAll() {
    await database.query(`update public.match_outbox set queued_at = queued_at - interval '1 min'`)
    const options = { outbox: new Outbox(database), index: new MatchIndex(database), embedder }
    while ((await indexChanges(options, NEVER)) > 0);
  }
  /** A talent and a company that have met, indexed, matched, shown, acted on and logged. */
  async function plant() {
    const talent = await plantTalent(database)
    const company = await plantCompany(database)
    await insertTalent(database, await insertUser(database, 'talent'), { title: SHARED_TITLE })
    await indexAll()
    await liveThrough(database, {
      talent: talent.talent,
      job: company.job,
      user: talent.user,
      userHash: userHash(talent.user),
    })
    return { talent, company }
  }
  const ids = ({ needles }: { readonly needles: readonly string[] }) => needles.slice(0, 2)
  const vectorsOf = async (...texts: string[]) => {
    const found = await new EmbeddingTable(database).findMany(
      'test/counting',
      texts.map((text) => hashText(text).toString('hex')),
    )
    return texts.map((text) => found.has(hashText(text).toString('hex')))
  }
  /** Not settled while any transaction of the server is older, which other tests have too. */
  async function eraseWhole(user: string, actor = 'self') {
    const { receiptId } = await data.erase(user, actor)
    return endOf(receiptId)
  }
  async function endOf(receiptId: string) {
    const status = async () => {
      await eraseDue(parts, NEVER)
      return (await data.findReceipt(receiptId)).status
    }
    await expect.poll(status).toBe('done')
    return data.findReceipt(receiptId)
  }

  it('leaves no trace of a talent in any table, and a receipt', async () => {
    const { talent, company } = await plant()
    expect(await scanDatabase(database, ids(talent))).toEqual(
      expect.arrayContaining([
        ...['public.match_events', 'public.match_feedback', 'public.match_impressions'],
        ...['public.match_index_talents', 'public.ml_request_log'],
      ]),
    )
    await database.query('select pg_sleep(0.001)')
    const first = await data.erase(talent.user, 'self')
    await eraseWhole(talent.user)
    expect(await scanDatabase(database, talent.needles)).not.toContain('public.match_index_talents')
    expect(await scanDatabase(database, ids(talent))).toEqual([])
    const receipt = await data.erase(talent.user, 'service')
    expect(receipt).toMatchObject({
      receiptId: first.receiptId,
      pseudonym: pseudonyms.user(talent.user),
      actor: 'self',
      status: 'done',
      finishedAt: expect.any(Date),
      erased: {
        match_events: 1,
        match_feedback: 1,
        match_impressions: 2,
        match_index_talents: 1,
        ml_request_log: 1,
        matches: 1,
        embeddings: expect.any(Number),
      },
    })
    // What is the company's alone stays.
    expect(await scanDatabase(database, [company.job])).toEqual(
      expect.arrayContaining(['public.match_index_jobs', 'public.ml_request_log']),
    )
  })

  it('leaves no trace of a company in any table', async () => {
    const { talent, company } = await plant()
    await database.query(`insert into public.training_runs (status, actor, requested_by)
      values ('failed', '${company.user}', '${company.user}')`)
    await eraseWhole(company.user, 'operator')
    expect(await scanDatabase(database, ids(company))).toEqual([])
    const [run] = await database.query('select actor from public.training_runs')
    expect(run).toEqual({ actor: `erased ${pseudonyms.user(company.user)}` })
    expect(await scanDatabase(database, [talent.talent])).toContain('public.match_index_talents')
  })

  it('keeps vectors of texts that others have too, and no others', async () => {
    const { talent } = await plant()
    const [stored] = await parts.corpus.talentsOf([talent.talent])
    const { title, profile, bio } = talentTexts(stored as never)
    expect(await vectorsOf(title, profile, bio)).toEqual([true, true, true])
    await data.erase(talent.user, 'self')
    expect(await vectorsOf(title, profile, bio)).toEqual([true, false, false])
  })

  it('is not undone by whatever writes late', async () => {
    const planted = await plant()
    const { talent, company } = planted
    // A worker that has read the row, an answer on its way into the log.
    const index = new MatchIndex(database)
    await database.query(`update public.talents set bio = bio || ' Twice.' where id = $1`, [
      talent.talent,
    ])
    await database.query('truncate public.match_outbox')
    const make = makeOf(embedder)
    const { states, readAt } = await index.findStates('talent', [talent.talent], make)
    await data.erase(talent.user, 'self')
    const [state] = states
    await index.saveRows(
      'talent',
      [
        {
          id: talent.talent,
          contentHash: state?.contentHash ?? Buffer.alloc(32),
          texts: [],
          vector: new Float32Array(642),
          skills: [],
          place: null,
          isRemote: false,
          prepared: new Uint8Array(4),
        },
      ],
      readAt,
      make,
    )
    await new Matches(database).upsert([
      { match: matchOf(talent.talent, company.job), modelVersion: '1', source: 'ml' },
    ])
    await liveThrough(database, {
      talent: talent.talent,
      job: company.job,
      user: talent.user,
      userHash: userHash(talent.user),
    }).catch(() => {})
    // The platform still has the row: it is changed, applies, and is swept.
    await database.query('update public.talents set title = $2 where id = $1', [
      talent.talent,
      'Day Nurse',
    ])
    await database.query('insert into public.applications (talent_id, job_id) values ($1, $2)', [
      talent.talent,
      company.job,
    ])
    await sweep({ index, embedder }, NEVER)
    await indexAll()
    expect(
      await new FeedbackEvents(database).record(
        {
          talentId: talent.talent,
          jobId: company.job,
          type: 'interested',
          durationSeconds: null,
          idempotencyKey: null,
        },
        { kind: 'user', id: talent.user, side: null },
      ),
    ).toEqual({ kind: 'unknown' })
    expect(await parts.corpus.talentsOf([talent.talent])).toEqual([])
    expect(await index.isIncomplete(make)).toBe(false)
    await eraseWhole(talent.user)
    expect(await scanDatabase(database, ids(talent))).toEqual([])
  })

  it('can be cut off after any statement, and is carried to its end by the next', async () => {
    for (let cut = 1, isWhole = false; !isWhole; cut++) {
      await database.query(
        'truncate public.jobs, public.talents, public.skills, public.profiles cascade',
      )
      const { talent } = await plant()
      let left = cut
      const dying: Database = {
        ...database,
        query: (query, values) => {
          if (left-- === 0) throw new Error('killed')
          return database.query(query, values)
        },
      }
      const dyingParts = {
        ...parts,
        erasures: new Erasures(dying),
        corpus: new PlatformCorpus(dying, READING_FORMAT),
      }
      try {
        const id = await beginErasure(dyingParts, talent.user, 'self')
        const open = await dyingParts.erasures.find(id)
        if (open) await carryOutErasure(dyingParts, open, NEVER)
        isWhole = true
      } catch (error) {
        expect((error as Error).message).toBe('killed')
      }
      const { erased } = await eraseWhole(talent.user)
      expect(await scanDatabase(database, ids(talent))).toEqual([])
      expect(erased).toMatchObject({ match_impressions: 2, match_events: 1, ml_request_log: 1 })
    }
  }, 120_000)

  /** As the command line does, without the deployment's secrets. */
  const ask = (user: string) => {
    const keyless = { ...parts, pseudonyms: pseudonymsBy('x'.repeat(32)), userHashes: () => [] }
    return new UserData(keyless, database, () => {}).erase(user, 'operator', { byWorker: true })
  }

  it('is begun without the secrets, and carried out by who has them', async () => {
    const { talent, company } = await plant()
    // A call for somebody else's matches, which was refused: the log has the caller by the hash alone.
    await database.query(
      `insert into public.ml_request_log (request_id, type, user_hash, status) values ('403', 'talent-to-jobs', $1, 403)`,
      [userHash(talent.user)],
    )
    const asked = await ask(talent.user)
    expect(asked).toMatchObject({ status: 'under_way', pseudonym: null, erased: {} })
    expect(await parts.corpus.talentsOf([talent.talent])).toEqual([])
    // Again, or by another way, it is the same one.
    expect((await ask(talent.user)).receiptId).toBe(asked.receiptId)
    const done = await endOf(asked.receiptId)
    expect(done).toMatchObject({
      pseudonym: pseudonyms.user(talent.user),
      actor: 'operator',
      erased: { ml_request_log: 2, match_index_talents: 1 },
      notSearched: ['redis'],
    })
    expect(await data.erase(talent.user, 'self')).toEqual(done)

    const { receiptId } = await ask(company.user)
    expect(await data.erase(company.user, 'self')).toMatchObject({
      receiptId,
      actor: 'operator',
      pseudonym: pseudonyms.user(company.user),
    })
  })

  it('is no end where nobody but the service has looked', async () => {
    const { talent } = await plant()
    const statuses = []
    for (let at = 0; at < 3; at++) statuses.push((await data.erase(talent.user, 'self')).status)
    expect(new Set(statuses)).toEqual(new Set(['under_way']))
    await eraseWhole(talent.user)
  })

  it('says where it could not look', async () => {
    const { talent, company } = await plant()
    const other = { ...parts, userHashes: () => ['0'.repeat(64)] }
    const cut = await new UserData(other, database, () => {}).erase(company.user, 'self')
    expect(cut.notSearched).toEqual(['redis', 'ml_request_log.user_hash'])
    let exported = ''
    for await (const piece of new UserData(other, database, () => {}).export(talent.user))
      exported += piece
    expect(JSON.parse(exported).not_searched).toEqual(['ml_request_log.user_hash'])
    expect((await eraseWhole(company.user)).notSearched).toEqual(['redis'])
    const caches = { forget: async () => 0 }
    const whole = await new UserData({ ...parts, caches }, database, () => {}).erase(
      talent.user,
      'self',
    )
    expect(whole.notSearched).toEqual([])
  })

  it('is not ended by a worker without Redis where another process has one', async () => {
    const { talent } = await plant()
    const { receiptId } = await data.erase(talent.user, 'self')
    await parts.erasures.noteRedis()
    await expect(eraseDue(parts, NEVER)).rejects.toThrow('no REDIS_URL')
    const named: ReadonlySet<string>[] = []
    const caches = {
      forget: async ({ names }: Parameters<SharedCaches['forget']>[0]) => named.push(names),
    }
    await expect.poll(() => eraseDue({ ...parts, caches }, NEVER)).toBe(1)
    expect([...(named.at(-1) ?? [])]).toEqual(
      expect.arrayContaining([talent.user, talent.talent, userHash(talent.user)]),
    )
    expect((await data.findReceipt(receiptId)).notSearched).toEqual([])
    // Nobody has told of it for a day.
    await database.query(`update public.ml_shared_caches set seen_at = now() - interval '25 hours'`)
    await eraseWhole(talent.user)
  })

  it('is looked for in snapshots once it has its names, and none after it before that', async () => {
    const { talent, company } = await plant()
    const asked = await ask(talent.user)
    const { receiptId } = await data.erase(company.user, 'self')
    expect(await parts.erasures.listNames('0')).toEqual([])
    await endOf(asked.receiptId)
    expect(await parts.erasures.listNames('0')).toMatchObject([
      { names: [pseudonyms.talent(talent.talent)] },
      { names: [pseudonyms.job(company.job)] },
    ])
    await endOf(receiptId)
  })

  it('waits for whoever was writing when it began', async () => {
    if (engine.name === 'PGlite') return // One statement at a time: nobody is.
    const { talent, company } = await plant()
    const writer = openPostgres({ connectionString: opened.connectionString })
    let receipt: Awaited<ReturnType<UserData['erase']>> | undefined
    await writer.transaction(async (connection) => {
      await connection.query(
        `insert into public.match_events (talent_id, job_id, type, actor, source)
         values ($1, $2, 'dismissed', 'talent', 'api')`,
        [talent.talent, company.job],
      )
      receipt = await data.erase(talent.user, 'self')
      expect(troubles).toMatchObject([{ name: 'DatabaseUnavailableError' }])
      expect((await data.erase(talent.user, 'self')).status).toBe('under_way')
    })
    await writer.close()
    expect(await scanDatabase(database, [talent.talent])).toContain('public.match_events')
    await expect.poll(() => eraseDue(parts, NEVER)).toBe(1)
    expect(await scanDatabase(database, ids(talent))).toEqual([])
    expect(await data.erase(talent.user, 'self')).toMatchObject({
      receiptId: receipt?.receiptId,
      status: 'done',
    })
  })

  it('has models that may have learned from it marked, and one trained without it', async () => {
    const { talent } = await plant()
    await database.query(
      `insert into public.ml_model_versions (version, model_path) values ('t-1', 'x'), ('t-2', 'x'), ('t-3', 'x')
       on conflict do nothing`,
    )
    const run = (version: string, from: string, as_of: string) =>
      database.query(
        `insert into public.training_runs (status, model_version, dataset)
         values ('rejected', $1, $2)`,
        [version, { from, as_of }],
      )
    const [before, after] = ['2020-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z']
    await run('t-1', before, after)
    await run('t-2', before, before)
    await run('t-3', after, after)
    await database.query(`insert into public.training_runs (status) values ('running')`)
    const receipt = await eraseWhole(talent.user)
    expect(receipt.models).toEqual(['t-1'])
    expect(
      await database.query(
        `select version from public.ml_model_versions where erasure_marked_at is not null`,
      ),
    ).toEqual([{ version: 't-1' }])
    expect(
      await database.query(
        `select status, actor, id from public.training_runs where model_version is null order by status`,
      ),
    ).toMatchObject([
      { status: 'cancelled' },
      { status: 'queued', actor: 'erasure', id: receipt.retraining },
    ])
    await database.query(`delete from public.ml_model_versions where version like 't-%'`)
  })

  describe('while a model is trained', () => {
    const registry = () => new ModelVersions(database)
    const start = async () => {
      await database.query(`update public.training_runs set status = 'failed', finished_at = now()
        where status = 'queued'`)
      const { run } = await new TrainingRuns(database).open(
        { actor: 'service', forced: true, seed: 1 },
        'running',
      )
      return run.id
    }
    const publish = (run: string) =>
      registry().add(
        {
          ...{
            version: `e-${randomUUID().slice(0, 8)}`,
            basis: 'feedback',
            path: 'x',
            metrics: {},
          },
          ...{
            sha256: randomUUID(),
            trainedAt: new Date(),
            featureImportances: {},
            manifest: '{}',
          },
          status: 'candidate',
        } as never,
        { actor: 'service', reason: `training run ${run}` },
      )
    const statusOf = async (run: string) =>
      (await database.query('select status from public.training_runs where id = $1', [run]))[0]
        ?.status
    const marked = async (version: string) =>
      (
        await database.query<{ status: string; is_marked: boolean }>(
          `select status, erasure_marked_at is not null as is_marked
           from public.ml_model_versions where version = $1`,
          [version],
        )
      )[0]
    afterEach(() => database.query(`delete from public.ml_model_versions where version like 'e-%'`))

    it('lets it be where the run cannot have read anything of theirs', async () => {
      const user = await insertUser(database, 'talent')
      await insertTalent(database, user, { title: 'Archivist' })
      const run = await start()
      expect(await data.erase(user, 'self')).toMatchObject({ models: [], retraining: null })
      expect(await statusOf(run)).toBe('running')
    })

    it('marks and rejects what is published while it begins, before and after', async () => {
      const { talent, company } = await plant()
      const before = await start()
      const published = await publish(before)
      const receipt = await data.erase(talent.user, 'self')
      expect(receipt).toMatchObject({ models: [published.version], retraining: expect.any(String) })
      expect(await statusOf(before)).toBe('cancelled')
      expect(await marked(published.version)).toEqual({ status: 'rejected', is_marked: true })
      const late = await publish(before)
      expect(await marked(late.version)).toEqual({ status: 'rejected', is_marked: true })
      expect((await data.findReceipt(receipt.receiptId)).models).toEqual([
        published.version,
        late.version,
      ])
      // Others are none of its concern.
      const other = await publish(randomUUID())
      expect(await marked(other.version)).toEqual({ status: 'candidate', is_marked: false })
      await eraseWhole(company.user)
    })

    it('ends two runs in a row, and lets the third come to its end, marked, with another to follow', async () => {
      const another = async () => {
        await database.query(
          'truncate public.jobs, public.talents, public.skills, public.profiles cascade',
        )
        return (await plant()).talent
      }
      const statuses: unknown[] = []
      for (let at = 0; at < 2; at++) {
        const talent = await another()
        const run = await start()
        await data.erase(talent.user, 'self')
        statuses.push(await statusOf(run))
        await database.query(`delete from public.training_runs where status = 'queued'`)
      }
      const talent = await another()
      const third = await start()
      const { receiptId } = await data.erase(talent.user, 'self')
      expect([...statuses, await statusOf(third)]).toEqual(['cancelled', 'cancelled', 'running'])
      const { version } = await publish(third)
      expect(await marked(version)).toEqual({ status: 'candidate', is_marked: false })
      await new TrainingRuns(database).finish(third, {
        ...{ status: 'rejected', reason: 'x', modelVersion: version },
      } as never)
      expect(await marked(version)).toMatchObject({ is_marked: true })
      const [next] = await database.query(
        `select id, actor from public.training_runs where status = 'queued'`,
      )
      expect(await data.findReceipt(receiptId)).toMatchObject({
        models: [version],
        retraining: next?.id,
      })
      expect(next?.actor).toBe('erasure')
    })
  })

  it('does not stand in the way of a new profile', async () => {
    const { talent } = await plant()
    await eraseWhole(talent.user)
    const again = await insertTalent(database, talent.user, { title: 'Archivist' })
    await indexAll()
    expect(await scanDatabase(database, [again])).toEqual(['public.match_index_talents'])
    const receipt = await eraseWhole(talent.user)
    expect(receipt.erased).toMatchObject({ match_index_talents: 1 })
    expect(await scanDatabase(database, [again])).not.toContain('public.match_index_talents')
  })

  it('exports all that is held, and nothing once it is erased', async () => {
    const { talent, company } = await plant()
    const exported = async (user: string) => {
      let text = ''
      for await (const piece of data.export(user)) text += piece
      return JSON.parse(text)
    }
    const before = await exported(talent.user)
    expect(before).toMatchObject({
      ...{ user_id: talent.user, talent_ids: [talent.talent], job_ids: [] },
      not_searched: [],
    })
    expect(before.tables).toMatchObject({
      match_events: [{ type: 'interested', actor_id: talent.user }],
      match_feedback: [{ feedback_type: 'interested' }],
      match_impressions: [{ features: expect.any(Array) }, {}],
      matches: [{ explanation: { sub_scores: expect.any(Object) } }],
      match_index_talents: [{ talent_id: talent.talent }],
      ml_request_log: [{ talent_id: talent.talent }],
      match_index_jobs: [],
    })
    expect(before.tables.embeddings.length).toBeGreaterThan(2)
    // Every table of ours that has the talent is in it, but for what is one with another.
    const places = await scanDatabase(database, ids(talent))
    const tables = Object.entries(before.tables)
      .filter(([, rows]) => (rows as unknown[]).length > 0)
      .map(([name]) => `public.${name}`)
    expect(places.filter((name) => !tables.includes(name))).toEqual([])
    // The company is told of its own showing, and not of who the talent is.
    const theirs = await exported(company.user)
    expect(theirs.tables).toMatchObject({
      match_events: [],
      match_impressions: [{ shown_to: 'company' }],
      match_index_jobs: [{ job_id: company.job }],
    })
    expect(JSON.stringify(theirs)).not.toContain(talent.user)

    await data.erase(talent.user, 'self')
    const { tables: left } = await exported(talent.user)
    expect(Object.keys(left).filter((name) => left[name].length > 0)).toEqual(['ml_erasures'])
    expect((await exported(randomUUID())).tables.match_events).toEqual([])
  })

  it('tells of no sentinel in what it keeps for itself', async () => {
    const { talent } = await plant()
    // The index keeps names of skills and vectors; never the words of a text.
    expect(await scanDatabase(database, Object.values(SENTINELS))).toEqual([])
    const receipt = await data.erase(talent.user, 'self')
    expect(JSON.stringify(receipt)).not.toContain(talent.user)
  })
})
