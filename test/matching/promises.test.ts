import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadEmbedder } from '../../src/embeddings/load.ts'
import { dot } from '../../src/embeddings/vectors.ts'
import { rangeOverlap } from '../../src/features/compensation.ts'
import { haversineKm, resolvePlace } from '../../src/features/normalise/places/places.ts'
import { relatedSkills } from '../../src/features/normalise/skills/related-skills.ts'
import { canonicalSkill } from '../../src/features/normalise/skills/skills.ts'
import { RELATED_COSINE } from '../../src/features/skill-affinity.ts'
import { SPOKEN_FROM } from '../../src/features/skill-evidence.ts'
import { skillText, talentTexts } from '../../src/features/texts.ts'
import type { Engine } from '../../src/matching/engine/engine.ts'
import { samplePairs } from '../../src/training/synthetic/pairs.ts'
import { PLACES } from '../../src/training/synthetic/places.ts'
import { Random } from '../../src/training/synthetic/random.ts'
import { createWorld } from '../../src/training/synthetic/world.ts'
import type {
  Job,
  JobSkill,
  Talent,
  TalentSkill,
} from '../../supabase/functions/_shared/payload.ts'
import { mentionsSkill } from '../features/normalise/mentions-skill.ts'
import { buildEngineApp, type EngineApp, type FullResponse, lasting } from './engine-app.ts'
import { startEngine, weightsFolder } from './start-engine.ts'

/** Fixed, so that deadlines mean the same on every day; the synthetic jobs were posted before it. */
const TODAY = new Date('2025-01-15T00:00:00Z')

let engine: Engine
let app: EngineApp
beforeAll(async () => {
  engine = await startEngine({ clock: () => TODAY })
  app = await buildEngineApp(engine)
}, 600_000)
afterAll(async () => {
  await app.close()
  await engine.close()
})

const world = createWorld('promises', { talents: 60, jobs: 60, asOf: TODAY })
const pairs = samplePairs(world, 120, new Random('promises'), { nearShare: 0.7 })

/** What real rows leave out; each makes features go missing that an edit then brings back. */
const SPARSE: readonly Partial<Talent>[] = [
  {},
  { skills: [] },
  { skills: null, bio: null },
  { bio: null, location: null, salary_min: 0, salary_max: 0, hourly_rate_min: null },
  { years_of_experience: 0, experience_level: 'mid', timezone: 'UTC' },
]

function talentAt(index: number): Talent {
  const made = world.talents[index]
  if (!made) throw new RangeError(`no talent ${index}`)
  return made.payload
}

function jobAt(index: number): Job {
  const made = world.jobs[index]
  if (!made) throw new RangeError(`no job ${index}`)
  return made.payload
}

interface Base {
  readonly talent: Talent
  readonly job: Job
}

const withoutPrimary = (skills: Talent['skills']) =>
  skills?.map((skill) => ({ ...skill, is_primary: false }))

/** A pair of a made-up world, whole or sparse, with or without primary skills. */
const base: fc.Arbitrary<Base> = fc
  .tuple(fc.constantFrom(...pairs), fc.constantFrom(...SPARSE), fc.boolean())
  .map(([pair, sparse, primary]) => {
    const talent = talentAt(pair.talent)
    const job = jobAt(pair.job)
    return {
      talent: {
        ...talent,
        ...(!primary && { skills: withoutPrimary(talent.skills) }),
        ...sparse,
      },
      job,
    }
  })

const RUNS = { seed: 20_260_601, numRuns: 60 } as const

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

interface Score {
  readonly raw: number
  readonly score: number
}

const scoreOf = ({ detail, match_score }: FullResponse['matches'][number]): Score => ({
  raw: detail.raw_score,
  score: match_score,
})

/** Scores of variants of a talent, in their order; none where a hard constraint takes them out. */
async function scoreTalents(job: Job, variants: readonly Talent[]): Promise<Score[]> {
  const talents = variants.map((talent, at) => ({ ...talent, id: idOf(at) }))
  const { matches } = await app.matchTalents(job, talents)
  const byId = new Map(matches.map((match) => [match.talent_id, scoreOf(match)]))
  return talents.flatMap(({ id }) => byId.get(id) ?? [])
}

async function scoreJobs(talent: Talent, variants: readonly Job[]): Promise<Score[]> {
  const jobs = variants.map((job, at) => ({ ...job, id: idOf(at) }))
  const { matches } = await app.matchJobs(talent, jobs)
  const byId = new Map(matches.map((match) => [match.job_id, scoreOf(match)]))
  return jobs.flatMap(({ id }) => byId.get(id) ?? [])
}

/** Sums of the same contributions may differ in their last bit. */
const ROUNDING = 1e-9

function expectNotBelow(higher: Score | undefined, lower: Score | undefined, edit: unknown) {
  if (!higher || !lower) throw new Error('a score is missing')
  if (higher.raw < lower.raw - ROUNDING || higher.score < lower.score) {
    throw new Error(`${JSON.stringify({ lower, higher })} after ${JSON.stringify(edit)}`)
  }
}

/** Each is at least as good as the one before. */
function expectRising(scores: readonly Score[], edits: readonly unknown[]) {
  for (let at = 1; at < scores.length; at++) {
    expectNotBelow(scores[at], scores[at - 1], edits.slice(at - 1, at + 1))
  }
}

const isHeld = (talent: Talent, name: string) =>
  talent.skills?.some((skill) => canonicalSkill(skill.name).id === canonicalSkill(name).id) ?? false

const gained = fc.record({
  proficiency_level: fc.constantFrom(null, 1, 2, 3, 4, 5),
  years_of_experience: fc.constantFrom(null, 0, 0.5, 1, 3, 10, 40),
  is_primary: fc.constantFrom(true, false, null),
})

describe('a talent who gains a skill that the job asks for', () => {
  it('never falls, at any level, with any years, primary or not', async () => {
    let edits = 0
    await fc.assert(
      fc.asyncProperty(
        base,
        fc.nat(),
        fc.array(gained, { minLength: 4, maxLength: 8 }),
        async ({ talent, job }, pick, ways) => {
          const lacking = (job.skills ?? []).filter(({ name }) => !isHeld(talent, name))
          const skill = lacking[pick % Math.max(1, lacking.length)]
          if (!skill || (talent.skills?.length ?? 0) >= 50) return
          const variants = ways.map((way) => ({
            ...talent,
            skills: [...(talent.skills ?? []), { name: skill.name, ...way }],
          }))
          const [before, ...after] = await scoreTalents(job, [talent, ...variants])
          after.forEach((each, at) => {
            expectNotBelow(each, before, { skill: skill.name, ...ways[at] })
            edits++
          })
        },
      ),
      { ...RUNS, numRuns: 120 },
    )
    expect(edits).toBeGreaterThan(200)
  }, 120_000)

  it('never falls when it is the first and primary one', async () => {
    const talents = pairs.slice(0, 40).map((pair) => ({
      talent: { ...talentAt(pair.talent), skills: null },
      job: jobAt(pair.job),
    }))
    let edits = 0
    for (const { talent, job } of talents) {
      for (const { name } of job.skills ?? []) {
        const held = (is_primary: boolean): Talent => ({
          ...talent,
          skills: [{ name, is_primary }],
        })
        const scores = await scoreTalents(job, [talent, held(false), held(true)])
        if (scores.length === 0) continue
        expectRising(scores, ['none', `${name}`, `${name}, primary`])
        edits++
      }
    }
    expect(edits).toBeGreaterThan(50)
  }, 120_000)
})

/** Made-up words and skills of other trades; which of them a talent is unrelated to is checked. */
const FAR_AWAY = [
  'Qworblix',
  'Zanthemry',
  'Vrillogast',
  'Beekeeping',
  'Falconry',
  'Glassblowing',
  'Horse Shoeing',
  'Opera Singing',
  'Scuba Diving',
  'Taxidermy',
  'COBOL',
  'Crane Operation',
] as const

describe('a job that adds a required skill unrelated to the talent', () => {
  it('never raises the talent', async () => {
    const embedder = await loadEmbedder({ cacheDir: weightsFolder() })
    const vectorOf = async (text: string) => (await embedder.embed([text]))[0]?.mean
    const cosine = (a: Float32Array | undefined, b: Float32Array | undefined) =>
      a && b ? dot(a, b) : 0

    /**
     * Unrelated: to no listed skill is it related by the table or by a cosine from
     * {@link RELATED_COSINE} on, title and bio neither name it nor come near it in meaning.
     */
    const isUnrelated = async (name: string, talent: Talent): Promise<boolean> => {
      const asked = canonicalSkill(name)
      const vector = await vectorOf(skillText(asked))
      if (mentionsSkill(`${talent.title}. ${talent.bio ?? ''}`, name)) return false
      const { bio, profile } = talentTexts(talent)
      if (cosine(await vectorOf(bio || profile), vector) >= SPOKEN_FROM) return false
      for (const skill of talent.skills ?? []) {
        const listed = canonicalSkill(skill.name)
        if (listed.id === asked.id || relatedSkills(asked.id).has(listed.id)) return false
        if (cosine(await vectorOf(skillText(listed)), vector) >= RELATED_COSINE) return false
      }
      return true
    }

    let edits = 0
    await fc.assert(
      fc.asyncProperty(
        base,
        fc.constantFrom(...FAR_AWAY),
        fc.constantFrom('all', 'none', 'optional'),
        gained,
        async ({ talent, job }, name, given, way) => {
          if (!(await isUnrelated(name, talent))) return
          if (job.skills?.some((skill) => canonicalSkill(skill.name).id === name.toLowerCase()))
            return
          const skills: readonly JobSkill[] =
            given === 'none'
              ? []
              : (job.skills ?? []).map((skill) =>
                  given === 'optional' ? { ...skill, is_required: false } : skill,
                )
          const { proficiency_level, years_of_experience } = way
          const added = { name, is_required: true, proficiency_level, years_of_experience }
          const [before, after] = await scoreJobs(talent, [
            { ...job, skills },
            { ...job, skills: [...skills, added] },
          ])
          if (!before) return
          expectNotBelow(before, after, { given, added })
          edits++
        },
      ),
      { ...RUNS, numRuns: 150 },
    )
    await embedder.close()
    expect(edits).toBeGreaterThan(60)
  }, 120_000)
})

describe('a nearer place', () => {
  it('never lowers', async () => {
    const cities = PLACES.flatMap(({ city, state, country }) => {
      const text = `${city}, ${state ?? country}`
      const place = resolvePlace(text)
      return place?.latitude !== undefined && place.longitude !== undefined
        ? [{ text, latitude: place.latitude, longitude: place.longitude }]
        : []
    })
    await fc.assert(
      fc.asyncProperty(
        base,
        fc.constantFrom(...cities),
        fc.shuffledSubarray(cities, { minLength: 12, maxLength: 12 }),
        fc.constantFrom<Partial<Job>>({}, { hybrid: true }, { remote_allowed: true }),
        fc.constantFrom(true, false, null),
        async ({ talent, job }, there, candidates, mode, willing_to_relocate) => {
          const sorted = [there, ...candidates].sort(
            (a, b) => haversineKm(b, there) - haversineKm(a, there),
          )
          const variants = sorted.map(({ text }) => ({
            ...talent,
            location: text,
            timezone: null,
            latitude: null,
            longitude: null,
            willing_to_relocate,
          }))
          const here = { latitude: null, longitude: null, location: there.text }
          const scores = await scoreTalents({ ...job, ...mode, ...here }, variants)
          expectRising(
            scores,
            sorted.map(({ text }) => text),
          )
        },
      ),
      RUNS,
    )
  }, 120_000)
})

describe('a better overlap of pay', () => {
  it('never lowers', async () => {
    const amount = fc.integer({ min: 30, max: 200 }).map((thousands) => thousands * 1000)
    const range = fc
      .tuple(amount, amount)
      .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }))
    await fc.assert(
      fc.asyncProperty(
        base,
        range,
        fc.array(range, { minLength: 8, maxLength: 12 }),
        async ({ talent, job }, offer, wishes) => {
          const sorted = wishes
            .map((wish) => ({ wish, overlap: rangeOverlap(wish, offer) }))
            .sort((a, b) => a.overlap - b.overlap)
            // Without any overlap, what counts is how far the wish lies above the offer.
            .filter(({ overlap }, at, all) => overlap > 0 && overlap !== all[at - 1]?.overlap)
          const variants = sorted.map(({ wish }) => ({
            ...talent,
            salary_min: wish.min,
            salary_max: wish.max,
            salary_currency: 'USD',
          }))
          const none = { ...talent, salary_min: offer.max * 2, salary_max: offer.max * 2 }
          const paying = {
            ...job,
            salary_min: offer.min,
            salary_max: offer.max,
            salary_currency: 'USD',
          }
          expectRising(
            await scoreTalents(paying, [{ ...none, salary_currency: 'USD' }, ...variants]),
            [{ offer, none: true }, ...sorted],
          )
        },
      ),
      RUNS,
    )
  }, 120_000)
})

describe('a smaller shortfall', () => {
  it.each([
    ['proficiency', 'proficiency_level', [1, 2, 3, 4, 5]],
    ['years', 'years_of_experience', [null, 0, 0.5, 1, 2, 4, 8, 16]],
  ] as const)(
    'in %s of a skill never lowers',
    async (_, field, steps) => {
      await fc.assert(
        fc.asyncProperty(base, fc.nat(), gained, async ({ talent, job }, pick, way) => {
          const asked = job.skills ?? []
          const skill = asked[pick % Math.max(1, asked.length)]
          if (!skill) return
          const others = (talent.skills ?? [])
            .filter(({ name }) => canonicalSkill(name).id !== canonicalSkill(skill.name).id)
            .slice(0, 49)
          const variants = steps.map((step) => ({
            ...talent,
            skills: [...others, { name: skill.name, ...way, [field]: step } satisfies TalentSkill],
          }))
          expectRising(await scoreTalents(job, variants), steps)
        }),
        RUNS,
      )
    },
    120_000,
  )

  it('in the years of work never lowers, up to what is asked', async () => {
    await fc.assert(
      fc.asyncProperty(base, fc.integer({ min: 2, max: 12 }), async ({ talent, job }, asked) => {
        const steps = Array.from({ length: asked }, (_, at) => at + 1)
        const asking = {
          ...job,
          description: `${job.description} At least ${asked} years of experience required.`.slice(
            -20_000,
          ),
        }
        const variants = steps.map((years_of_experience) => ({ ...talent, years_of_experience }))
        expectRising(await scoreTalents(asking, variants), steps)
      }),
      { ...RUNS, numRuns: 30 },
    )
  }, 120_000)
})

describe('order and spelling', () => {
  const reversed = <T>(list: readonly T[] | null | undefined) => list?.toReversed() ?? list

  it('change nothing, to the byte', async () => {
    for (let at = 0; at < 12; at++) {
      const talent = talentAt(at)
      const candidates = world.jobs.slice(at, at + 12).map(({ payload }) => payload)
      const before = await app.matchJobs(talent, candidates)
      const after = await app.matchJobs(
        {
          ...talent,
          skills: reversed(talent.skills),
          languages: reversed(talent.languages),
          desired_benefits: reversed(talent.desired_benefits),
        },
        candidates
          .map((job) => ({
            ...job,
            skills: reversed(job.skills),
            benefits: reversed(job.benefits),
          }))
          .toReversed(),
      )
      expect(JSON.stringify(lasting(after))).toBe(JSON.stringify(lasting(before)))
    }
  }, 60_000)

  it('of aliases are one, on either side and beside each other', async () => {
    const listsOf = (...names: string[]) => ({
      skills: names.map((name, at) => ({ name, proficiency_level: 2 + (at % 3) })),
      asked: names.map((name, at) => ({ name, proficiency_level: 3, is_required: at < 3 })),
    })
    const plain = listsOf('JavaScript', 'PostgreSQL', 'Kubernetes', 'TypeScript')
    const others = [
      listsOf('JS', 'Postgres', 'k8s', 'TS'),
      listsOf('javascript', 'postgresql', 'KUBERNETES', 'type script'),
    ]
    for (const { payload: talent } of world.talents.slice(0, 4)) {
      const job = jobAt(7)
      const match = async (skills: readonly TalentSkill[], asked: readonly JobSkill[]) =>
        JSON.stringify(
          lasting(await app.matchJobs({ ...talent, skills }, [{ ...job, skills: asked }])),
        )
      const expected = await match(plain.skills, plain.asked)
      expect(expected).toContain('match_score')
      for (const { skills, asked } of others) {
        expect(await match(skills, plain.asked)).toBe(expected)
        expect(await match(plain.skills, asked)).toBe(expected)
        expect(await match([...skills, ...plain.skills], [...plain.asked, ...asked])).toBe(expected)
      }
    }
  }, 60_000)

  it('of a skill outside the table are one, whichever is given first', async () => {
    const job = jobAt(3)
    const talent = talentAt(3)
    const twice: readonly TalentSkill[] = [
      { name: 'Loom-Weaving', category: 'b', years_of_experience: 3 },
      { name: 'loom weaving', category: 'a', proficiency_level: 4, is_primary: true },
    ]
    const match = async (skills: readonly TalentSkill[]) =>
      lasting(
        await app.matchJobs({ ...talent, skills }, [
          { ...job, skills: [{ name: 'Loom weaving', category: 'a' }] },
        ]),
      )
    expect(await match(twice.toReversed())).toEqual(await match(twice))
  })
})
