import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pseudonymsBy } from '../../src/training/dataset/pseudonyms.ts'
import { engines, type OpenEngine, postgres } from '../db/engines.ts'
import { insertPeople } from '../db/people.ts'
import { noRedis, TestRedis } from '../redis-server.ts'
import { exitCode, makeFolder, runCli, startCli } from './run-cli.ts'

describe.runIf(engines.includes(postgres))(
  'users on the command line',
  { timeout: 120_000 },
  () => {
    let open: OpenEngine
    let env: Record<string, string>
    const folder = makeFolder()
    beforeAll(async () => {
      open = await postgres.open()
      env = { DATABASE_URL: open.connectionString }
    }, 60_000)
    afterAll(() => open?.close())

    const isErased = async (id: string) =>
      (await open.database.query('select public.ml_is_erased($1) as it', [id]))[0]?.it

    it('are exported, and erased by a worker that has what the command line has not', async () => {
      const { talentUser, talentId } = await insertPeople(open.database)
      const exported = await runCli(['export', talentUser], folder, { env })
      expect(exported).toMatchObject({ code: 0, stderr: '' })
      expect(JSON.parse(exported.stdout)).toMatchObject({
        user_id: talentUser,
        tables: { match_outbox: [{ entity_id: talentId }] },
      })

      const [key, secret] = [
        'a key of pseudonyms of the deployment',
        'a secret of the log of the deployment',
      ]
      const hash = createHmac('sha256', secret).update(talentUser).digest('hex')
      await open.database.query(
        `insert into public.ml_request_log (request_id, type, user_hash) values ('of others', 'talent-to-jobs', $1)`,
        [hash],
      )
      const server = noRedis ? undefined : await TestRedis.start()
      const redis = server && new Redis(server.url)
      await redis?.set(`gateway:answer:${hash}:talent-to-jobs:somebody:0`, '{}')
      // Settings know Redis by its port, and the test's own has none.
      const port = createServer((socket) => socket.pipe(connect(server?.url ?? '')).pipe(socket))
      await once(port.listen(0, '127.0.0.1'), 'listening')
      const worker = startCli(['worker'], makeFolder(), {
        ...env,
        PSEUDONYM_KEY: key,
        LOG_HASH_SECRET: secret,
        ...(server && { REDIS_URL: `redis://127.0.0.1:${(port.address() as AddressInfo).port}` }),
      })
      try {
        const erased = await runCli(['erase', talentUser], folder, { env })
        expect(erased.stderr).toBe(
          'Started. Waiting for a worker and for running requests to finish …\n',
        )
        expect(erased.code).toBe(0)
        expect(JSON.parse(erased.stdout)).toMatchObject({
          status: 'done',
          actor: 'operator',
          pseudonym: pseudonymsBy(key).user(talentUser),
          erased: { ml_request_log: 1, ...(server && { redis: 1 }) },
          not_searched: server ? [] : ['redis'],
        })
        expect(erased.stdout + erased.stderr).not.toContain(talentUser)
        expect(await redis?.keys('gateway:answer:*')).toEqual(server && [])
      } finally {
        worker.kill('SIGTERM')
        await exitCode(worker)
        port.close()
        redis?.disconnect()
        await server?.remove()
      }
    })

    it('are found by the id of a talent too, which makes one receipt', async () => {
      const { talentUser, talentId } = await insertPeople(open.database)
      const { stdout } = await runCli(['export', talentId], folder, { env })
      expect(JSON.parse(stdout)).toMatchObject({ user_id: talentUser, talent_ids: [talentId] })
      const receipts = []
      for (const id of [talentId, talentUser]) {
        const { stdout, stderr } = await runCli(['erase', id, '--no-wait'], folder, { env })
        expect(stderr).not.toContain('Unknown id')
        receipts.push(JSON.parse(stdout))
      }
      expect(receipts[1].receipt_id).toBe(receipts[0].receipt_id)
    })

    it('that nobody is known by are said to be so', async () => {
      for (const command of [['export'], ['erase', '--no-wait']]) {
        const nobody = '00000000-0000-4000-8000-000000000000'
        const { code, stderr } = await runCli([...command, nobody], folder, { env })
        expect(code).toBe(0)
        expect(stderr).toContain('Unknown id')
      }
    })

    it('are left to a worker where none runs, which is told', async () => {
      const { talentUser, companyUser, talentId, jobId } = await insertPeople(open.database)
      const left = await runCli(['erase', talentUser, '--no-wait'], folder, { env })
      expect(left.code).toBe(0)
      expect(JSON.parse(left.stdout)).toMatchObject({
        status: 'under_way',
        pseudonym: null,
        finished_at: null,
      })
      expect(await isErased(talentId)).toBe(true)

      const stopped = startCli(['erase', companyUser], folder, env)
      let told = ''
      stopped.stderr.setEncoding('utf8').on('data', (text: string) => (told += text))
      await expect.poll(() => told, { timeout: 60_000 }).toContain('No worker has picked it up yet')
      expect(await isErased(jobId)).toBe(true)
      stopped.kill('SIGINT')
      expect(await exitCode(stopped)).toBe(130)
    })

    it('are erased here where the embedded database is, and nobody else works on it', async () => {
      const erased = await runCli(['erase', randomUUID()], makeFolder())
      expect(erased.code).toBe(0)
      expect(JSON.parse(erased.stdout)).toMatchObject({
        status: 'done',
        pseudonym: expect.stringMatching(/^[\da-f]{32}$/),
        not_searched: ['redis'],
      })
    })

    it('must be ids', async () => {
      for (const command of ['erase', 'export']) {
        const { code, stderr } = await runCli([command, 'somebody'], folder)
        expect(code).toBe(2)
        expect(stderr).toContain('Must be a UUID')
      }
    })

    it('are told of by doctor, where an erasure or what is old is overdue', async () => {
      const findings = async () => {
        const { stdout } = await runCli(['doctor', '--json'], folder, {
          env: { ...env, LIGHTGBM_LIB: '/nowhere/lib.so', PORT: '0' },
        })
        const all: { name: string; status: string; detail: string }[] = JSON.parse(stdout)
        return all.filter(({ name }) => name === 'Retention' || name === 'Erasures')
      }
      expect(await findings()).toMatchObject([{ status: 'ok' }, { status: 'ok' }])
      await open.database.query(
        `insert into public.ml_request_log (request_id, type, requested_at)
       values ('old', 'talent-to-jobs', now() - interval '400 days')`,
      )
      await open.database.query(
        `update public.ml_erasures set settles_at = settles_at - interval '7 hours' where finished_at is null`,
      )
      expect(await findings()).toMatchObject([
        { status: 'warn', detail: expect.stringContaining('rows of ml_request_log') },
        { status: 'warn', detail: expect.stringMatching(/\d in progress/) },
      ])
    })
  },
)
