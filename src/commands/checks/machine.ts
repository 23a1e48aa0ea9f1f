import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { makeFolder } from '../../settings/data-folder.ts'
import { type Check, type Finding, messageOf } from './check.ts'

/** As in `engines` of package.json. */
const MIN_NODE = [20, 19] as const

export const nodeVersion: Check = {
  name: 'Node',
  run: async () => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
    const isEnough = major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1])
    const detail = `${process.versions.node} on ${process.platform} ${process.arch}`
    if (isEnough) return { status: 'ok', detail }
    return { status: 'fail', detail, mend: `Install Node ${MIN_NODE.join('.')} or newer.` }
  },
}

export const nativeLibraries: Check = {
  name: 'Native libraries',
  run: async () => {
    try {
      await Promise.all([import('onnxruntime-node'), import('koffi')])
      return { status: 'ok', detail: 'ONNX Runtime and koffi load' }
    } catch (error) {
      return {
        status: 'fail',
        detail: messageOf(error),
        mend: 'Run `npm ci` on this machine: node_modules from another platform does not work here.',
      }
    }
  },
}

export const dataFolder: Check = {
  name: 'DATA_DIR',
  run: async ({ dataDir }) => {
    const folder = resolve(dataDir)
    const probe = join(folder, `.write-test-${randomUUID()}`)
    try {
      makeFolder(folder)
      await writeFile(probe, '')
      await rm(probe)
      return { status: 'ok', detail: `${folder} is writable` }
    } catch (error) {
      return {
        status: 'fail',
        detail: messageOf(error),
        mend: 'Set DATA_DIR to a writable folder.',
      }
    }
  },
}

export const freePort: Check = {
  name: 'PORT',
  run: ({ host, port }) => findListener(host, port, 'change PORT (or HOST).'),
}

/** Of the gateway that `npm start` starts beside the service, which has settings of its own. */
export const freeGatewayPort: Check = {
  name: 'GATEWAY_PORT',
  run: () => {
    const { GATEWAY_HOST, GATEWAY_PORT } = process.env
    const port = Number(GATEWAY_PORT?.trim() || GATEWAY_DEFAULT_PORT)
    return findListener(GATEWAY_HOST?.trim() || '127.0.0.1', port, 'change GATEWAY_PORT.')
  },
}

const GATEWAY_DEFAULT_PORT = 8_001

async function findListener(host: string, port: number, otherwise: string): Promise<Finding> {
  const server = createServer()
  try {
    await new Promise<void>((free, taken) => {
      server.once('error', taken).listen({ host, port, exclusive: true }, free)
    })
    return { status: 'ok', detail: `${host}:${port} is free` }
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    return {
      status: isTaken ? 'warn' : 'fail',
      detail: isTaken ? `${host}:${port} is already in use` : messageOf(error),
      mend: `Expected if this service is running; otherwise ${otherwise}`,
    }
  } finally {
    server.close()
  }
}
