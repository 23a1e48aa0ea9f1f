import { existsSync, renameSync, rmSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { TurnTakingEngine } from './turn-taking-engine.ts'

export interface EmbeddedSettings {
  /** Absent: in memory. */
  readonly folder: string | undefined
  /** Where it listens: a Unix socket. */
  readonly socketPath: string
}

/** More than service, worker and gateway open together; they queue for the one engine anyhow. */
const MAX_CONNECTIONS = 100

const { folder, socketPath } = workerData as EmbeddedSettings
if (folder !== undefined && !existsSync(folder)) await makeCluster(folder)
const db = new TurnTakingEngine({
  ...(folder !== undefined && { dataDir: folder }),
  extensions: { vector, pg_trgm, btree_gin, uuid_ossp },
})
await db.waitReady
const server = new PGLiteSocketServer({ db, path: socketPath, maxConnections: MAX_CONNECTIONS })
await server.start()

parentPort?.on('message', async () => {
  await server.stop()
  await db.close()
  parentPort?.postMessage('stopped')
  process.exit()
})
parentPort?.postMessage('listening')

/** Aside, so that one whose making was cut off is never taken for whole. */
async function makeCluster(whole: string): Promise<void> {
  const draft = `${whole}.new`
  rmSync(draft, { recursive: true, force: true })
  try {
    const made = await PGlite.create({ dataDir: draft })
    await made.close()
    renameSync(draft, whole)
  } catch (error) {
    // On a full disk it would take the room that somebody makes.
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
}
