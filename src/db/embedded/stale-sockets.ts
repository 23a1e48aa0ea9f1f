import { lstat, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'

/** An engine that does not listen by then never will. */
const START_MS = 10 * 60_000

/**
 * Removes the folders of sockets that processes left behind which were killed: this user's, and such as
 * nobody listens in. Never rejects: what cannot be removed stays, and others may be at it too.
 */
export async function removeStaleSockets(
  parent: string,
  { prefix, socket }: { readonly prefix: string; readonly socket: string },
): Promise<void> {
  const names = await readdir(parent).catch(() => [])
  for (const name of names.filter((each) => each.startsWith(prefix))) {
    const folder = join(parent, name)
    const isStale = (await isOldAndOwn(folder)) && !(await mayListen(join(folder, socket)))
    if (isStale) await rm(folder, { recursive: true }).catch(() => {})
  }
}

async function isOldAndOwn(folder: string): Promise<boolean> {
  const stats = await lstat(folder).catch(() => undefined)
  if (!stats?.isDirectory()) return false
  return stats.uid === process.getuid?.() && Date.now() - stats.mtimeMs > START_MS
}

/** Unless it is sure that nobody does. */
function mayListen(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const client = connect(path, () => {
      client.destroy()
      resolve(true)
    })
    client.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code !== 'ENOENT' && code !== 'ECONNREFUSED'),
    )
  })
}
