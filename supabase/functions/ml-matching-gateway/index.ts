import { describeCauses } from '../_shared/log-error.ts'
import { writeLog } from './console-log.ts'
import { openGateway } from './open-gateway.ts'
import { parseSettings } from './settings.ts'

const settings = parseSettings(Deno.env.toObject())
const gateway = await openGateway(settings)
const server = listen()

function listen(): Deno.HttpServer {
  const { host, port } = settings
  try {
    return Deno.serve(
      {
        hostname: host,
        port,
        onListen: (at) =>
          writeLog('info', 'gateway listening', { url: `http://${at.hostname}:${at.port}` }),
      },
      (request, info) =>
        gateway.handle(request, (info?.remoteAddr as Deno.NetAddr | undefined)?.hostname),
    )
  } catch (cause) {
    if (!(cause instanceof Deno.errors.AddrInUse)) throw cause
    const told = `${host}:${port} is already in use; change GATEWAY_PORT`
    throw new Error(told, { cause })
  }
}

// What fails where nobody waits for it, as in a driver, is told of and ends nothing.
addEventListener('unhandledrejection', (event) => {
  event.preventDefault()
  writeLog('error', 'unhandled rejection', { causes: describeCauses(event.reason) })
})

let isClosing = false
async function close(): Promise<void> {
  if (isClosing) return
  isClosing = true
  await server.shutdown()
  await gateway.close()
  Deno.exit(0)
}

// Supabase's runtime ends instances by itself, and takes no listeners.
if (!Deno.env.has('SB_EXECUTION_ID')) {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) Deno.addSignalListener(signal, close)
}
// Whoever started it holds the other end, which closes when they are gone, however they went.
if (Deno.env.get('GATEWAY_LIFELINE') === 'stdin') {
  for await (const _ of Deno.stdin.readable);
  await close()
}
