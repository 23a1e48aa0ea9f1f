import { type FileHandle, open } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import koffi from 'koffi'

/** Who has the folder, as the lock file says. */
export interface Holder {
  readonly pid: number
  readonly host: string
  readonly connectionString: string
}

/** Another process has the folder open. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError'
}

/** Whoever looks holds the lock for a moment, and a holder writes its file in one. */
const TRIES = 5
const PAUSE_MS = 50

/**
 * Takes the folder for this process, by a lock of the kernel: it holds between containers on one machine too, and
 * ends with the process, however that ends.
 *
 * @returns what gives it back
 * @throws {FolderInUseError} which says what to do
 */
export async function lockFolder(
  folder: string,
  connectionString: string,
): Promise<() => Promise<void>> {
  const file = await openLock(folder)
  try {
    for (let tries = 1; !flock(file, LOCK_EX); tries++) {
      if (tries === TRIES) throw new FolderInUseError(inUse(folder, await read(folder)))
      await delay(PAUSE_MS)
    }
    const holder: Holder = { pid: process.pid, host: hostname(), connectionString }
    await file.truncate()
    await file.write(JSON.stringify(holder), 0)
  } catch (error) {
    await file.close()
    throw error
  }
  return () => file.close()
}

/**
 * The process that has the folder open, if any.
 *
 * @throws {FolderInUseError} where it does not say which it is
 */
export async function findHolder(folder: string): Promise<Holder | undefined> {
  const file = await openLock(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!file) return undefined
  try {
    for (let tries = 1; !flock(file, LOCK_SH); tries++) {
      const holder = await read(folder)
      if (holder) return holder
      if (tries === TRIES) throw new FolderInUseError(inUse(folder, undefined))
      await delay(PAUSE_MS)
    }
    return undefined
  } finally {
    await file.close()
  }
}

/** Not removed again: who has opened a file that is gone would lock nothing. */
const lockPath = (folder: string) => join(folder, 'lock.json')

async function openLock(folder: string): Promise<FileHandle> {
  try {
    return await open(lockPath(folder), 'a+', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error
    throw new FolderInUseError(`${lockPath(folder)} belongs to another user`)
  }
}

async function read(folder: string): Promise<Holder | undefined> {
  const file = await openLock(folder)
  try {
    return JSON.parse(await file.readFile('utf8'))
  } catch {
    // Being written, or of a process that wrote nothing.
    return undefined
  } finally {
    await file.close()
  }
}

const inUse = (folder: string, holder: Holder | undefined) =>
  `${folder} is in use by ${holder ? `process ${holder.pid} on ${holder.host}` : 'another process'}: ` +
  'two on one folder would corrupt it. Stop that one, set DATA_DIR to another folder, or set DATABASE_URL to a ' +
  'PostgreSQL server, which many can share'

const [LOCK_SH, LOCK_EX, LOCK_NB] = [1, 2, 4]
/** Of the C library that this process has loaded. */
let call: ((descriptor: number, operation: number) => number) | undefined

/** @returns false where another has a lock that excludes this one @throws {Error} where files cannot be locked */
function flock(file: FileHandle, operation: number): boolean {
  call ??= koffi.load(null).func('int flock(int descriptor, int operation)')
  if (call(file.fd, operation | LOCK_NB) === 0) return true
  const number = koffi.errno()
  if (number === koffi.os.errno.EWOULDBLOCK) return false
  throw new Error(
    `the folder of the database cannot be locked (errno ${number}); put DATA_DIR on a local disk`,
  )
}
