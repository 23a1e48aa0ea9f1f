import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  fetchWheel,
  installFromWheel,
  type Wheel,
  WheelError,
} from '../../src/runtime/pip-wheel.ts'

const FILE = 'tiny-1.0-py3-none-any.whl'
const ARCHIVE = zipSync({ 'tiny/lib/tiny.so': strToU8('library'), 'tiny/other': strToU8('x') })
const TINY: Wheel = {
  name: 'tiny',
  version: '1.0',
  sha256: { [FILE]: createHash('sha256').update(ARCHIVE).digest('hex') },
}

describe('a pinned wheel', () => {
  let folder = ''
  const environment = { ...process.env }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pip-wheel-'))
    await mkdir(join(folder, 'bin'))
    await mkdir(join(folder, 'index'))
    await writeFile(join(folder, 'index', FILE), ARCHIVE)
    // A stand-in for pip that copies what a mirror would send.
    await writePip(
      `for last; do :; done; while [ "$1" != --dest ]; do shift; done; cp ${folder}/index/* "$2"`,
    )
    process.env.PATH = `${folder}/bin:/usr/bin:/bin`
  })
  afterEach(async () => {
    process.env = environment
    await rm(folder, { recursive: true })
  })

  const writePip = (script: string) =>
    writeFile(join(folder, 'bin', 'python3'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })

  test('yields the entries asked for', async () => {
    const entries = await fetchWheel(TINY, ['tiny/lib/tiny.so'])
    expect([...entries.keys()]).toEqual(['tiny/lib/tiny.so'])
    expect(Buffer.from(entries.get('tiny/lib/tiny.so') ?? []).toString()).toBe('library')
  })

  test('is installed whole, also by several at once', async () => {
    const target = join(folder, 'cache', 'deep')
    await Promise.all([1, 2, 3].map(() => installFromWheel(TINY, ['tiny/lib/tiny.so'], target)))
    expect(await readdir(target)).toEqual(['tiny.so'])
    expect(await readFile(join(target, 'tiny.so'), 'utf8')).toBe('library')
  })

  test('is refused when its bytes are others', async () => {
    await writeFile(join(folder, 'index', FILE), ARCHIVE.subarray(1))
    await expect(fetchWheel(TINY, [])).rejects.toThrow(/SHA-256 .* is pinned/)
  })

  test('is refused when pip chose a file that is not pinned', async () => {
    const other = { ...TINY, sha256: { 'tiny-1.0-py3-none-macosx.whl': 'ab' } }
    await expect(fetchWheel(other, [])).rejects.toThrow(
      /not pinned \(tiny-1.0-py3-none-macosx.whl\)/,
    )
  })

  test('is refused when it lacks an entry', async () => {
    await expect(fetchWheel(TINY, ['tiny/gone'])).rejects.toThrow(/has no entry tiny\/gone/)
  })

  test('is told byte by byte, also while pip is at work', async () => {
    const received: number[] = []
    await writePip(
      'for last; do :; done; while [ "$1" != --dest ]; do shift; done; ' +
        `cp ${folder}/index/* "$TMPDIR/part"; sleep 0.6; mv "$TMPDIR/part" "$2/${FILE}"`,
    )
    await fetchWheel(TINY, [], { onReceived: (bytes) => received.push(bytes) })
    expect(received.length).toBeGreaterThan(1)
    expect(received[0]).toBe(ARCHIVE.length)
    expect(received.at(-1)).toBe(ARCHIVE.length)
  })

  test('goes on to the next way to start pip where a Python has none', async () => {
    await rename(join(folder, 'bin', 'python3'), join(folder, 'bin', 'python'))
    await writePip('echo "/usr/bin/python3: No module named pip" >&2; exit 1')
    await expect(fetchWheel(TINY, ['tiny/other'])).resolves.toHaveProperty('size', 1)
  })

  test("passes on pip's last words, and says when there is no pip", async () => {
    await writePip('echo "ERROR: no matching distribution" >&2; exit 1')
    await expect(fetchWheel(TINY, [])).rejects.toThrow(/tiny 1.0: ERROR: no matching distribution/)
    process.env.PATH = join(folder, 'index')
    await expect(fetchWheel(TINY, [])).rejects.toThrow(/pip is needed once to download tiny 1.0/)
    await expect(fetchWheel(TINY, [])).rejects.toBeInstanceOf(WheelError)
  })
})
