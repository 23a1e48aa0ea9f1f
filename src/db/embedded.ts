import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { compiledFile } from '../compiled-file.ts'
import type { EmbeddedSettings } from './embedded-thread.ts'
import { lockFolder } from './folder-lock.ts'

export interface EmbeddedServer {
  /** What node-postgres, psql and postgres.js connect to. */
  readonly connectionString: string
  /** Settles when the engine ends, which it should not before {@link stop}. */
  readonly ended: Promise<Error | undefined>
  stop(): Promise<void>
}

/**
 * Starts PGlite, which is PostgreSQL in WebAssembly, in a thread: it computes where it is called. It
 * listens on a Unix socket in a folder that only this user may enter, as it asks for no password.
 *
 * @param folder where its files are; absent: in memory
 * @throws {FolderInUseError} when another process has the folder: two would corrupt it
 */
export async function startEmbedded(folder?: string): Promise<EmbeddedServer> {
  const socketFolder = await mkdtemp(join(tmpdir(), 'talentmatch-db-'))
  await chmod(socketFolder, 0o700)
  const connectionString = `postgresql:///postgres?user=postgres&host=${encodeURIComponent(socketFolder)}`
  const unlock = folder === undefined ? async () => {} : await lock(folder, connectionString)
  const release = async () => {
    await unlock()
    await rm(socketFolder, { recursive: true, force: true })
  }
  try {
    const workerData: EmbeddedSettings = {
      folder: folder === undefined ? undefined : join(folder, 'pgdata'),
      socketPath: join(socketFolder, '.s.PGSQL.5432'),
    }
    const thread = new Worker(compiledFile(import.meta.url, './embedded-thread.ts'), { workerData })
    const ended = new Promise<Error | undefined>((resolve) => {
      thread.once('error', resolve)
      thread.once('exit', () => resolve(undefined))
    })
    await Promise.race([
      once(thread, 'message'),
      ended.then((error) => {
        throw error ?? new Error('the embedded database ended while it started')
      }),
    ])
    const stop = async () => {
      thread.postMessage('stop')
      await ended
      await release()
    }
    return { connectionString, ended, stop }
  } catch (error) {
    await release()
    throw error
  }
}

async function lock(folder: string, connectionString: string) {
  await mkdir(folder, { recursive: true })
  return lockFolder(folder, connectionString)
}
