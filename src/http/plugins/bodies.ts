import type { FastifyBodyParser, FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import { exceededBound, type JsonBounds } from '../json-bounds.ts'
import { BODY_BYTES, JSON_BOUNDS } from '../limits.ts'
import { takeTurns } from './large-bodies.ts'

/** What a body that nobody reads may weigh. */
const UNREAD = { parseAs: 'buffer', bodyLimit: BODY_BYTES.usual } as const

/**
 * Parses JSON bodies within {@link JSON_BOUNDS}. Large bodies are parsed and validated one at a time, synchronously,
 * so that the unknown fields of only one are in memory.
 *
 * @param refuseIfFull throws if there is no memory left for a large body
 */
export function boundJson(app: FastifyInstance, refuseIfFull: () => void): void {
  const parseJson = jsonParser(app)
  const turn = takeTurns()
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    (request, body, done) => {
      if (body.length <= BODY_BYTES.usual) return parseJson(request, body, done)
      turn()
        .then(refuseIfFull)
        .then(() => parseJson(request, body, done))
        .catch(done)
    },
  )
}

function jsonParser(app: FastifyInstance): FastifyBodyParser<string> {
  // Names used for prototype pollution are unknown fields, which validation drops.
  const parse = app.getDefaultJsonParser('ignore', 'ignore')
  return (request, body, done) => {
    const exceeded = exceededBound(body, JSON_BOUNDS)
    if (exceeded) done(tooMuch(JSON_FAULTS[exceeded]))
    else parse(request, body, done)
  }
}

const { depth, parts, shapes } = JSON_BOUNDS
const JSON_FAULTS: Readonly<Record<keyof JsonBounds, string>> = {
  depth: `must be nested at most ${depth} levels deep`,
  parts: `must have at most ${parts.toLocaleString('en')} names and values`,
  shapes: `must have at most about ${shapes.toLocaleString('en')} different sequences of field names`,
}

const tooMuch = (message: string) =>
  new AppError('malformed_body', `The body ${message}`, { faults: [{ path: 'body', message }] })
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
