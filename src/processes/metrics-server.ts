import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'

/**
 * Serves metrics of a process that serves nothing else, at any path.
 *
 * @param port 0 lets the system choose
 * @throws {Error} when the port is taken
 */
export async function serveMetrics(
  registry: Registry,
  host: string,
  port: number,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(async (_request, response) => {
    try {
      const page = await registry.metrics()
      response.writeHead(200, { 'content-type': registry.contentType }).end(page)
    } catch {
      response.writeHead(500, { 'content-type': 'text/plain' }).end('metrics unavailable')
    }
  })
  server.listen(port, host)
  await once(server, 'listening')
  const { port: bound } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/metrics`,
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
