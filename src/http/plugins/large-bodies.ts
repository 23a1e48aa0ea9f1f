import { setImmediate as otherWork } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import { BODY_BYTES } from '../limits.ts'

/**
 * Limits the total size of large bodies, from before they are read until they are answered, with 503 beyond it:
 * `maxBytes` for all callers, and the size of the largest body for each user.
 */
export function weighLargeBodies(app: FastifyInstance, maxBytes: number): void {
  let held = 0
  const heldByUser = new Map<string, number>()
  app.addHook('preParsing', (request, reply, _payload, done) => {
    const bytes = weightOf(request)
    if (bytes === 0) return done()
    const user = request.caller?.kind === 'user' ? request.caller.id : undefined
    const ofUser = bytes + (user === undefined ? 0 : (heldByUser.get(user) ?? 0))
    if (ofUser > BODY_BYTES.lists) return done(TOO_MANY_OF_USER)
    if (held + bytes > maxBytes) return done(TOO_MANY)
    held += bytes
    if (user !== undefined) heldByUser.set(user, ofUser)
    // Emitted for disconnected callers too.
    reply.raw.once('close', () => {
      held -= bytes
      if (user === undefined) return
      const left = (heldByUser.get(user) ?? 0) - bytes
      if (left > 0) heldByUser.set(user, left)
      else heldByUser.delete(user)
    })
    done()
  })
}

const TOO_MANY = new AppError('overloaded', 'Too many large bodies in progress')
const TOO_MANY_OF_USER = new AppError(
  'overloaded',
  'Too many large bodies from this user in progress; send them one at a time',
)

/** The announced size of a large body, or the route's limit if unknown; 0 for small ones and those rejected with 413. */
function weightOf({ headers, routeOptions }: FastifyRequest): number {
  const { bodyLimit = 0 } = routeOptions
  const unknown = headers['transfer-encoding'] === undefined ? 0 : bodyLimit
  const bytes = Number(headers['content-length'] ?? unknown)
  return bytes > BODY_BYTES.usual && bytes <= bodyLimit ? bytes : 0
}

/**
 * Resolves once per iteration of the event loop, in the order of the calls, so that other requests are served between
 * two large bodies.
 */
export function takeTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return () => {
    last = last.then(() => otherWork())
    return last
  }
}
