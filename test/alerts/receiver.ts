import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly body: string
  readonly signature: string | undefined
}

/** Takes notices on this machine. Close it after use. */
export async function startReceiver() {
  const received: Received[] = []
  /** How many are still answered with 500. */
  let failures = 0
  let hear: () => Promise<void> = async () => {}
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', async () => {
      await hear()
      if (failures-- > 0) {
        response.writeHead(500).end()
        return
      }
      const { 'x-talentmatch-signature': signature } = request.headers
      received.push({ body, signature: signature as string | undefined })
      response.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    failNext: (count: number) => {
      failures = count
    },
    /** Waited for before the answer. */
    onRequest: (listener: () => Promise<void>) => {
      hear = listener
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
