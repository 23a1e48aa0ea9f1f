import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explainFolder, makeFolder } from './data-folder.ts'

/** By which the gateway that `npm start` has beside it hashes users, in place of LOG_HASH_SECRET. */
export const LOG_HASH_SECRET = 'log-hash-secret'

/**
 * A secret of this installation: made once, readable by its owner only, and kept in the data folder, so that
 * what goes by it outlives a restart.
 *
 * @returns 64 characters of base64url
 * @throws {Error} where the folder cannot be written, which says why
 */
export function keptSecret(dataDir: string, name: string): string {
  const path = join(dataDir, name)
  makeFolder(dataDir)
  try {
    // `wx` fails where the file is: of two starts at once, one writes and both read the same.
    writeFileSync(path, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      // On a full disk it is there, and empty.
      if (existsSync(path)) rmSync(path)
      throw explainFolder(error, dataDir)
    }
  }
  return readFileSync(path, 'utf8').trim()
}

/** {@link keptSecret}, where it was made before. */
export function findKeptSecret(dataDir: string, name: string): string | undefined {
  const path = join(dataDir, name)
  return existsSync(path) ? readFileSync(path, 'utf8').trim() || undefined : undefined
}
