import cors from '@fastify/cors'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { Registry } from 'prom-client'
import type { TSchema } from 'typebox'
import type { Config } from './config.ts'
import { CallsById } from './http/calls-by-id.ts'
import type { Platform } from './http/platform.ts'
import { addAuth } from './http/plugins/auth.ts'
import { addDocs } from './http/plugins/docs.ts'
import { addMetrics } from './http/plugins/metrics.ts'
import { addProblems, answerClientError, answerProblem } from './http/plugins/problems.ts'
import { addRequestLog, requestId } from './http/plugins/requests.ts'
import { addDropInRoutes } from './http/routes/drop-in.ts'
import { addFeedbackRoutes } from './http/routes/feedback.ts'
import { addHealthRoutes, type HealthChecks } from './http/routes/health.ts'
import { addMatchRoutes } from './http/routes/match.ts'
import { addMatchByIdRoutes } from './http/routes/match-by-id.ts'
import { addModelRoutes, type Models } from './http/routes/models.ts'
import { addRolloutRoutes } from './http/routes/rollout.ts'
import { addTrainingRoutes, type Training } from './http/routes/training.ts'
import { addUserRoutes } from './http/routes/users.ts'
import { compileBody, compilePart } from './http/schemas/validator.ts'
import type { Matcher } from './matching/matcher.ts'
import type { PersonalData } from './privacy/personal-data.ts'

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
  /** Where metrics are kept; default one of the app's own. */
  readonly register?: Registry
  /** Default none. */
  readonly logger?: FastifyBaseLogger
  /** Milliseconds since 1970; default the system's. */
  readonly clock?: () => number
}

/** 5,000 jobs of 4 KB. */
const BODY_LIMIT_BYTES = 20 * 1024 * 1024

/** For a caller to send the whole request: a slow sender must not hold a connection, or a shutdown. */
const REQUEST_TIMEOUT_MS = 60_000

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
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    // Names that would poison a prototype are unknown fields like others.
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    trustProxy: toTrust(config.trustProxy),
  })
  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) =>
    httpPart === 'body' ? compileBody(schema) : compilePart(schema, httpPart ?? 'request'),
  )

  closeConnectionsWithApp(app)
  addProblems(app)
  addRequestLog(app)
  if (config.corsOrigins.length > 0) await app.register(cors, corsOptions(config.corsOrigins))
  addAuth(app, config, clock)
  await addDocs(app)
  const metrics = addMetrics(app, { register, matcher, answers: platform?.answers })
  addHealthRoutes(app, matcher, clock, checks)
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
  if (typeof trusted === 'number') return (_address: string, hop: number) => hop < trusted
  return typeof trusted === 'boolean' ? trusted : [...trusted]
}

const corsOptions = (origins: readonly string[]) => ({
  origin: origins.includes('*') ? '*' : [...origins],
  methods: ['GET', 'POST', 'PUT', 'DELETE'],
  allowedHeaders: [
    'authorization',
    'content-type',
    'idempotency-key',
    'x-request-id',
    'x-deadline-ms',
  ],
  exposedHeaders: ['x-request-id', 'retry-after'],
  maxAge: 600,
})
