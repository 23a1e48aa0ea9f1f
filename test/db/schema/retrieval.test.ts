import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, LONG_MS } from '../../../src/db/database.ts'
import { MatchIndex } from '../../../src/db/match-index/match-index.ts'
import { engines, type OpenEngine } from '../engines.ts'
import { insertUser } from '../people.ts'
import { insert, insertTalent } from './people.ts'

/** More than are ranked whole, also without the nearest thousand. */
const ROWS = 2_800
const NEAREST = 600
/** What everybody asks for or has, half of what they do; and what few do. */
const USUAL = 11
const RARE = 12
const LISTED = `array[${USUAL}, 1000 + n]`

/** Of each row, by its number: how far its vector is from that of the one who asks, in a direction of its own. */
const number = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const numbers = `select n, lpad(n::text, 12, '0') as tail, pi() / 2 * n / ${ROWS} as angle
  from generate_series(0, ${ROWS - 1}) n`
const id = `('00000000-0000-4000-8000-' || tail)::uuid`
const vector = `(array[cos(angle)] || array(
  select sin(angle) * sin(n * 12.9898 + g * 78.233) / sqrt(320) from generate_series(2, 642) g))::real[]`
const ASKING = [1, ...Array<number>(641).fill(0)]

describe.each(engines)('retrieval on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database
  beforeAll(async () => {
    engine = await open()
    database = engine.database
    const company = await insert(database, 'companies', { name: 'Meadow', slug: 'meadow' })
    await database.query(`
      insert into public.jobs (id, company_id, title, slug, description, status)
      select ${id}, '${company}', 'Engineer', tail, 'Work.', 'active' from (${numbers}) numbered`)
    await database.query(`
      insert into public.talents (id, title) select ${id}, 'Engineer' from (${numbers}) numbered`)
    for (const side of ['job', 'talent']) {
      // Built at once: row by row it takes the embedded engine a minute.
      const [built] = await database.query<{ how: string }>(`
        select pg_get_indexdef('public.idx_match_index_${side}s_vector'::regclass) as how`)
      await database.query(`drop index public.idx_match_index_${side}s_vector`)
      for (const text of [
        `insert into public.match_index_${side}s (${side}_id, vector, skills, posted_at)
         select ${id}, ${vector}, ${LISTED}, '2026-01-01' from (${numbers}) numbered`,
        built?.how ?? '',
      ]) {
        await database.query({ text, timeoutMs: LONG_MS })
      }
    }
  }, 120_000)
  afterAll(() => engine?.close())

  describe('of jobs for a talent', () => {
    let talent: string
    const find = async () => {
      const rows = await database.query<{ id: string }>(
        `select r.id from public.match_retrieve_jobs($1, 1000, $2::real[], $3, 'x/town') r (id)`,
        [talent, ASKING, [USUAL, RARE]],
      )
      return rows.map((row) => row.id)
    }
    const index = (n: number, assignment: string) =>
      database.query(`update public.match_index_jobs set ${assignment} where job_id = $1`, [
        number(n),
      ])
    const setJobs = (where: string, assignment: string) =>
      database.query(`update public.jobs set ${assignment} where ${where}`)
    beforeEach(async () => {
      talent = await insertTalent(database, await insertUser(database, 'talent'))
      await setJobs('true', `status = 'active', application_deadline = null`)
      await database.query(
        `update public.match_index_jobs set place = null, is_remote = false, is_active = true
         where place is not null or is_remote or not is_active`,
      )
      await new MatchIndex(database).countSkills()
    })

    it('gives the nearest, those whose skills are met, the newest in the place and remote', async () => {
      await index(2_700, `skills = '{${USUAL}, ${RARE}}'`)
      await index(2_701, `skills = array[${USUAL}] || array(select generate_series(9001, 9030))`)
      await index(2_702, `skills = '{}', place = 'x/town'`)
      await index(2_703, `skills = '{}', is_remote = true`)
      await index(2_704, `skills = '{}'`)
      await new MatchIndex(database).countSkills()
      const found = await find()
      expect(new Set(found).size).toBe(found.length)
      const nearest = Array.from({ length: 300 }, (_, n) => number(n))
      expect(nearest.filter((each) => !found.includes(each))).toEqual([])
      expect([2_700, 2_702, 2_703].filter((n) => !found.includes(number(n)))).toEqual([])
      expect([2_701, 2_704].filter((n) => found.includes(number(n)))).toEqual([])
      expect((await find()).sort()).toEqual(found.sort())
    })

    it('leaves out what may not be shown, whatever the index says', async () => {
      await insert(database, 'applications', { talent_id: talent, job_id: number(0) })
      await insert(database, 'matches', {
        talent_id: talent,
        job_id: number(1),
        status: 'not_interested',
      })
      await setJobs(`id = '${number(2)}'`, `status = 'closed'`)
      await setJobs(`id = '${number(3)}'`, `status = 'paused'`)
      await setJobs(`id = '${number(4)}'`, `application_deadline = now() - interval '1 minute'`)
      const found = await find()
      expect([0, 1, 2, 3, 4].filter((n) => found.includes(number(n)))).toEqual([])
      expect(found).toContain(number(5))
    })

    it('goes on behind what may not be shown', async () => {
      const all = (await find()).length
      await setJobs(`slug < lpad('${NEAREST}', 12, '0')`, `status = 'closed'`)
      const found = await find()
      expect(found.length).toBeGreaterThan(0.9 * all)
      expect(found.every((each) => each >= number(NEAREST))).toBe(true)
      expect(found).toContain(number(NEAREST))
    })

    it('of few gives all, whether or not the index knows them', async () => {
      await setJobs(`slug >= lpad('1500', 12, '0')`, `status = 'draft'`)
      await index(7, 'is_active = false')
      expect((await find()).sort()).toEqual(Array.from({ length: 1_500 }, (_, n) => number(n)))
    })
  })

  describe('of talents for a job', () => {
    const job = number(9)
    const find = async () => {
      const rows = await database.query<{ id: string }>(
        `select r.id from public.match_retrieve_talents($1, 1000, $2::real[], $3, null) r (id)`,
        [job, ASKING, [USUAL, RARE]],
      )
      return rows.map((row) => row.id)
    }

    it('gives the nearest and those who have the skills, and nobody who said no', async () => {
      const user = await insertUser(database, 'talent')
      await database.query(
        `update public.match_index_talents set skills = $2 where talent_id = $1`,
        [number(2_700), [USUAL, RARE]],
      )
      await new MatchIndex(database).countSkills()
      await insert(database, 'applications', {
        talent_id: number(0),
        job_id: job,
        status: 'withdrawn',
      })
      await insert(database, 'applications', { talent_id: number(5), job_id: job })
      await insert(database, 'matches', {
        talent_id: number(1),
        job_id: job,
        status: 'not_interested',
      })
      await database.query(
        `update public.talents set availability_status = 'not_looking' where id = $1`,
        [number(2)],
      )
      await database.query('update public.profiles set is_active = false where id = $1', [user])
      await database.query('update public.talents set profile_id = $2 where id = $1', [
        number(3),
        user,
      ])
      const found = await find()
      expect([0, 1, 2, 3].filter((n) => found.includes(number(n)))).toEqual([])
      expect([4, 5, 2_700].filter((n) => !found.includes(number(n)))).toEqual([])
      expect((await find()).sort()).toEqual(found.sort())
    })
  })
})
