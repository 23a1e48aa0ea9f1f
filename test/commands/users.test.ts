import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type OpenEngine, postgres } from '../db/engines.ts'
import { insertPeople } from '../db/people.ts'
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

    it('are exported and erased, until it is done for good', async () => {
      const { talentUser, talentId } = await insertPeople(open.database)
      const exported = await runCli(['export', talentUser], folder, { env })
      expect(exported).toMatchObject({ code: 0, stderr: '' })
      expect(JSON.parse(exported.stdout)).toMatchObject({
        user_id: talentUser,
        tables: { match_outbox: [{ entity_id: talentId }] },
      })
      const erased = await runCli(['erase', talentUser], folder, { env })
      expect(erased.code).toBe(0)
      expect(erased.stderr).toContain('Waiting for what was under way')
      expect(JSON.parse(erased.stdout)).toMatchObject({
        status: 'done',
        actor: 'operator',
        erased: { match_outbox: 1 },
      })
      expect(erased.stdout + erased.stderr).not.toContain(talentUser)
      const again = await runCli(['erase', talentUser], folder, { env })
      expect(again.stdout).toBe(erased.stdout)
    })

    it('are found by the id of a talent too, which makes one receipt', async () => {
      const { talentUser, talentId } = await insertPeople(open.database)
      const { stdout } = await runCli(['export', talentId], folder, { env })
      expect(JSON.parse(stdout)).toMatchObject({ user_id: talentUser, talent_ids: [talentId] })
      const receipts = []
      for (const id of [talentId, talentUser]) {
        const { stdout, stderr } = await runCli(['erase', id, '--no-wait'], folder, { env })
        expect(stderr).not.toContain('Nobody')
        receipts.push(JSON.parse(stdout))
      }
      expect(receipts[1]).toMatchObject({
        receipt_id: receipts[0].receipt_id,
        erased: { match_outbox: 1 },
      })
    })

    it('that nobody is known by are said to be so', async () => {
      for (const command of [['export'], ['erase', '--no-wait']]) {
        const nobody = '00000000-0000-4000-8000-000000000000'
        const { code, stderr } = await runCli([...command, nobody], folder, { env })
        expect(code).toBe(0)
        expect(stderr).toContain('Nobody is known by this id')
      }
    })

    it('may be left to a worker, and stopped', async () => {
      const { talentUser, companyUser, talentId, jobId } = await insertPeople(open.database)
      const left = await runCli(['erase', talentUser, '--no-wait'], folder, { env })
      expect(JSON.parse(left.stdout)).toMatchObject({ status: 'under_way', finished_at: null })
      expect(await isErased(talentId)).toBe(true)

      const stopped = startCli(['erase', companyUser], folder, env)
      await expect.poll(() => isErased(jobId), { timeout: 20_000 }).toBe(true)
      stopped.kill('SIGINT')
      expect(await exitCode(stopped)).toBe(130)
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
        { status: 'warn', detail: expect.stringMatching(/\d under way/) },
      ])
    })
  },
)
