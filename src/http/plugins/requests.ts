import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** What a caller may name a request; anything else could forge lines of the log. */
const SANE_ID = /^[\w.:-]{1,128}$/

/** The caller's `x-request-id` where it is sane, else a new one. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID()
}

/** Answers the request's id, and that nobody may keep the answer; logs one line a request: ids and numbers, never a body or an address. */
export function addRequestLog(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store' })
  })
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        // The pattern, not the path: what was typed into a path could be anything.
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        code: reply.problemCode,
        caller: request.caller?.kind,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    )
  })
}
