import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { RequestTrace, RequestTraces } from '../../observation/request-traces.ts'
import { isOperational } from '../operational.ts'

/** Traces every request but the operational ones. */
export function addTraces(app: FastifyInstance, traces: RequestTraces): void {
  const underWay = new WeakMap<FastifyRequest, RequestTrace>()
  app.addHook('onRequest', (request, _reply, done) => {
    if (isOperational(request)) return done()
    const { headers, method, routeOptions, id } = request
    const { traceparent } = headers
    const trace = traces.begin({
      traceparent: typeof traceparent === 'string' ? traceparent : undefined,
      method,
      route: routeOptions.url ?? 'unknown',
      requestId: id,
    })
    underWay.set(request, trace)
    trace.run(done)
  })
  // What reads the body goes on from the connection's events, which belong to no request.
  app.addHook('preValidation', (request, _reply, done) => {
    const trace = underWay.get(request)
    if (trace) trace.run(done)
    else done()
  })
  app.addHook('onResponse', async (request, reply) => {
    underWay.get(request)?.end(reply.statusCode)
  })
}
