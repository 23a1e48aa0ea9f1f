import { connect } from 'node:net'
import { ServerProcess } from './server-process.ts'

/** Forgets everything when it ends. */
export function startRedis(folder: string, port: number): Promise<ServerProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder]
  return ServerProcess.start({
    name: 'Redis',
    command: 'redis-server',
    args: [...options, '--save', '', '--appendonly', 'no'],
    isReady: () => listens(port),
  })
}

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
