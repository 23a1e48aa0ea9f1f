import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startEmbedded } from '../../src/db/embedded/embedded.ts'
import { explainFolder, makeFolder } from '../../src/settings/data-folder.ts'
import { loadDemoSecret } from '../../src/settings/tokens.ts'

const root = mkdtempSync(join(tmpdir(), 'data-folder-'))
afterAll(() => rmSync(root, { recursive: true }))

describe('a data folder', () => {
  it('is made with those above it, or is there', () => {
    const folder = join(root, 'a/b/c')
    makeFolder(folder)
    makeFolder(folder)
    expect(existsSync(folder)).toBe(true)
  })

  it.each(['/proc/x', '/proc/x/db'])(
    'is refused at once where none can be made: %s',
    async (folder) => {
      const refusal = /^\/proc\/x cannot be written: no folder can be made there; .* set DATA_DIR/
      expect(() => loadDemoSecret(folder)).toThrow(refusal)
      await expect(startEmbedded(folder)).rejects.toThrow(refusal)
    },
  )

  it('is refused where a file is in its place', () => {
    const file = join(root, 'file')
    writeFileSync(file, '')
    const refusal = 'cannot be written: something above it is no folder'
    expect(() => loadDemoSecret(file)).toThrow(refusal)
    expect(() => loadDemoSecret(join(file, 'x'))).toThrow(refusal)
  })

  it('says that its disk is full, as Node and the embedded engine tell it', () => {
    // The engine throws what is no Error, and has no message.
    for (const error of [{ code: 'ENOSPC' }, { name: 'ErrnoError', errno: 51 }]) {
      expect((explainFolder(error, '/data') as Error).message).toMatch(
        /^\/data cannot be written: its disk is full; make room .* set DATA_DIR/,
      )
    }
    expect((explainFolder({ errno: 7 }, '/data') as Error).message).toBe(
      '/data cannot be used: error 7',
    )
    const other = new Error('other')
    expect(explainFolder(other, '/data')).toBe(other)
  })
})
