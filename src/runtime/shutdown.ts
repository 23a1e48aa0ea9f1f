import type { EventEmitter } from 'node:events'
import type { FastifyBaseLogger } from 'fastify'
import { describeCauses } from '../../supabase/functions/_shared/log-error.ts'
import { SIGNAL_ECHO_MS } from './signal-echo.ts'

export interface Shutdown {
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>
  /** What there is to close, one after the other: first what others call. */
  readonly steps: readonly (() => PromiseLike<unknown>)[]
  /** Where signals arrive; default this process. */
  readonly signals?: Pick<EventEmitter, 'on'>
  /** Ends the process. */
  readonly exit?: (code: number) => void
}

/**
 * On SIGINT or SIGTERM: takes its steps, and exits with 0. A second signal exits at once, with 1,
 * unless it is the echo of the first.
 */
export function closeOnSignal(shutdown: Shutdown): void {
  const { log, steps, signals = process, exit = process.exit } = shutdown
  let closingSince: number | undefined
  const close = async (signal: string) => {
    if (closingSince !== undefined) {
      if (performance.now() - closingSince < SIGNAL_ECHO_MS) return
      log.warn({ signal }, 'forced to exit')
      exit(1)
      return
    }
    closingSince = performance.now()
    log.info({ signal }, 'closing')
    try {
      for (const step of steps) await step()
      log.info('closed')
      exit(0)
    } catch (error) {
      log.error({ error: describeCauses(error) }, 'could not close')
      exit(1)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM']) signals.on(signal, () => void close(signal))
}
