/** Lets pages of some origins call, and read what they are answered. */
export class Cors {
  readonly #origins: readonly string[]

  /** @param origins `*` is every one */
  constructor(origins: readonly string[]) {
    this.#origins = origins
  }

  /** The answer to a preflight; undefined where the request is none. */
  preflight(request: Request): Response | undefined {
    if (request.method !== 'OPTIONS') return undefined
    const headers = this.headersFor(request)
    headers.set('access-control-allow-methods', 'POST')
    // The last three are sent by Supabase's own client.
    headers.set(
      'access-control-allow-headers',
      'authorization, content-type, x-client-info, apikey, x-region',
    )
    headers.set('access-control-max-age', '600')
    return new Response(null, { status: 204, headers })
  }

  headersFor(request: Request): Headers {
    const headers = new Headers()
    if (!this.#origins.includes('*')) headers.set('vary', 'origin')
    const origin = request.headers.get('origin')
    const allowed = this.#origins.includes('*') ? '*' : origin
    if (origin !== null && allowed !== null && this.#origins.includes(allowed)) {
      headers.set('access-control-allow-origin', allowed)
      headers.set('access-control-expose-headers', 'x-request-id, x-breaker, x-cache, retry-after')
    }
    return headers
  }
}
