import { sleep } from './cuttable-way.ts'

const PATIENCE_MS = 10_000

/**
 * Waits until something holds.
 * @throws {Error} with `what`, when it does not come to that
 */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`never: ${what}`)
    await sleep(20)
  }
}
