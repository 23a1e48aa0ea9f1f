import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createLogger } from '../../src/runtime/logger.ts'
import { SENTINELS } from '../privacy/person.ts'

const SECRET = 'Bearer of-a-token-that-is-somebodys'

function logOf(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = ''
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      text += chunk
      done()
    },
  })
  write(createLogger('trace', sink))
  return text
}

describe('the log', () => {
  const person = {
    id: 1,
    full_name: SENTINELS.name,
    email: SENTINELS.email,
    phone: SENTINELS.phone,
    bio: SENTINELS.bio,
  }
  it.each([
    ['at the top', person],
    ['in a field', { row: person }],
    ['two fields down', { found: { row: person } }],
    ['in a list', { rows: [person] }],
    ['in what a caller sent', { body: person, payload: person, talent: person }],
    ['in headers', { req: { headers: { authorization: SECRET } } }],
    ['a key with a dash', { 'x-service-key': SECRET, a: { 'x-service-key': SECRET } }],
  ])('holds nothing of a person %s', (_where, fields) => {
    const text = logOf((logger) => logger.info(fields, 'a line'))
    expect(JSON.parse(text)).toMatchObject({ msg: 'a line' })
    for (const sentinel of [...Object.values(SENTINELS), SECRET])
      expect(text).not.toContain(sentinel)
  })

  it('leaves what is ours as it is', () => {
    const fields = {
      request_id: 'r',
      route: '/x',
      status: 200,
      error: [{ type: 'E', stack: ['at'] }],
    }
    expect(JSON.parse(logOf((logger) => logger.warn(fields, 'words')))).toMatchObject(fields)
  })
})
