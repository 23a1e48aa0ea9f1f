import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'

/** What a body that nobody reads may weigh. */
const UNREAD = { parseAs: 'buffer', bodyLimit: 64 * 1024 } as const

/** In this scope a body may be absent or empty, whatever its content type says, and is then null. */
export function allowEmptyBodies(scope: FastifyInstance): void {
  const parseJson = scope.getDefaultJsonParser('remove', 'remove')
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
