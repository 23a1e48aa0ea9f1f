import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { compiledFile } from '../../runtime/compiled-file.ts'
import { explainFolder, makeFolder } from '../../settings/data-folder.ts'
import type { EmbeddedSettings } from './embedded-thread.ts'
import { lockFolder } from './folder-lock.ts'
import { removeStaleSockets } from './stale-sockets.ts'

/** The beginning of its name. */
const SOCKET_FOLDER = 'talentmatch-db-'
/** As clients of PostgreSQL expect it. */
const SOCKET = '.s.PGSQL.5432'

/** An engine that has not ended by then does not hear: it may be trying to write to a full disk, again and again. */
const STOP_MS = 10_000

export interface EmbeddedServer {
  /** What node-postgres, psql and postgres.js connect to. */
  readonly connectionString: string
  stop(): Promise<void>
}

/** A folder that is this process's own, and no engine on it yet. */
export interface EmbeddedClaim {
  /** @param signal ends it while it starts, at once: what is on disk is then as after a hard kill */
  start(signal?: AbortSignal): Promise<EmbeddedServer>
}

/**
 * Starts PGlite, which is PostgreSQL in WebAssembly, in a thread: it computes where it is called. It
 * listens on a Unix socket in a folder that only this user may enter, as it asks for no password.
 *
 * @param folder where its files are; absent: in memory
 * @throws {FolderInUseError} when another process has the folder: two would corrupt it
 */
export async function startEmbedded(folder?: string): Promise<EmbeddedServer> {
  const { start } = await claimEmbedded(folder)
  return start()
}

/** The first, short half of {@link startEmbedded}: takes the folder, or is refused. */
export async function claimEmbedded(folder?: string): Promise<EmbeddedClaim> {
  await removeStaleSockets(tmpdir(), { prefix: SOCKET_FOLDER, socket: SOCKET })
  const socketFolder = await mkdtemp(join(tmpdir(), SOCKET_FOLDER))
  const removeSocket = () => rm(socketFolder, { recursive: true, force: true })
  try {
    await chmod(socketFolder, 0o700)
    const connectionString = `postgresql:///postgres?user=postgres&host=${encodeURIComponent(socketFolder)}`
    const unlock = folder === undefined ? async () => {} : await lock(folder, connectionString)
    const release = async () => {
      await unlock()
      await removeSocket()
    }
    const settings: EmbeddedSettings = {
      folder: folder === undefined ? undefined : join(folder, 'pgdata'),
      socketPath: join(socketFolder, SOCKET),
    }
    return {
      start: async (signal) => {
        try {
          return { connectionString, ...(await startThread(settings, release, signal)) }
        } catch (error) {
          await release()
          throw folder === undefined ? error : explainFolder(error, folder)
        }
      },
    }
  } catch (error) {
    await removeSocket()
    throw error
  }
}

async function startThread(
  workerData: EmbeddedSettings,
  release: () => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<Pick<EmbeddedServer, 'stop'>> {
  signal?.throwIfAborted()
  const { folder } = workerData
  const advice =
    folder === undefined ? '' : ` on ${folder}; to begin with a new one, move that away`
  const thread = new Worker(compiledFile(import.meta.url, './embedded-thread.ts'), { workerData })
  const ended = new Promise<Error | undefined>((resolve) => {
    thread.once('error', resolve)
    thread.once('exit', () => resolve(undefined))
  })
  const end = () => void thread.terminate()
  signal?.addEventListener('abort', end)
  try {
    await Promise.race([
      once(thread, 'message'),
      ended.then((error) => {
        signal?.throwIfAborted()
        throw error ?? new Error(`the embedded database ended while it started${advice}`)
      }),
    ])
  } finally {
    signal?.removeEventListener('abort', end)
  }
  const stop = async () => {
    thread.postMessage('stop')
    const late = setTimeout(end, STOP_MS)
    await ended
    clearTimeout(late)
    await release()
  }
  return { stop }
}

async function lock(folder: string, connectionString: string) {
  makeFolder(folder)
  try {
    return await lockFolder(folder, connectionString)
  } catch (error) {
    throw explainFolder(error, folder)
  }
}
