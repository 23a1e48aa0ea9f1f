import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalSkill } from '../../../src/features/normalise/skills/skills.ts'
import type { Engine } from '../../../src/matching/engine/engine.ts'
import type { MatchDetail } from '../../../src/matching/matcher.ts'
import { createWorld } from '../../../src/training/synthetic/world.ts'
import type { Job, Match, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { job, talent } from '../../app.ts'
import { startEngine } from '../start-engine.ts'

const TODAY = new Date('2025-01-15T00:00:00Z')
const world = createWorld('explain', { talents: 25, jobs: 40, asOf: TODAY })

interface Judged {
  readonly talent: Talent
  readonly job: Job
  readonly match: Match
  readonly detail: MatchDetail
}

let engine: Engine
const judged: Judged[] = []
beforeAll(async () => {
  engine = await startEngine({ clock: () => TODAY })
  const jobs = world.jobs.map(({ payload }) => payload)
  for (const { payload } of world.talents) judged.push(...(await judge(payload, jobs)))
}, 600_000)
afterAll(() => engine.close())

async function judge(talent: Talent, jobs: readonly Job[]): Promise<Judged[]> {
  const options = { limit: 1000, minScore: 0, explain: 'full' } as const
  const { matches } = await engine.matchJobs(talent, jobs, options)
  return matches.flatMap(({ detail, ...match }) => {
    const job = jobs.find(({ id }) => id === match.job_id)
    return job && detail ? { talent, job, match, detail } : []
  })
}

/** Ids of the required or the optional skills; one that is given as both is required. */
function askedOf({ skills }: Job, required: boolean): ReadonlySet<string> {
  const idsOf = (isRequired: boolean) =>
    (skills ?? [])
      .filter(({ is_required }) => (is_required !== false) === isRequired)
      .map(({ name }) => canonicalSkill(name).id)
  const needed = new Set(idsOf(true))
  return required ? needed : new Set(idsOf(false).filter((id) => !needed.has(id)))
}

const sentencesOf = ({ explanation }: Match) => [
  ...explanation.top_factors.map(({ description }) => description),
  ...(explanation.mismatches ?? []),
]

describe('an explanation', () => {
  it('adds up: base and contributions are the raw score', () => {
    expect(judged.length).toBeGreaterThan(500)
    for (const { detail } of judged) {
      const sum = detail.contributions.reduce((total, { contribution }) => total + contribution, 0)
      expect(Math.abs(detail.base_value + sum - detail.raw_score)).toBeLessThan(1e-6)
    }
  })

  it('has sub-scores of 0-100, and 50 where neither side gave data', () => {
    for (const { match, detail } of judged) {
      const { sub_scores, unknown = [] } = match.explanation
      for (const score of Object.values(sub_scores)) {
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(100)
      }
      for (const name of unknown) expect(sub_scores[name]).toBe(50)
      const pay = detail.contributions.filter(({ group }) => group === 'compensation')
      if (pay.every(({ value }) => value === null)) expect(unknown).toContain('salary_match')
    }
  })

  it('names three different factors, the strongest first', () => {
    for (const { match, detail } of judged) {
      const { top_factors } = match.explanation
      const isLocated = detail.contributions.some(
        ({ feature, value }) => feature === 'geographic_distance_km' && value !== null,
      )
      // Of a bare pair only its work and its skills can be told.
      expect(top_factors.length).toBeGreaterThanOrEqual(isLocated ? 3 : 2)
      expect(top_factors.length).toBeLessThanOrEqual(3)
      expect(new Set(top_factors.map(({ factor }) => factor)).size).toBe(top_factors.length)
      for (const { score } of top_factors) {
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(100)
      }
    }
  })

  it('lists mismatches below 70 and only there, whatever is plainly missing among them', () => {
    for (const { talent, job, match } of judged) {
      const { mismatches } = match.explanation
      expect(mismatches !== undefined).toBe(match.match_score < 70)
      const required = job.skills?.filter(({ is_required }) => is_required !== false) ?? []
      if (mismatches && required.length > 0 && !talent.skills?.length && !talent.bio) {
        const names = required.map(({ name }) => canonicalSkill(name).name)
        const isNamed = names.some((name) => talent.title.includes(name))
        if (!isNamed) expect(mismatches.join()).toMatch(/Missing required skill/)
      }
    }
  })

  it('reads as a sentence: no unknown values, no keys, no lower-case start', () => {
    for (const { match } of judged) {
      for (const sentence of sentencesOf(match)) {
        expect(sentence).not.toMatch(
          /undefined|null|NaN|Infinity|\[object|[a-z]_[a-z]|\s\s|\d\.\d{2}/,
        )
        expect(sentence).toMatch(/^[\p{Lu}\d]|^\p{Ll}*[^a-z]/u)
        expect(sentence).not.toMatch(/\b1 (?:years|skills)\b|\b[02-9] (?:year|skill)\b/)
        expect(sentence.length).toBeLessThan(420)
      }
    }
  })

  it('counts skills as they are: read back and checked', () => {
    let checked = 0
    for (const { talent, job, match } of judged) {
      const held = new Set(talent.skills?.map(({ name }) => canonicalSkill(name).id))
      for (const sentence of sentencesOf(match)) {
        const [, shared, total, kind] =
          /^(\d+) of (\d+) (required|optional) skills?;/.exec(sentence) ?? []
        if (shared === undefined) continue
        const asked = askedOf(job, kind === 'required')
        expect(Number(total)).toBe(asked.size)
        expect(Number(shared)).toBe([...asked].filter((id) => held.has(id)).length)
        checked++
      }
      for (const sentence of match.explanation.mismatches ?? []) {
        const [, list] = /^Missing required skills?: (.*)$/.exec(sentence) ?? []
        const asked = job.skills?.map(({ name }) => canonicalSkill(name))
        if (asked?.some(({ name }) => /, | and /.test(name))) continue
        for (const name of list?.replace(/ and \d+ more$/, '').split(/, /) ?? []) {
          const missing = asked?.find((skill) => name.startsWith(skill.name))
          expect(missing, sentence).toBeDefined()
          if (name === missing?.name) expect(held.has(missing.id)).toBe(false)
        }
      }
    }
    expect(checked).toBeGreaterThan(100)
  })

  it('gives years, levels, kilometres and pay as they are', () => {
    let checked = 0
    for (const { talent, job, match, detail } of judged) {
      const value = (name: string) =>
        detail.contributions.find(({ feature }) => feature === name)?.value ?? Number.NaN
      for (const sentence of sentencesOf(match)) {
        const km = / about ([\d,]+) km /.exec(sentence)?.[1]
        if (km) {
          const distance = value('geographic_distance_km')
          expect(Math.abs(Number(km.replaceAll(',', '')) - distance)).toBeLessThanOrEqual(5)
          checked++
        }
        const same = /oth at (\w+) level/.exec(sentence)?.[1]
        if (same) expect(value('seniority_distance')).toBe(0)
        const years = /(?:^|: )([\d.]+) years? of experience(?!.*asked for; the)/.exec(
          sentence,
        )?.[1]
        if (years && talent.years_of_experience) {
          expect(Number(years)).toBeCloseTo(talent.years_of_experience, 1)
          checked++
        }
        const above =
          /expects ([A-Z]{3}) ([\d,]+)(?:-[\d,]+)?, (\d+) % above the offer of ([A-Z]{3}) (?:[\d,]+-)?([\d,]+)$/.exec(
            sentence,
          )
        if (above && (job.salary_min || job.salary_max)) {
          const [, currency, wish = '', percent, offered, offer = ''] = above
          expect(currency).toBe(offered)
          const share = Number(wish.replaceAll(',', '')) / Number(offer.replaceAll(',', '')) - 1
          expect(Math.abs(100 * share - Number(percent))).toBeLessThanOrEqual(1)
          expect([talent.salary_min, talent.salary_max]).toContain(Number(wish.replaceAll(',', '')))
          expect([job.salary_min, job.salary_max]).toContain(Number(offer.replaceAll(',', '')))
          checked++
        }
      }
    }
    expect(checked).toBeGreaterThan(100)
  })

  it('keeps a title of 200 characters and quotes within bounds', async () => {
    const title = `The "one" ${'and only '.repeat(25)}`.slice(0, 200)
    const [first] = await judge(talent({ title }), [job(0, { title: `${title}!`.slice(-200) })])
    const role = first?.match.explanation.top_factors.find(
      ({ factor }) => factor === 'Kind of work',
    )
    expect(role?.description.length).toBeLessThan(200)
    expect(role?.description.match(/"/g)).toHaveLength(4)
  })
})
