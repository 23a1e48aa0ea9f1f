import fc from 'fast-check'
import type { TSchema } from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bearer } from '../app.ts'
import { insertPeople, type People } from '../db/people.ts'
import { arbitraryOf } from './arbitrary-of-schema.ts'
import { startWholeService, type WholeService } from './whole-service.ts'

const RUNS = 60

let service: WholeService
let people: People
let headers: Record<string, string>
beforeAll(async () => {
  service = await startWholeService()
  people = await insertPeople(service.database)
  headers = { authorization: await bearer(), 'content-type': 'application/json' }
})
afterAll(() => service?.close())

type Body = Record<string, unknown> | null

/** What a schema cannot say of a body, and is refused with 400; a route that is not named takes all. */
const SENSE: Readonly<Record<string, (body: Body) => boolean>> = {
  '/api/v1/feedback': (body) => body?.type === 'viewed' || body?.duration_seconds == null,
  '/api/v1/rollout': (body) => body?.pinned_version == null && body?.shadow_version == null,
}

const routesWithBody = () =>
  service.routes.flatMap(({ method, url, schema }) =>
    schema?.body ? [{ method: String(method), url, body: schema.body as TSchema }] : [],
  )

function send({ method, url }: { method: string; url: string }, body: unknown) {
  const path = url
    .replace(':version', service.version)
    .replace('talents/:id', `talents/${people.talentId}`)
    .replace('jobs/:id', `jobs/${people.jobId}`)
  const payload = JSON.stringify(body)
  return service.app.inject({ method: method as 'POST', url: path, headers, payload })
}

describe('every route with a body', () => {
  it('is tried', () => {
    expect(routesWithBody().length).toBeGreaterThanOrEqual(8)
  })

  it('takes what its schema allows', async () => {
    for (const route of routesWithBody()) {
      const bodies = arbitraryOf(route.body).filter((body) =>
        (SENSE[route.url] ?? (() => true))(body as Body),
      )
      await fc.assert(
        fc.asyncProperty(bodies, async (body) => {
          const { statusCode, json } = await send(route, body)
          // 404: a talent that is not there; 409: a run is under way.
          if (![200, 202, 404, 409].includes(statusCode)) {
            expect([route.url, statusCode, json().errors]).toEqual([route.url, 200, undefined])
          }
        }),
        { numRuns: RUNS },
      )
    }
  }, 120_000)

  it('answers any other JSON with what is wrong with it', async () => {
    for (const route of routesWithBody()) {
      const valid = arbitraryOf(route.body)
      const spoiled = fc
        .tuple(valid, fc.string(), fc.jsonValue({ maxDepth: 3 }))
        .map(([body, name, value]) => spoil(body, name, value))
      await fc.assert(
        fc.asyncProperty(fc.oneof(fc.jsonValue({ maxDepth: 4 }), spoiled), async (body) => {
          const response = await send(route, body)
          expect([200, 202, 400, 404, 409]).toContain(response.statusCode)
          if (response.statusCode !== 400) return
          const { errors, code } = response.json()
          expect([code, errors.length > 0]).toEqual(['invalid_input', true])
          for (const { path, message } of errors) expect(path && message).toMatch(/./)
        }),
        { numRuns: RUNS },
      )
    }
  }, 120_000)
})

/** One field of an object is something else; which one, goes by `name`. */
function spoil(body: unknown, name: string, value: unknown): unknown {
  if (typeof body !== 'object' || body === null) return value
  const keys = Object.keys(body)
  const key = keys[name.length % (keys.length + 1)] ?? name
  const inner = (body as Record<string, unknown>)[key]
  const isDeep = typeof inner === 'object' && inner !== null && name.length % 2 === 0
  const changed = isDeep ? spoil(inner, name.slice(1), value) : value
  return Array.isArray(body) ? [...body, changed] : { ...body, [key]: changed }
}
