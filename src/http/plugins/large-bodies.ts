import { setImmediate as otherWork } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import { BODY_BYTES } from '../limits.ts'

/**
 * Counts the bytes of large bodies, before they are read until they are answered, and refuses with 503 what
 * would be too many: of all callers together, or of one user, who may have as many as the largest body has.
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
    // Also where the caller goes away.
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

const TOO_MANY = new AppError('overloaded', 'Too many large bodies are being read now')
const TOO_MANY_OF_USER = new AppError(
  'overloaded',
  'Too many large bodies of this user are being read now: send one after another',
)

/** Bytes of a large body as its header has them, else as many as it may have; 0 is not large, or refused anyway. */
function weightOf({ headers, routeOptions }: FastifyRequest): number {
  const { bodyLimit = 0 } = routeOptions
  const unknown = headers['transfer-encoding'] === undefined ? 0 : bodyLimit
  const bytes = Number(headers['content-length'] ?? unknown)
  return bytes > BODY_BYTES.usual && bytes <= bodyLimit ? bytes : 0
}

/**
 * Gives who asks a turn of the event loop each, in their order: between two large bodies that are parsed and
 * checked, it comes to all else.
 */
export function takeTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return () => {
    last = last.then(() => otherWork())
    return last
  }
}
