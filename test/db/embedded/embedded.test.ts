import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startEmbedded } from '../../../src/db/embedded/embedded.ts'
import { FolderInUseError } from '../../../src/db/embedded/folder-lock.ts'
import { openPostgres } from '../../../src/db/postgres.ts'

const DIST = fileURLToPath(new URL('../../../dist/src/db/', import.meta.url))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talentmatch-embedded-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A process that writes rows to the embedded database of `folder` and tells each that is committed. */
const WRITER = `
  const { startEmbedded } = await import(${JSON.stringify(`${DIST}embedded/embedded.js`)})
  const { openPostgres } = await import(${JSON.stringify(`${DIST}postgres.js`)})
  const { connectionString } = await startEmbedded(process.argv[2])
  const database = openPostgres({ connectionString })
  await database.query('create table written (n int primary key, text text)')
  for (let n = 1; ; n++) {
    await database.query('insert into written values ($1, $2)', [n, 'x'.repeat(2000)])
    process.stdout.write(n + '\\n')
  }`

describe('the embedded database', { timeout: 90_000 }, () => {
  test('has what was committed after the process is killed while it writes', async () => {
    const script = join(folder, 'writer.mjs')
    writeFileSync(script, WRITER)
    const child = spawn(process.execPath, [script, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let told = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text))
    await expect.poll(() => told.split('\n').length, { timeout: 60_000 }).toBeGreaterThan(300)
    await expect(startEmbedded(folder)).rejects.toThrow(FolderInUseError)
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('close', resolve))
    const committed = Number(told.trimEnd().split('\n').at(-1))

    const { connectionString, stop } = await startEmbedded(folder)
    const database = openPostgres({ connectionString })
    const [row] = await database.query<{ count: number; bytes: number }>(
      'select count(*)::int as count, sum(length(text))::int as bytes from written',
    )
    await database.close()
    await stop()
    expect(row?.count).toBeGreaterThanOrEqual(committed)
    expect(row?.count).toBeLessThanOrEqual(committed + 1)
    expect(row?.bytes).toBe(2000 * (row?.count ?? 0))
  })

  test('is of one process at a time, and of the next when it has stopped', async () => {
    const first = await startEmbedded(folder)
    await expect(startEmbedded(folder)).rejects.toThrow(
      /is in use by process \d+ on .+: two on one folder would corrupt it\. Stop that one, set DATA_DIR/,
    )
    // In another container the same process number is another process, or none.
    const elsewhere = { pid: 999_999_999, host: 'other', connectionString: first.connectionString }
    writeFileSync(join(folder, 'lock.json'), JSON.stringify(elsewhere))
    await expect(startEmbedded(folder)).rejects.toThrow('in use by process 999999999 on other')
    await first.stop()
    const second = await startEmbedded(folder)
    await second.stop()
  })

  test('is had by one of several that start at once', async () => {
    const starts = await Promise.allSettled([1, 2, 3].map(() => startEmbedded(folder)))
    const won = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
    expect(won).toHaveLength(1)
    for (const { reason } of starts.filter((start) => start.status === 'rejected')) {
      expect(reason).toBeInstanceOf(FolderInUseError)
    }
    await won[0]?.stop()
  })
})
