import { describeCauses } from '../_shared/log-error.ts'
import { writeLog } from './console-log.ts'
import { openGateway } from './open-gateway.ts'
import { parseSettings } from './settings.ts'

// What fails where nobody waits for it, as in a driver, is told of and ends nothing.
addEventListener('unhandledrejection', (event) => {
  event.preventDefault()
  writeLog('error', 'a failure nobody waited for', { causes: describeCauses(event.reason) })
})

const settings = parseSettings(Deno.env.toObject())
const gateway = await openGateway(settings)
const server = Deno.serve({ hostname: settings.host, port: settings.port }, (request, info) =>
  gateway.handle(request, (info?.remoteAddr as Deno.NetAddr | undefined)?.hostname),
)

const close = async () => {
  await server.shutdown()
  await gateway.close()
  Deno.exit(0)
}
// Supabase's runtime ends instances by itself and takes no listeners.
if (!Deno.env.has('SB_EXECUTION_ID')) {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) Deno.addSignalListener(signal, close)
}
