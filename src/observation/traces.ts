import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { QUERY_CHANNEL, type QueryTiming } from '../db/database.ts'
import { STAGE_CHANNEL, type StageMessage } from '../matching/stages.ts'
import type { BegunRequest, RequestTrace, RequestTraces } from './request-traces.ts'

export interface Traces extends RequestTraces {
  /** Sends what waits. */
  close(): Promise<void>
}

/** A collector that is away must not keep a process from ending. */
const CLOSE_MS = 2_000

/** W3C Trace Context: version, trace, span, flags. */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

/**
 * Sends spans of requests, of their stages and of their statements by OTLP over HTTP, in batches. Whatever is not
 * part of a request, such as the polling of a worker, has none.
 *
 * @param endpoint of a collector, without `/v1/traces`
 */
export function startTraces(endpoint: string): Traces {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'talentmatch' }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
  })
  const tracer = provider.getTracer('talentmatch')
  const requests = new AsyncLocalStorage<Context>()

  const addPart = (name: string, kind: SpanKind, endedAt: number, ms: number, part: Part = {}) => {
    const request = requests.getStore()
    if (!request) return
    const { attributes, isFailed } = part
    const startTime = endedAt - ms
    const span = tracer.startSpan(name, { kind, startTime, attributes }, request)
    if (isFailed) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end(endedAt)
  }
  const hearStage = (message: unknown) => {
    const told = message as StageMessage
    if (!('stage' in told)) return
    const { stage, ms, endedAt } = told
    addPart(`match ${stage}`, SpanKind.INTERNAL, endedAt, ms)
  }
  const hearQuery = (message: unknown) => {
    const { text, ms, outcome } = message as QueryTiming
    const endedAt = performance.timeOrigin + performance.now()
    const attributes = { 'db.system.name': 'postgresql' }
    const isFailed = outcome !== 'ok'
    addPart(nameOf(text), SpanKind.CLIENT, endedAt, ms, { attributes, isFailed })
  }
  subscribe(STAGE_CHANNEL, hearStage)
  subscribe(QUERY_CHANNEL, hearQuery)

  return {
    begin: ({ traceparent, method, route, requestId }: BegunRequest): RequestTrace => {
      const attributes = {
        'http.request.method': method,
        'http.route': route,
        'request.id': requestId,
      }
      const options = { kind: SpanKind.SERVER, attributes }
      const span = tracer.startSpan(`${method} ${route}`, options, callerOf(traceparent))
      const context = trace.setSpan(ROOT_CONTEXT, span)
      return {
        run: (work) => requests.run(context, work),
        end: (status) => {
          span.setAttribute('http.response.status_code', status)
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
          span.end()
        },
      }
    },
    close: async () => {
      unsubscribe(STAGE_CHANNEL, hearStage)
      unsubscribe(QUERY_CHANNEL, hearQuery)
      const late = sleep(CLOSE_MS, undefined, { ref: false })
      await Promise.race([provider.shutdown(), late]).catch(() => {})
    },
  }
}

interface Part {
  readonly attributes?: Attributes
  readonly isFailed?: boolean
}

function callerOf(traceparent: string | undefined): Context {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? []
  if (!traceId || !spanId || !flags) return ROOT_CONTEXT
  const traceFlags = Number.parseInt(flags, 16)
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true })
}

const WRITES = /\b(insert into|update|delete from)\s+((?:public|pgboss|auth)\.\w+)/

/** What a statement writes to, else the first table or function it reads; never what it was given. */
function nameOf(text: string): string {
  const [, write = '', written] = WRITES.exec(text) ?? []
  if (written) return `${write.split(' ', 1)} ${written}`
  const [verb = 'statement'] = /\w+/.exec(text) ?? []
  const [of] = /\b(?:public|pgboss|auth)\.\w+/.exec(text) ?? []
  return of ? `${verb.toLowerCase()} ${of}` : verb.toLowerCase()
}
