import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** What an image says of how it is run. */
export interface ImageConfig {
  readonly User: string
  readonly Env: readonly string[]
  readonly Entrypoint: readonly string[]
  readonly Cmd: readonly string[]
  readonly WorkingDir: string
  readonly Volumes: Readonly<Record<string, object>>
  readonly Healthcheck: { readonly Test: readonly string[] }
}

/** Buildah, which builds images as Docker does and needs no daemon; its images lie in a folder of ours. */
export class Builder {
  readonly folder: string

  /** @throws {Error} where it is not there, or this is not root */
  constructor(folder: string) {
    this.folder = folder
    if (process.getuid?.() !== 0) throw new Error('root is needed, to mount and to change the root')
    for (const tool of ['buildah', 'mmdebstrap', 'unshare', 'chroot']) {
      if (spawnSync(tool, ['--version']).error) {
        throw new Error(`${tool} is missing: apt-get install buildah mmdebstrap util-linux`)
      }
    }
  }

  has(image: string): boolean {
    return this.#spawn(['inspect', '--type', 'image', image], 'ignore').status === 0
  }

  /** An image of one layer, which is that folder. */
  commitFolder(path: string, image: string): void {
    const container = this.#run(['from', 'scratch'])
    this.#run(['add', container, path, '/'])
    this.#run(['commit', '--rm', '--quiet', container, image])
  }

  /** Builds the Dockerfile of a folder, every step in a root of its own; its words go to stderr. */
  build(context: string, image: string, baseImage: string): void {
    const options = ['--isolation', 'chroot', '--format', 'docker', '--layers', '--tag', image]
    const args = ['bud', ...options, '--build-arg', `NODE_IMAGE=${baseImage}`, context]
    const { status } = this.#spawn(args, 2)
    if (status !== 0) throw new Error(`the build ended with ${status}`)
  }

  config(image: string): ImageConfig {
    return JSON.parse(this.#run(['inspect', '--type', 'image', image])).Docker.config
  }

  /** @returns the folder where the image lies open, and what ends it */
  mount(image: string): { readonly root: string; readonly unmount: () => void } {
    const container = this.#run(['from', '--pull-never', image])
    const root = this.#run(['mount', container])
    return { root, unmount: () => void this.#run(['rm', container]) }
  }

  #run(args: readonly string[]): string {
    const { status, stdout } = this.#spawn(args, 'pipe')
    if (status !== 0) throw new Error(`buildah ${args[0]} ended with ${status}`)
    return String(stdout).trim()
  }

  #spawn(args: readonly string[], output: 'pipe' | 'ignore' | 2) {
    const places = ['--root', join(this.folder, 'store'), '--runroot', join(this.folder, 'run')]
    const errors = output === 'ignore' ? 'ignore' : 'inherit'
    return spawnSync('buildah', [...places, '--log-level', 'error', ...args], {
      stdio: ['ignore', output, errors],
      maxBuffer: 64 * 1024 * 1024,
    })
  }
}
