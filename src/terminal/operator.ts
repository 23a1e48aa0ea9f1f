import { userInfo } from 'node:os'

/** Who acts by the command line, for what is kept of acts: the name that they are logged in with here. */
export function operator(): string {
  try {
    return `operator:${userInfo().username}`
  } catch {
    // In a container a user may be a number only.
    return `operator:${process.getuid?.() ?? 'unknown'}`
  }
}
