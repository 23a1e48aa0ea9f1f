import { type ChildProcess, spawn } from 'node:child_process'

/**
 * Has a child process end when this one does, whoever fails in the middle. `process.exit` runs it, and so does a
 * signal for which {@link exitOnSignal} was called.
 *
 * @param end what there is to do, at once; default the child is killed
 */
export function endsWithUs(child: ChildProcess, end: () => unknown = () => child.kill('SIGKILL')) {
  process.once('exit', end)
  child.once('exit', () => process.off('exit', end))
}

/**
 * Has a folder removed when this process ends, by a process that outlives it: who still writes there is given a
 * second to end.
 *
 * @returns has it stay, where it is removed already
 */
export function removedWithUs(folder: string): () => void {
  const remove = () => {
    const script = 'sleep 1; rm -rf "$0"'
    spawn('sh', ['-c', script, folder], { stdio: 'ignore', detached: true }).unref()
  }
  process.once('exit', remove)
  return () => void process.off('exit', remove)
}

/** From here on Ctrl-C and SIGTERM leave by `process.exit`, which ends what was started. */
export function exitOnSignal(): void {
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
}
