import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { projectFile } from '../../src/runtime/project-file.ts'

const read = async (path: string) => JSON.parse(await readFile(projectFile(path), 'utf8'))

describe('the gateway, deployed', () => {
  it('runs with the packages that the project’s own lock names', async () => {
    const { imports } = await read('supabase/functions/ml-matching-gateway/deno.json')
    const { packages } = await read('package-lock.json')
    for (const [name, specifier] of Object.entries(imports)) {
      expect(specifier).toBe(`npm:${name}@${packages[`node_modules/${name}`].version}`)
    }
    const { specifiers } = await read('supabase/deno.lock')
    expect(Object.keys(specifiers).sort()).toEqual(Object.values(imports).sort())
  })

  it('needs nothing outside supabase/, and no other packages than are locked', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'supabase-'))
    try {
      await cp(projectFile('supabase'), folder, { recursive: true })
      const entry = join(folder, 'functions/ml-matching-gateway')
      const options = ['--node-modules-dir=none', `--lock=${folder}/deno.lock`, '--frozen']
      await promisify(execFile)(
        projectFile('node_modules/.bin/deno'),
        ['check', ...options, `--config=${entry}/deno.json`, `${entry}/index.ts`],
        { cwd: folder },
      )
    } finally {
      await rm(folder, { recursive: true })
    }
  }, 60_000)

  it('is verified by itself and not by the platform', async () => {
    const config = await readFile(projectFile('supabase/config.toml'), 'utf8')
    expect(config).toMatch(/\[functions\.ml-matching-gateway\][^[]*verify_jwt = false/)
  })
})
