import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Who has the folder, as the lock file says. */
export interface Holder {
  readonly pid: number
  /** When the process began, in ticks since the machine did: a pid alone is given out again. */
  readonly startedAt: string | undefined
  readonly connectionString: string
}

/** Another process has the folder open. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError'
}

/**
 * Takes the folder for this process. A lock whose holder is gone, as after a hard kill, is taken over.
 *
 * @returns what gives it back
 * @throws {FolderInUseError} which says what to do
 */
export async function lockFolder(
  folder: string,
  connectionString: string,
): Promise<() => Promise<void>> {
  const path = join(folder, 'lock.json')
  const holder: Holder = {
    pid: process.pid,
    startedAt: await startOf(process.pid),
    connectionString,
  }
  // Written aside and linked: the lock appears whole, and of two starters one finds it there.
  const draft = join(folder, `lock-${randomUUID()}.json`)
  try {
    await writeFile(draft, JSON.stringify(holder), { mode: 0o600 })
    while (!(await isLinked(draft, path))) {
      const other = await findHolder(folder)
      if (other) throw new FolderInUseError(inUse(folder, other))
      await removeStale(folder, path)
    }
  } finally {
    await rm(draft, { force: true })
  }
  return () => rm(path, { force: true })
}

/** The living process that has the folder open, if any. */
export const findHolder = (folder: string): Promise<Holder | undefined> =>
  findLiving(join(folder, 'lock.json'))

async function findLiving(path: string): Promise<Holder | undefined> {
  try {
    const holder: Holder = JSON.parse(await readFile(path, 'utf8'))
    process.kill(holder.pid, 0)
    return holder.startedAt === (await startOf(holder.pid)) ? holder : undefined
  } catch (error) {
    // It is there, and another user's.
    if ((error as NodeJS.ErrnoException).code === 'EPERM') {
      throw new FolderInUseError(`${path} is held by a process of another user`)
    }
    return undefined
  }
}

/** Of two starters that find the same stale lock one moves it; the other may move the first one's new lock. */
async function removeStale(folder: string, path: string): Promise<void> {
  const aside = join(folder, `lock-stale-${randomUUID()}.json`)
  try {
    await rename(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const moved = await findLiving(aside)
  if (moved) await isLinked(aside, path)
  await rm(aside, { force: true })
  if (moved) throw new FolderInUseError(inUse(folder, moved))
}

async function isLinked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

const inUse = (folder: string, { pid }: Holder) =>
  `${folder} is in use by process ${pid}: two on one folder would corrupt it. Stop that one, ` +
  'set DATA_DIR to another folder, or set DATABASE_URL to a PostgreSQL server, which many can share'

/** Field 22 of `/proc/<pid>/stat`, behind the name in brackets; undefined where there is no `/proc`. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}
