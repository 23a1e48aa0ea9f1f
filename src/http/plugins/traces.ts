import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isOperational } from '../operational.ts'

/** A request under way, as traces have it. */
export interface RequestTrace {
  /** What `work` begins, however late it ends, is a part of the request. */
  run(work: () => void): void
  end(status: number): void
}

export interface BegunRequest {
  /** As the caller sent it. */
  readonly traceparent: string | undefined
  readonly method: string
  /** The pattern, not the path. */
  readonly route: string
  readonly requestId: string
}

export interface RequestTraces {
  begin(request: BegunRequest): RequestTrace
}

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
