import { describe, expect, test } from 'vitest'
import { rowsOfCast } from '../../src/demo/platform/cast.ts'
import { type PlatformSize, streamPlatform } from '../../src/demo/platform/platform.ts'
import { rowsOfProtagonists } from '../../src/demo/platform/protagonists.ts'
import {
  type JobRow,
  type PlatformRows,
  TABLES,
  type TableName,
} from '../../src/demo/platform/rows.ts'
import { sha256 } from '../../src/runtime/sha256.ts'

type Tables = { [K in TableName]: PlatformRows[K][number][] }

const SIZE: PlatformSize = {
  talents: 3_000,
  jobs: 5_000,
  companies: 700,
  seed: 1,
  asOf: new Date('2026-01-15T00:00:00Z'),
}

const WEEK_MS = 7 * 24 * 3_600_000

/** As they are written, in that order. */
function* chunksOf(size: PlatformSize): Generator<Partial<PlatformRows>> {
  yield rowsOfProtagonists(size.asOf)
  yield* streamPlatform(size)
  yield rowsOfCast(size)
}

function tablesOf(size: PlatformSize): Tables {
  const tables = Object.fromEntries(TABLES.map((name) => [name, []])) as unknown as Tables
  for (const chunk of streamPlatform(size)) {
    for (const name of TABLES) (tables[name] as object[]).push(...(chunk[name] ?? []))
  }
  return tables
}

const platform = tablesOf(SIZE)
const shareOf = <T>(rows: readonly T[], holds: (row: T) => boolean) =>
  rows.filter(holds).length / rows.length

/** The share of rows for which it holds, as drawn some thousand times. */
function expectShare<T>(rows: readonly T[], expected: number, holds: (row: T) => boolean) {
  const share = shareOf(rows, holds)
  expect(Math.abs(share - expected), `${share} instead of ${expected}`).toBeLessThan(0.02)
}

describe('the same everywhere', () => {
  test('its first rows are these, on every machine', () => {
    const first = Object.fromEntries(TABLES.map((name) => [name, platform[name].slice(0, 20)]))
    expect(sha256(JSON.stringify(first))).toBe(
      'afd74e8f08f78d303f4e4b7c898928fdb35fc4041dff7522145ac407c1430a01',
    )
  })

  test('a smaller platform is the beginning of a larger one', () => {
    const small = tablesOf({ ...SIZE, talents: 40, jobs: 60 })
    for (const name of ['jobs', 'job_skills', 'talents', 'talent_skills', 'profiles'] as const) {
      const rows = new Set(platform[name].map((row) => JSON.stringify(row)))
      expect(small[name].filter((row) => !rows.has(JSON.stringify(row)))).toEqual([])
    }
  })

  test('another day moves nothing but dates', () => {
    const asOf = new Date('2026-02-20T00:00:00Z')
    const small = { ...SIZE, talents: 40, jobs: 60 }
    const undated = (tables: Tables) =>
      JSON.stringify(tables, (key, value) => (/_at$|deadline/.test(key) ? undefined : value))
    expect(undated(tablesOf({ ...small, asOf }))).toBe(undated(tablesOf(small)))
  })
})

describe('rows that belong together', () => {
  test('each refers to its own chunk or to an earlier one', () => {
    const known = new Set<string>()
    const missing: string[] = []
    for (const chunk of chunksOf({ ...SIZE, talents: 2_500, jobs: 2_500 })) {
      for (const table of TABLES) {
        for (const row of chunk[table] ?? []) if ('id' in row) known.add(row.id)
      }
      for (const table of TABLES) {
        for (const row of chunk[table] ?? []) {
          for (const [column, id] of Object.entries(row)) {
            if (column.endsWith('_id') && !known.has(id)) missing.push(`${table}.${column} ${id}`)
          }
        }
      }
    }
    expect(missing).toEqual([])
  })

  const UNIQUE = {
    'auth.users': ['id', 'email'],
    profiles: ['id', 'email'],
    companies: ['id', 'slug'],
    skills: ['id', 'name'],
    talents: ['id'],
    talent_skills: ['talent_id,skill_id'],
    jobs: ['id', 'company_id,slug'],
    job_skills: ['job_id,skill_id'],
    applications: ['job_id,talent_id'],
    matches: ['talent_id,job_id'],
  } as const satisfies Record<TableName, readonly string[]>

  test.each(TABLES.flatMap((table) => UNIQUE[table].map((key) => [table, key] as const)))(
    '%s has each %s once',
    (table, key) => {
      expect(new Set(keysOf(platform, table, key)).size).toBe(platform[table].length)
    },
  )

  test('platforms of two seeds share skills and nothing else', () => {
    const other = tablesOf({ ...SIZE, talents: 300, jobs: 300, seed: 2 })
    for (const table of TABLES) {
      if (table === 'skills') continue
      for (const key of UNIQUE[table]) {
        const taken = new Set(keysOf(platform, table, key))
        expect(keysOf(other, table, key).filter((each) => taken.has(each))).toEqual([])
      }
    }
    const ids = new Map(platform.skills.map(({ name, id }) => [name, id]))
    for (const { name, id } of other.skills) expect(ids.get(name) ?? id).toBe(id)
  })
})

const keysOf = (tables: Tables, table: TableName, key: string): string[] =>
  tables[table].map((row) =>
    key
      .split(',')
      .map((column) => (row as unknown as Record<string, string>)[column])
      .join(),
  )

describe('as the platform is', () => {
  const { jobs, talents, companies, skills } = platform

  test('jobs say what its form lets them say', () => {
    expectShare(jobs, 0.88, ({ status }) => status === 'active')
    expect(new Set(jobs.map(({ status }) => status)).size).toBe(5)
    // A blank box is stored as 0.
    expectShare(jobs, 0.32, (job) => job.salary_min === 0 && job.salary_max === 0)
    expectShare(jobs, 0.18, (job) => job.salary_min === null)
    expect(shareOf(jobs, ({ currency }) => currency === 'USD')).toBeGreaterThan(0.7)
    expect(new Set(jobs.map(({ currency }) => currency)).size).toBeGreaterThan(5)
    const withSkills = new Set(platform.job_skills.map(({ job_id }) => job_id))
    expectShare(jobs, 0.1, ({ id }) => !withSkills.has(id))
  })

  test('level and remote work stand in texts where the form left its defaults', () => {
    const mid = jobs.filter((job) => job.experience_level === 'mid')
    expect(mid.length / jobs.length).toBeGreaterThan(0.6)
    const saysLevel = /senior|lead|junior|sr\.|jr\./i
    expect(shareOf(mid, ({ title }) => saysLevel.test(title))).toBeGreaterThan(0.15)
    const onSite = jobs.filter((job) => job.remote_allowed === false)
    expect(onSite.length / jobs.length).toBeGreaterThan(0.6)
    const saysRemote = (job: JobRow) =>
      /remote/i.test(`${job.title} ${job.location} ${job.description}`)
    expect(shareOf(onSite, saysRemote)).toBeGreaterThan(0.1)
  })

  test('what is active is open', () => {
    const isPast = (deadline: string | null) => Date.parse(deadline ?? '') < SIZE.asOf.getTime()
    for (const { status, application_deadline: deadline } of jobs) {
      if (status === 'active') expect(isPast(deadline)).toBe(false)
      if (status === 'expired' && deadline) expect(isPast(deadline)).toBe(true)
    }
    expectShare(jobs, 0.35, (job) => job.application_deadline !== null)
  })

  test('money and years are whole, and what a form takes', () => {
    for (const talent of talents) {
      for (const amount of [
        talent.salary_expectation_min,
        talent.salary_expectation_max,
        talent.hourly_rate_min,
        talent.hourly_rate_max,
        talent.years_of_experience,
      ]) {
        expect(amount === null || (Number.isInteger(amount) && amount <= 1_000_000)).toBe(true)
      }
    }
    for (const { salary_min, salary_max } of jobs) {
      for (const amount of [salary_min, salary_max]) {
        expect(amount === null || (Number.isInteger(amount) && amount < 2 ** 31)).toBe(true)
      }
    }
  })

  test('some never went on after sign-up', () => {
    const skilled = new Set(platform.talent_skills.map(({ talent_id }) => talent_id))
    const bare = talents.filter(
      ({ id, title, bio }) => title === 'New Talent' && bio === null && !skilled.has(id),
    )
    expect(bare.length / talents.length).toBeGreaterThan(0.02)
    expectShare(companies, 0.08, ({ name }) => name === '')
  })

  test('profiles are left out in part, and blank in two ways', () => {
    expect(shareOf(talents, ({ bio }) => bio === '')).toBeGreaterThan(0.02)
    expect(shareOf(talents, ({ bio }) => bio === null)).toBeGreaterThan(0.05)
    expect(shareOf(talents, ({ location }) => !location)).toBeGreaterThan(0.08)
    expect(new Set(talents.map((talent) => talent.availability_status))).toEqual(
      new Set(['available', 'open_to_offers', 'not_looking']),
    )
  })

  test('a skill has several spellings, each a row with a category', () => {
    const names = skills.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['JavaScript', 'JS', 'Kubernetes', 'k8s']))
    expect(skills.filter(({ category }) => category === '')).toEqual([])
    expect(skills.find(({ name }) => name === 'JS')?.category).toBe(
      skills.find(({ name }) => name === 'JavaScript')?.category,
    )
  })

  test('nobody real is meant', () => {
    expect(platform.profiles.filter(({ email }) => !email.endsWith('.example.com'))).toEqual([])
    expect(
      platform.profiles.filter(
        ({ full_name }) => !/^(Talent|Recruiter of Demo Company) \d+$/.test(full_name),
      ),
    ).toEqual([])
  })
})

describe('what was done about jobs', () => {
  const { applications, matches } = platform

  test('every status is there', () => {
    expect(new Set(applications.map(({ status }) => status)).size).toBe(7)
    expect(new Set(matches.map(({ status }) => status)).size).toBe(5)
    expect(matches.every(({ match_score: score }) => score >= 0 && score <= 1)).toBe(true)
  })

  test('they lie in the weeks that were asked for, all over them, and in order', () => {
    const weeks = 20
    const { asOf } = SIZE
    const tables = tablesOf({ ...SIZE, talents: 500, jobs: 1_000, weeks })
    const begin = asOf.getTime() - weeks * WEEK_MS
    const inWeek = (time: string) => Math.floor((Date.parse(time) - begin) / WEEK_MS)
    const counts = new Array<number>(weeks).fill(0)
    for (const { applied_at, updated_at, status } of tables.applications) {
      expect(updated_at >= applied_at && updated_at <= asOf.toISOString()).toBe(true)
      if (status === 'pending') expect(updated_at).toBe(applied_at)
      const week = Math.min(inWeek(applied_at), weeks - 1)
      counts[week] = (counts[week] ?? 0) + 1
    }
    expect(Math.min(...counts)).toBeGreaterThan(tables.applications.length / weeks / 2)
    const applied = new Map(
      tables.applications.map((each) => [`${each.job_id} ${each.talent_id}`, each.updated_at]),
    )
    for (const match of tables.matches) {
      expect(inWeek(match.created_at)).toBeGreaterThanOrEqual(0)
      expect(match.created_at <= asOf.toISOString()).toBe(true)
      expect(match.created_at >= (applied.get(`${match.job_id} ${match.talent_id}`) ?? '')).toBe(
        true,
      )
    }
  })

  test.each([0, 1, 777, 9_000])(
    'there are %d applications where so many are asked for',
    (count) => {
      const size = { ...SIZE, talents: 500, jobs: 1_000, applications: count }
      const made = tablesOf(size)
      expect(made.applications).toHaveLength(count)
      expect(new Set(keysOf(made, 'applications', 'job_id,talent_id')).size).toBe(count)
      expect(tablesOf(size)).toEqual(made)
    },
  )

  test('there are fewer applications where there are not jobs enough', () => {
    const { applications: few } = tablesOf({ ...SIZE, talents: 10, jobs: 20, applications: 1_000 })
    expect(few.length).toBeLessThanOrEqual(200)
    expect(few.length).toBeGreaterThan(100)
  })

  test('better fits end better', () => {
    const scores = new Map(matches.map((match) => [`${match.job_id},${match.talent_id}`, match]))
    const meanScore = (statuses: readonly string[]) => {
      const known = applications.flatMap((application) => {
        const match = scores.get(`${application.job_id},${application.talent_id}`)
        return match && statuses.includes(application.status) ? [match.match_score] : []
      })
      return known.reduce((sum, score) => sum + score, 0) / known.length
    }
    expect(meanScore(['interview', 'offer', 'accepted'])).toBeGreaterThan(
      meanScore(['rejected']) + 0.05,
    )
    const meanOf = (status: string) => {
      const some = matches.filter((match) => match.status === status)
      return some.reduce((sum, match) => sum + match.match_score, 0) / some.length
    }
    expect(meanOf('interested')).toBeGreaterThan(meanOf('viewed'))
    expect(meanOf('viewed')).toBeGreaterThan(meanOf('not_interested'))
  })
})
