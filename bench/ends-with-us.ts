import type { ChildProcess } from 'node:child_process'

/**
 * Has a child process end when this one does, whoever fails in the middle. `process.exit` runs it, and so does a
 * signal for which {@link exitOnSignal} was called.
 *
 * @param end what there is to do, at once; default the child is killed
 */
export function endsWithUs(child: ChildProcess, end: () => void = () => child.kill('SIGKILL')) {
  process.once('exit', end)
  child.once('exit', () => process.off('exit', end))
}

/** From here on Ctrl-C and SIGTERM leave by `process.exit`, which ends what was started. */
export function exitOnSignal(): void {
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
}
