import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Checkout } from './checkout.ts'

const checkout = new Checkout({
  'src/a.ts': 'export const a: number = 1\n',
  'src/b.ts': 'export const b = 2\n',
})
afterAll(() => rmSync(checkout.folder, { recursive: true }))

const built = (name: string) => join(checkout.folder, 'dist/src', name)
const build = () => checkout.run('scripts/build.mjs')

test('builds what changed, and only then', () => {
  expect(build()).toMatchObject({ status: 0, stdout: '', stderr: 'Building ...\n' })
  expect(readFileSync(built('a.js'), 'utf8')).toContain('a = 1')

  expect(build()).toMatchObject({ status: 0, stdout: '', stderr: '' })

  checkout.write('src/a.ts', 'export const a: number = 22\n')
  expect(build()).toMatchObject({ status: 0, stderr: 'Sources changed, building ...\n' })
  expect(readFileSync(built('a.js'), 'utf8')).toContain('a = 22')
})

test('leaves no output of a source that is gone', () => {
  build()
  rmSync(join(checkout.folder, 'src/b.ts'))
  expect(build().status).toBe(0)
  expect(existsSync(built('b.js'))).toBe(false)
  expect(existsSync(built('a.js'))).toBe(true)
})

test('a fault is named, and is there again next time', () => {
  checkout.write('src/a.ts', "export const a: number = 'text'\n")
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const { status, stderr } = build()
    expect(status).toBe(1)
    expect(stderr).toContain('src/a.ts(1,14)')
    expect(stderr).toContain('The build failed')
  }
})

test('an old Node is told what to do', () => {
  const manifest = readFileSync(join(checkout.folder, 'package.json'), 'utf8')
  checkout.write('package.json', manifest.replace(/"node": ".*"/, '"node": ">=99.1"'))
  expect(build()).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^This needs Node 99\.1 or newer; here runs .*\n.*nodejs\.org/),
  })
})
