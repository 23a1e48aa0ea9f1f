import type { FastifyBodyParser, FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import { isDeeperThan } from '../json-depth.ts'
import { BODY_BYTES, BODY_DEPTH } from '../limits.ts'

/** What a body that nobody reads may weigh. */
const UNREAD = { parseAs: 'buffer', bodyLimit: BODY_BYTES.usual } as const

/** JSON is read unless it is nested so deep that a few bytes would become a mountain of objects. */
export function limitDepth(app: FastifyInstance): void {
  const parseJson = jsonParser(app)
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, parseJson)
}

function jsonParser(app: FastifyInstance): FastifyBodyParser<string> {
  const parse = app.getDefaultJsonParser('remove', 'remove')
  return (request, body, done) => {
    if (isDeeperThan(BODY_DEPTH, body)) done(TOO_DEEP)
    else parse(request, body, done)
  }
}

const TOO_DEEP = new AppError('malformed_body', `The body is nested more than ${BODY_DEPTH} deep`, {
  faults: [{ path: 'body', message: `must be nested at most ${BODY_DEPTH} deep` }],
})

/** In this scope a body may be absent or empty, whatever its content type says, and is then null. */
export function allowEmptyBodies(scope: FastifyInstance): void {
  const parseJson = jsonParser(scope)
  scope.removeContentTypeParser('application/json')
  scope.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, null)
    else parseJson(request, body as string, done)
  })
  scope.addContentTypeParser('*', UNREAD, async (_request: FastifyRequest, body: Buffer) => {
    if (body.length === 0) return null
    throw new AppError('unsupported_media_type', 'Send JSON, as Content-Type: application/json')
  })
}

/** In this scope nobody reads a body: whatever is sent is left unread. */
export function ignoreBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', UNREAD, async () => null)
}
