import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bearer, buildTestApp, job, type TestApp, talent } from '../app.ts'

const URL = '/api/v1/match/talent-to-jobs'

let test: TestApp
let authorization: string
beforeAll(async () => {
  test = await buildTestApp()
  authorization = await bearer()
})
afterAll(() => test.app.close())

const ask = (body: unknown) =>
  test.app.inject({
    method: 'POST',
    url: URL,
    payload: JSON.stringify(body),
    headers: { authorization, 'content-type': 'application/json' },
  })

describe('any JSON', () => {
  const anyJson = fc.jsonValue({ maxDepth: 4 })
  /** A valid body with some fields, at any depth, set to something else. */
  const nearlyValid = fc
    .array(
      fc.tuple(
        fc.constantFrom(
          'talent',
          'jobs',
          'limit',
          'min_score',
          'talent.title',
          'talent.skills',
          'talent.skills.0',
        ),
        anyJson,
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((edits) =>
      edits.reduce<Record<string, unknown>>(
        (body, [path, value]) => edit(body, path.split('.'), value),
        { talent: talent(), jobs: [job(0)] },
      ),
    )

  it.each([
    ['at all', anyJson],
    ['in a valid body', nearlyValid],
  ])('%s is 200, or 400 with at least one fault', async (_name, bodies) => {
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const response = await ask(body)
        expect([200, 400]).toContain(response.statusCode)
        if (response.statusCode === 200) return
        const { errors } = response.json()
        expect(errors.length).toBeGreaterThan(0)
        for (const fault of errors) {
          expect(fault).toEqual({
            path: expect.stringMatching(/./),
            message: expect.stringMatching(/./),
          })
        }
      }),
      { numRuns: 150 },
    )
  })

  it('that the schema allows is 200', async () => {
    await fc.assert(
      fc.asyncProperty(
        validTalent(),
        fc.array(validJob(), { maxLength: 3 }),
        async (talent, jobs) => {
          const response = await ask({ talent, jobs })
          expect([response.statusCode, response.json().errors]).toEqual([200, undefined])
        },
      ),
      { numRuns: 150 },
    )
  })
})

function edit(
  body: unknown,
  [key, ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const copy = structuredClone(body) as Record<string, unknown>
  if (key === undefined || typeof copy !== 'object' || copy === null) return copy
  copy[key] = rest.length > 0 ? edit(copy[key], rest, value) : value
  return copy
}

const unknownOr = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const text = (maxLength: number) => unknownOr(fc.string({ unit: 'grapheme-ascii', maxLength }))
/** Says something whatever markup is: no letter of it can belong to a tag. */
const title = () =>
  fc.string({ unit: 'grapheme', maxLength: 50 }).map((rest) => `T ${rest}`.slice(0, 100))
const bounds = (name: string) =>
  unknownOr(fc.tuple(fc.nat(1e6), fc.nat(1e6))).map((pair) =>
    pair ? { [`${name}_min`]: Math.min(...pair), [`${name}_max`]: Math.max(...pair) } : {},
  )

function common() {
  return {
    id: fc.uuid(),
    title: title(),
    skills: unknownOr(
      fc.array(
        fc.record(
          {
            name: title(),
            proficiency_level: unknownOr(fc.integer({ min: 1, max: 5 })),
            category: text(90),
          },
          { requiredKeys: ['name'] },
        ),
        { maxLength: 5 },
      ),
    ),
    experience_level: unknownOr(
      fc.constantFrom('entry', 'junior', 'mid', 'senior', 'lead', 'executive'),
    ),
    location: text(150),
    latitude: unknownOr(fc.double({ min: -90, max: 90, noNaN: true })),
    timezone: text(60),
  }
}

const validTalent = () =>
  fc
    .tuple(
      fc.record(
        {
          ...common(),
          bio: text(1000),
          years_of_experience: unknownOr(fc.integer({ min: 0, max: 80 })),
          languages: unknownOr(fc.array(title(), { maxLength: 4 })),
        },
        { requiredKeys: ['id', 'title'] },
      ),
      bounds('salary'),
      bounds('hourly_rate'),
    )
    .map((parts) => Object.assign({}, ...parts))

const validJob = () =>
  fc
    .tuple(
      fc.record(
        {
          ...common(),
          description: fc.string({ unit: 'grapheme', maxLength: 500 }),
          posted_at: unknownOr(
            fc
              .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
              .map((date) => date.toISOString()),
          ),
          status: unknownOr(fc.constantFrom('draft', 'active', 'closed')),
        },
        { requiredKeys: ['id', 'title', 'description'] },
      ),
      bounds('salary'),
    )
    .map((parts) => Object.assign({}, ...parts))
