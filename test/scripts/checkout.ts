import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const COPIED = [
  'scripts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
]
/** Ours starts a PostgreSQL for all tests, of which a small project has no need. */
const VITEST_CONFIG = `export default { test: { include: ['test/**/*.test.ts'] } }\n`

/** A small project with our scripts, our settings and our dependencies. */
export class Checkout {
  readonly folder = mkdtempSync(join(tmpdir(), 'talentmatch-checkout-'))

  constructor(files: Readonly<Record<string, string>>) {
    for (const name of COPIED)
      cpSync(join(PROJECT, name), join(this.folder, name), { recursive: true })
    this.write('vitest.config.ts', VITEST_CONFIG)
    symlinkSync(join(PROJECT, 'node_modules'), join(this.folder, 'node_modules'))
    for (const [path, text] of Object.entries(files)) this.write(path, text)
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true })
    writeFileSync(join(this.folder, path), text)
  }

  run(script: string, args: readonly string[] = []) {
    const started = performance.now()
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: this.folder, NO_COLOR: '1' },
    })
    return { status, stdout, stderr, milliseconds: performance.now() - started }
  }
}
