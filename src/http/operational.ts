import type { FastifyRequest } from 'fastify'

/** Health, metrics, documentation: whoever runs the service asks for them, most of all in trouble. */
const OPERATIONAL = /^\/(api\/v1\/health|metrics|docs|openapi\.json)(\/|$)/

/** Whether a call is one that neither limits nor load refuse. */
export const isOperational = ({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): boolean =>
  OPERATIONAL.test(routeOptions.url ?? '')
