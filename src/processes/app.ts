import cors from '@fastify/cors'
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Redis } from 'ioredis'
import { Registry } from 'prom-client'
import type { TSchema } from 'typebox'
import { CallsById } from '../http/calls-by-id.ts'
import {
  BODY_BYTES,
  MAX_CONNECTIONS,
  type PressureLimits,
  pressureLimits,
  TIMEOUTS,
  type Timeouts,
} from '../http/limits.ts'
import type { Platform } from '../http/platform.ts'
import { addAuth } from '../http/plugins/auth.ts'
import { boundJson } from '../http/plugins/bodies.ts'
import { addDocs } from '../http/plugins/docs.ts'
import { weighLargeBodies } from '../http/plugins/large-bodies.ts'
import { addMetrics } from '../http/plugins/metrics.ts'
import { addBackPressure } from '../http/plugins/pressure.ts'
import { addProblems, answerClientError, answerProblem } from '../http/plugins/problems.ts'
import { addRateLimits } from '../http/plugins/rate-limits.ts'
import { addRequestLog, requestId } from '../http/plugins/requests.ts'
import { addTraces } from '../http/plugins/traces.ts'
import { addDropInRoutes } from '../http/routes/drop-in.ts'
import { addFeedbackRoutes } from '../http/routes/feedback.ts'
import { addHealthRoutes, type HealthChecks } from '../http/routes/health.ts'
import { addMatchRoutes } from '../http/routes/match.ts'
import { addMatchByIdRoutes } from '../http/routes/match-by-id.ts'
import { addModelRoutes, type Models } from '../http/routes/models.ts'
import { addRolloutRoutes } from '../http/routes/rollout.ts'
import { addTrainingRoutes, type Training } from '../http/routes/training.ts'
import { addUserRoutes } from '../http/routes/users.ts'
import { compileBody, compilePart } from '../http/schemas/validator.ts'
import type { Matcher } from '../matching/matcher.ts'
import type { RequestTraces } from '../observation/request-traces.ts'
import type { PersonalData } from '../privacy/personal-data.ts'
import type { Config } from '../settings/config.ts'

export interface AppDependencies {
  readonly config: Config
  /** Stays the caller's to close, after the app. */
  readonly matcher: Matcher
  /** The database and what works on it; absent, the calls that need one are not there. */
  readonly platform?: Platform
  /** The versions of the model; absent, the calls about them are not there. */
  readonly models?: Models
  /** The training runs; absent, the calls about them are not there. */
  readonly training?: Training
  /** What is held on users; absent, the calls about it are not there. */
  readonly personalData?: PersonalData
  /** What health tells of besides the model. */
  readonly checks?: HealthChecks
  /** Where replicas count calls together; absent, each for itself. Stays the caller's to close. */
  readonly redis?: Redis
  /** Default {@link TIMEOUTS}. */
  readonly timeouts?: Timeouts
  /** Default those of this machine. */
  readonly pressure?: PressureLimits
  /** Where metrics are kept; default one of the app's own. */
  readonly register?: Registry
  /** Default none. */
  readonly traces?: RequestTraces | undefined
  /** Default none. */
  readonly logger?: FastifyBaseLogger
  /** Milliseconds since 1970; default the system's. */
  readonly clock?: () => number
}

/** The service's HTTP side. Listens nowhere and touches nothing outside until told to. */
export async function buildApp(dependencies: AppDependencies): Promise<FastifyInstance> {
  const {
    config,
    matcher,
    platform,
    models,
    training,
    personalData,
    checks,
    redis,
    timeouts = TIMEOUTS,
    pressure = pressureLimits(),
    traces,
    logger,
    clock = Date.now,
  } = dependencies
  const { register = new Registry() } = dependencies
  const app: FastifyInstance = fastify({
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    logController: new LogController({
      // One line a request, our own: without addresses, paths and bodies.
      disableRequestLogging: true,
      requestIdLogLabel: 'request_id',
    }),
    genReqId: requestId,
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
    clientErrorHandler: answerClientError,
    bodyLimit: BODY_BYTES.usual,
    requestTimeout: timeouts.requestMs,
    handlerTimeout: timeouts.handlerMs,
    http: {
      headersTimeout: timeouts.headersMs,
      connectionsCheckingInterval: timeouts.checkMs,
    },
    forceCloseConnections: 'idle',
    // What comes over a connection that is open still is answered too, and told to call elsewhere next.
    return503OnClosing: false,
    // Names that would poison a prototype are unknown fields like others.
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    trustProxy: toTrust(config.trustProxy),
  })
  app.server.maxConnections = MAX_CONNECTIONS
  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) =>
    httpPart === 'body' ? compileBody(schema) : compilePart(schema, httpPart ?? 'request'),
  )

  closeConnectionsWithApp(app)
  addProblems(app)
  addRequestLog(app)
  if (traces) addTraces(app, traces)
  await app.register(helmet, SECURITY_HEADERS)
  if (config.corsOrigins.length > 0) await app.register(cors, corsOptions(config.corsOrigins))
  const { load, refuseIfFull } = addBackPressure(app, pressure)
  weighLargeBodies(app, pressure.bodyBytes)
  boundJson(app, refuseIfFull)
  const takeCall = await addRateLimits(app, { perMinute: config.rateLimitPerMinute, redis })
  addAuth(app, { config, clock, takeCall })
  await addDocs(app)
  const metrics = addMetrics(app, { register, matcher, answers: platform?.answers })
  addHealthRoutes(app, matcher, clock, { load, ...checks })
  addMatchRoutes(app, { config, matcher, metrics })
  if (platform) {
    const calls = new CallsById({ platform, metrics, clock })
    addMatchByIdRoutes(app, { calls, matcher })
    addFeedbackRoutes(app, platform.feedback)
    addRolloutRoutes(app, platform.rollout)
    addDropInRoutes(app, { config, calls, directory: platform.directory })
  }
  if (models) addModelRoutes(app, { models, matcher })
  if (training) addTrainingRoutes(app, training)
  if (personalData) addUserRoutes(app, personalData)
  return app
}

/** Else a connection that was busy when the app closed would stay alive, and the close wait for it. */
function closeConnectionsWithApp(app: FastifyInstance): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close')
  })
}

function toTrust(trusted: Config['trustProxy']) {
  if (typeof trusted === 'object') return [...trusted]
  // To believe all of a header is to believe what the caller wrote at its beginning.
  const hops = Number(trusted)
  return (_address: string, hop: number) => hop < hops
}

/** Answers are data: no page may frame them, run them, keep them or send on where they came from. */
const SECURITY_HEADERS: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  // Other names below this one may have no certificate.
  strictTransportSecurity: { includeSubDomains: false },
}

const corsOptions = (origins: readonly string[]) => ({
  // An OPTIONS that is no preflight is answered 204 as well, not with a plain text.
  strictPreflight: false,
  origin: origins.includes('*') ? '*' : [...origins],
  methods: ['GET', 'POST', 'PUT', 'DELETE'],
  allowedHeaders: [
    'authorization',
    'content-type',
    'idempotency-key',
    'x-request-id',
    'x-deadline-ms',
  ],
  exposedHeaders: ['x-request-id', 'retry-after', 'ratelimit', 'ratelimit-policy'],
  maxAge: 600,
})
