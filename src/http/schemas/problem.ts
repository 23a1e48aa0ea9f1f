import Type from 'typebox'

/** RFC 9457, with a stable `code`, every fault, and the request's id. */
export const Problem = Type.Object({
  type: Type.String({ description: '`about:blank`: see title and status.' }),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String({ description: 'Stable, machine-readable code.' }),
  detail: Type.String(),
  errors: Type.Array(
    Type.Object({
      path: Type.String({ description: 'Such as `jobs[3].title`; `body` means the whole body.' }),
      message: Type.String(),
    }),
    { description: 'All faults in the request (at most 1,000).' },
  ),
  request_id: Type.String(),
})

/** Documents the problems a route may answer, 429 among them; Fastify serialises by it too. */
export const problems = (...statuses: readonly number[]) =>
  Object.fromEntries(
    [...statuses, 429].map((status) => [
      status,
      { description: 'Problem', content: { 'application/problem+json': { schema: Problem } } },
    ]),
  )
