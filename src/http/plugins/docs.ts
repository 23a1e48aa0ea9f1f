import { STATUS_CODES } from 'node:http'
import swagger, { type SwaggerTransformObject } from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 250 40" width="250" height="40"><text y="27" fill="#fff" font-family="sans-serif" font-size="20" font-weight="600">TalentBrains matching</text></svg>`

/** Adds what the schemas do not say: nullable bodies are optional, and the description of each status. */
const complete: SwaggerTransformObject = (document) => {
  if (!('openapiObject' in document)) return document.swaggerObject
  const { openapiObject } = document
  for (const path of Object.values(openapiObject.paths ?? {})) {
    for (const operation of [path?.get, path?.post, path?.put, path?.delete]) {
      for (const [status, answer] of Object.entries(operation?.responses ?? {})) {
        if ('description' in answer && answer.description === 'Default Response')
          answer.description = STATUS_CODES[status] ?? status
      }
    }
    const body = path?.post?.requestBody
    if (!body || !('content' in body)) continue
    const schema = body.content['application/json']?.schema
    const types: unknown[] = schema && 'type' in schema ? [schema.type].flat() : []
    if (types.includes('null')) body.required = false
  }
  return openapiObject
}

/** OpenAPI from the routes' own schemas, to read at `/docs` without a network. */
export async function addDocs(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    transformObject: complete,
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'talentmatch',
        // Of the API, as its paths have it.
        version: '1.0.0',
        description:
          'Ranks jobs for talents and talents for jobs, and explains the scores. Scores are 0-100.',
      },
      tags: [
        { name: 'match', description: 'Rank, score, explain' },
        { name: 'feedback', description: 'User actions on matches' },
        { name: 'drop-in', description: "Endpoints of the platform's existing pages" },
        { name: 'rollout', description: 'Staged rollout of the model, and its report' },
        { name: 'models', description: 'Model versions' },
        { name: 'training', description: 'Training on user activity' },
        { name: 'users', description: 'Export and erasure' },
        { name: 'operation', description: 'Health and metrics' },
      ],
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: "A user's token, or the service-role key.",
          },
        },
      },
    },
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    theme: { title: 'TalentBrains matching: the API' },
    logo: { type: 'image/svg+xml', content: LOGO, href: '/docs' },
    // The default asks a server on the internet to validate the document.
    uiConfig: { validatorUrl: null, persistAuthorization: true, displayRequestDuration: true },
  })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
