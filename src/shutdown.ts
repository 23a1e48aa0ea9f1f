import type { EventEmitter } from 'node:events'
import type { FastifyInstance } from 'fastify'
import { describeCauses } from '../supabase/functions/_shared/log-error.ts'
import type { Matcher } from './matching/matcher.ts'
import { SIGNAL_ECHO_MS } from './signal-echo.ts'

export interface Shutdown {
  /** Of a worker: the worker itself. */
  readonly app: Pick<FastifyInstance, 'log'> & { close(): PromiseLike<unknown> }
  readonly matcher: Pick<Matcher, 'close'>
  /** Where signals arrive; default this process. */
  readonly signals?: Pick<EventEmitter, 'on'>
  /** Ends the process. */
  readonly exit?: (code: number) => void
}

/**
 * On SIGINT or SIGTERM: takes no more requests, finishes those in flight, closes the matcher, exits
 * with 0. A second signal exits at once, with 1, unless it is the echo of the first.
 */
export function closeOnSignal(shutdown: Shutdown): void {
  const { app, matcher, signals = process, exit = process.exit } = shutdown
  let closingSince: number | undefined
  const close = async (signal: string) => {
    if (closingSince !== undefined) {
      if (performance.now() - closingSince < SIGNAL_ECHO_MS) return
      app.log.warn({ signal }, 'forced to exit')
      exit(1)
      return
    }
    closingSince = performance.now()
    app.log.info({ signal }, 'closing')
    try {
      await app.close()
      await matcher.close()
      app.log.info('closed')
      exit(0)
    } catch (error) {
      app.log.error({ error: describeCauses(error) }, 'could not close')
      exit(1)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM']) signals.on(signal, () => void close(signal))
}
