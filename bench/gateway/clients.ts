import { Agent, request } from 'node:http'

/** A call over HTTP, by one of some users. */
export interface UserCall {
  readonly url: string
  readonly token: string
  readonly body: string
}

export interface Answered {
  readonly status: number
  readonly text: string
  readonly ms: number
}

const agent = new Agent({ keepAlive: true, maxSockets: 1_000 })

/** Sends one call on a connection that is kept. */
export function send({ url, token, body }: UserCall): Promise<Answered> {
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const sent = request(url, { method: 'POST', headers, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          ms: performance.now() - begun,
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** One client, one call after the other. */
export async function sendAll(calls: readonly UserCall[]): Promise<number[]> {
  const times: number[] = []
  for (const call of calls) {
    const { status, text, ms } = await send(call)
    if (status !== 200) throw new Error(`${call.url}: ${status} ${text.slice(0, 500)}`)
    times.push(ms)
  }
  return times
}

export interface Load {
  readonly times: readonly number[]
  /** How often each status came; 0 is a connection that broke. */
  readonly statuses: ReadonlyMap<number, number>
  readonly seconds: number
  /** How many were answered by rules. */
  readonly fallbacks: number
}

/** Many clients at once, each one call after the other. */
export async function load(
  calls: readonly UserCall[],
  clients: number,
  seconds: number,
): Promise<Load> {
  const begun = performance.now()
  const end = begun + 1_000 * seconds
  const times: number[] = []
  const statuses = new Map<number, number>()
  let next = 0
  let fallbacks = 0
  const client = async () => {
    while (performance.now() < end) {
      const call = calls[next++ % calls.length] as UserCall
      const { status, text, ms } = await send(call).catch(() => ({ status: 0, text: '', ms: 0 }))
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (text.includes('"source":"fallback"')) fallbacks++
      times.push(ms)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { times, statuses, seconds: (performance.now() - begun) / 1_000, fallbacks }
}

/** @param share 0-1 */
export function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN
}
