import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** What is wrong with a folder, by Node's code or by the number that an engine in WebAssembly (WASI) says. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'its disk is full',
  EDQUOT: 'its disk is full for this user',
  EROFS: 'its disk can only be read',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  ENOENT: 'no folder can be made there',
  ENOTDIR: 'something above it is no folder',
}
const WASI: Readonly<Record<number, string>> = {
  2: 'EACCES',
  19: 'EDQUOT',
  51: 'ENOSPC',
  63: 'EPERM',
  69: 'EROFS',
}

/** {@link Error} for what could not be written under `DATA_DIR`, which says why and how to mend it. */
export function explainFolder(error: unknown, folder: string): unknown {
  const { code, errno } = error as { readonly code?: string; readonly errno?: number }
  const reason = REASONS[code ?? WASI[errno ?? 0] ?? '']
  if (reason === undefined) {
    return error instanceof Error ? error : new Error(`${folder} cannot be used: error ${errno}`)
  }
  const mend = reason.includes('full') ? 'make room (the demo takes some 150 MB)' : 'see to it'
  return new Error(`${folder} cannot be written: ${reason}; ${mend}, or set DATA_DIR to another`, {
    cause: error,
  })
}

/**
 * Makes a folder, and those above it. Node's own `recursive` never returns where a folder is there and
 * takes none, as `/proc` does.
 *
 * @throws {Error} which says why it cannot, and how to mend it
 */
export function makeFolder(folder: string): void {
  try {
    if (existsSync(folder)) return
    if (!existsSync(dirname(folder))) makeFolder(dirname(folder))
    mkdirSync(folder)
  } catch (error) {
    // Of two at once one makes it.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    throw explainFolder(error, folder)
  }
}
