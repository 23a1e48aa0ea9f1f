import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { Caller } from '../../../supabase/functions/_shared/caller.ts'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import type { PersonalData } from '../../privacy/personal-data.ts'
import { receiptBody } from '../../privacy/receipt.ts'
import { callerOf } from '../plugins/auth.ts'
import { allowEmptyBodies } from '../plugins/bodies.ts'
import { problems } from '../schemas/problem.ts'
import { ExportResponse, ReceiptResponse, UserParams } from '../schemas/users.ts'
import { type TypedApp, typed } from '../typed-app.ts'

const CONFIG = { access: 'user' } as const
const DOCUMENTED = { tags: ['users'], security: [{ bearer: [] }], params: UserParams }
const WHO = 'For the user, administrators and the service role.'

/** What is held on a user, and its end. */
export function addUserRoutes(instance: FastifyInstance, personalData: PersonalData): void {
  instance.register(async (scope) => {
    allowEmptyBodies(scope)
    const app = typed(scope)
    addExport(app, personalData)
    addErasure(app, personalData)
  })
}

function addExport(app: TypedApp, personalData: PersonalData): void {
  app.get(
    '/api/v1/users/:id/export',
    {
      config: CONFIG,
      schema: {
        ...DOCUMENTED,
        summary: 'Export everything stored about a user',
        description: `${WHO} Rows of our tables, unmodified; none for an unknown user.`,
        response: { 200: ExportResponse, ...problems(400, 401, 403, 500, 503) },
      },
    },
    async (request, reply) => {
      const userId = request.params.id.toLowerCase()
      requireUser(callerOf(request), userId)
      const pieces = personalData.export(userId)[Symbol.asyncIterator]()
      // What fails at once is a problem like any other; later the answer breaks off.
      const first = await pieces.next()
      request.log.info('user exported')
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="export.json"')
        .type('application/json; charset=utf-8')
        .send(Readable.from(from(first, pieces)) as never)
    },
  )
}

function addErasure(app: TypedApp, personalData: PersonalData): void {
  app.delete(
    '/api/v1/users/:id',
    {
      config: CONFIG,
      schema: {
        ...DOCUMENTED,
        summary: 'Erase a user',
        description:
          `${WHO} 202: the user's data is no longer read or shown; requests already running are waited ` +
          'for, about 40 seconds; repeat the call to see when it is done. 200: done, and no new data since.',
        response: {
          200: ReceiptResponse,
          202: ReceiptResponse,
          ...problems(400, 401, 403, 413, 415, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const userId = request.params.id.toLowerCase()
      const caller = callerOf(request)
      requireUser(caller, userId)
      const receipt = await personalData.erase(userId, actorFor(caller, userId))
      request.log.info({ receipt: receipt.receiptId, status: receipt.status }, 'user erased')
      return reply
        .header('cache-control', 'no-store')
        .code(receipt.status === 'done' ? 200 : 202)
        .send({ ...receiptBody(receipt), request_id: request.id })
    },
  )
}

/** @throws {AppError} `forbidden`, whether or not there is such a user */
function requireUser(caller: Caller, userId: string): void {
  if (caller.kind === 'service' || caller.isAdmin || caller.id === userId) return
  throw new AppError('forbidden', 'Users may only request their own data')
}

const actorFor = (caller: Caller, userId: string) =>
  caller.kind === 'service' ? 'service' : caller.id === userId ? 'self' : caller.id

async function* from(
  first: IteratorResult<string>,
  rest: AsyncIterator<string>,
): AsyncGenerator<string> {
  for (let next = first; !next.done; next = await rest.next()) yield next.value
}
