import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export interface Ask {
  readonly method?: string
  readonly token?: string
  readonly body?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

export interface Asked {
  /** 0 where no answer came. */
  readonly status: number
  readonly text: string
  readonly headers: IncomingHttpHeaders
  /** Until the whole answer was there. */
  readonly ms: number
}

/** One connection for each call that is under way. */
const agent = new Agent({ keepAlive: true, maxSockets: 1_000 })

/** Calls once. Never rejects. */
export function ask(
  url: string,
  { method = 'GET', token, body, headers }: Ask = {},
): Promise<Asked> {
  const started = performance.now()
  return new Promise((resolve) => {
    const end = (status: number, text: string, got: IncomingHttpHeaders = {}) =>
      resolve({ status, text, headers: got, ms: performance.now() - started })
    const sent = request(url, {
      method,
      agent,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        }),
        ...headers,
      },
    })
    sent.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', (error) => end(0, error.message))
      response.on('end', () =>
        end(response.statusCode ?? 0, Buffer.concat(chunks).toString(), response.headers),
      )
    })
    sent.on('error', (error) => end(0, error.message))
    sent.end(body)
  })
}
