import { SIGNAL_ECHO_MS } from '../runtime/signal-echo.ts'
import { EXIT } from './exit-codes.ts'
import { InterruptedError } from './usage-error.ts'

/** What long work gets to put its things in order after Ctrl-C. */
const GRACE_MS = 2_000

/**
 * From here on Ctrl-C aborts this signal, with an {@link InterruptedError}, instead of ending the
 * process at once. Work that has not stopped two seconds later is stopped; so it is by a second Ctrl-C.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController()
  const leave = () => process.exit(EXIT.interrupted)
  process.once('SIGINT', () => {
    process.exitCode = EXIT.interrupted
    controller.abort(new InterruptedError())
    const pressedAt = performance.now()
    process.on('SIGINT', () => {
      if (performance.now() - pressedAt >= SIGNAL_ECHO_MS) leave()
    })
    setTimeout(leave, GRACE_MS).unref()
  })
  return controller.signal
}
