import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import pg from 'pg'

/** The way to a database, which can be cut. */
export interface CuttableWay {
  readonly connectionString: string
  /** Ends every connection, and takes no new one. */
  cut(): Promise<void>
  restore(): Promise<void>
  close(): Promise<void>
}

export async function openCuttableWay(connectionString: string): Promise<CuttableWay> {
  const { host, port: target, user = '', database = '' } = new pg.Client({ connectionString })
  const upstream = host.startsWith('/')
    ? { path: `${host}/.s.PGSQL.${target}` }
    : { host, port: target }
  const sockets = new Set<Socket>()
  let server: Server | undefined
  let port = 0

  const restore = async () => {
    server = createServer((near) => {
      const far = connect(upstream)
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(from)
        from.on('error', () => {})
        from.on('close', () => {
          sockets.delete(from)
          to.destroy()
        })
        from.pipe(to)
      }
    }).listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  const cut = async () => {
    const closing = server && once(server, 'close')
    server?.close()
    server = undefined
    for (const socket of sockets) socket.destroy()
    await closing
  }
  await restore()
  return {
    connectionString: `postgresql://${user}@127.0.0.1:${port}/${database}`,
    cut,
    restore,
    close: cut,
  }
}
