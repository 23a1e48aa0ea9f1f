import { Writable } from 'node:stream'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { bearer, buildTestApp, job, ListMatcher, TALENT_ID, talent } from '../app.ts'

const SENTINEL = 'Zanzibar-Sentinel'
const person = {
  ...talent(),
  title: `${SENTINEL} title`,
  bio: `${SENTINEL} bio`,
  location: `${SENTINEL} place`,
  skills: [{ name: `${SENTINEL} skill` }],
  full_name: `${SENTINEL} name`,
  [`${SENTINEL} key`]: 1,
}
const position = job(0, { title: `${SENTINEL} job`, description: `${SENTINEL} text` })

/** Fails as an engine might that quotes its input in message, cause and stack. */
class QuotingMatcher extends ListMatcher {
  override async matchJobs(): Promise<never> {
    throw new TypeError(`cannot read ${SENTINEL} bio\n    at ${SENTINEL} (x:1:1)`, {
      cause: new Error(`${SENTINEL} title`, { cause: `${SENTINEL} bare` }),
    })
  }
}

async function exchange(matcher: ListMatcher, payload: string, headers: object = {}) {
  const lines: string[] = []
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk))
      done()
    },
  })
  const logger = pino({ level: 'trace' }, sink)
  const { app } = await buildTestApp({ matcher, logger })
  const authorization = await bearer({ role: 'user', subject: TALENT_ID })
  const response = await app.inject({
    method: 'POST',
    url: `/api/v1/match/talent-to-jobs?explain=full&note=${SENTINEL}`,
    headers: { authorization, 'content-type': 'application/json', ...headers },
    payload,
  })
  await app.inject({ url: `/${SENTINEL}?${SENTINEL}` })
  await app.close()
  return { response, log: lines.join(''), token: authorization.slice('Bearer '.length) }
}

describe('what people wrote', () => {
  const valid = { talent: person, jobs: [position] }
  it.each([
    ['200', new ListMatcher(), JSON.stringify(valid)],
    [
      '400',
      new ListMatcher(),
      JSON.stringify({
        talent: {
          ...person,
          title: SENTINEL.repeat(50),
          experience_level: SENTINEL,
          timezone: [SENTINEL],
        },
        jobs: [{ ...position, id: SENTINEL, salary_currency: SENTINEL, posted_at: SENTINEL }],
        limit: SENTINEL,
      }),
    ],
    ['400', new ListMatcher(), `{"talent": {"title": ${SENTINEL}`],
    [
      '403',
      new ListMatcher(),
      JSON.stringify({ ...valid, talent: { ...person, id: position.id } }),
    ],
    ['500', new QuotingMatcher(), JSON.stringify(valid)],
  ])('is in no log and no error body (%s)', async (status, matcher, payload) => {
    const { response, log, token } = await exchange(matcher, payload)
    expect(String(response.statusCode)).toBe(status)
    // The log did record the request.
    expect(log).toContain(`"status":${status}`)
    expect(log).toContain(response.headers['x-request-id'])
    expect(log).not.toContain(SENTINEL)
    expect(log).not.toContain(token)
    if (response.statusCode !== 200) expect(response.body).not.toContain(SENTINEL)
  })

  it('leaves enough of a failure in the log to find it', async () => {
    const { response, log } = await exchange(new QuotingMatcher(), JSON.stringify(valid))
    expect(response.json()).toMatchObject({ code: 'internal', status: 500, errors: [] })
    const line = log.split('\n').find((entry) => entry.includes('request failed')) ?? '{}'
    const { error, request_id } = JSON.parse(line)
    expect(request_id).toBe(response.json().request_id)
    expect(error.map(({ type }: { type: string }) => type)).toEqual([
      'TypeError',
      'Error',
      'string',
    ])
    expect(error[0].stack[0]).toMatch(/matchJobs .*privacy\.test\.ts:\d+/)
  })
})
