import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { ImageConfig } from './builder.ts'

/**
 * Mounts of its own, in which the root can only be read, `/tmp` and the volumes are empty, and the process
 * is who the image says, without any capability. The network is this machine's.
 */
const ENTER = `
set -e
root=$1 user=$2 group=$3 folder=$4 volumes=$5 shared=$6
shift 6
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"
for volume in $volumes; do mount -t tmpfs -o "uid=$user,gid=$group" tmpfs "$root$volume"; done
mkdir -p "$root$shared"
mount --bind "$shared" "$root$shared"
exec chroot "$root" setpriv --reuid "$user" --regid "$group" --clear-groups --no-new-privs \\
  --bounding-set -all --inh-caps -all -- sh -c 'cd "$0" && exec "$@"' "$folder" "$@"
`

export interface Finished {
  readonly code: number | null
  readonly stdout: string
}

/** An image's processes, as an engine would run them with a root that can only be read. */
export class Container {
  readonly #root: string
  readonly #image: ImageConfig
  readonly #settings: Readonly<Record<string, string>>
  readonly #shared: string

  /** @param shared a folder of this machine below `/tmp`, which is there too */
  constructor(
    root: string,
    image: ImageConfig,
    settings: Readonly<Record<string, string>>,
    shared: string,
  ) {
    this.#root = root
    this.#shared = shared
    this.#image = image
    this.#settings = settings
  }

  /** @param args after the image's entry point; default its own */
  start(
    args: readonly string[] = this.#image.Cmd,
    settings: Readonly<Record<string, string>> = {},
  ): ChildProcess {
    return this.#spawn([...this.#image.Entrypoint, ...args], settings)
  }

  /** Runs the entry point to its end. */
  run(args: readonly string[], settings?: Readonly<Record<string, string>>): Promise<Finished> {
    return finish(this.start(args, settings))
  }

  /** Runs any command to its end, as `docker exec` does. */
  exec(command: readonly string[], settings: Readonly<Record<string, string>> = {}) {
    return finish(this.#spawn(command, settings))
  }

  #spawn(command: readonly string[], settings: Readonly<Record<string, string>>): ChildProcess {
    const { User, Env, WorkingDir, Volumes } = this.#image
    const [user = '', group = ''] = User.split(':')
    const volumes = Object.keys(Volumes).join(' ')
    const child = spawn(
      'unshare',
      [
        '--mount',
        'sh',
        '-c',
        ENTER,
        'sh',
        this.#root,
        user,
        group,
        WorkingDir,
        volumes,
        this.#shared,
        ...command,
      ],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...Object.fromEntries(Env.map(parse)), ...this.#settings, ...settings },
      },
    )
    const end = () => child.kill()
    process.once('exit', end)
    child.once('exit', () => process.off('exit', end))
    return child
  }
}

const parse = (setting: string) => {
  const at = setting.indexOf('=')
  return [setting.slice(0, at), setting.slice(at + 1)]
}

async function finish(child: ChildProcess): Promise<Finished> {
  let stdout = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  const [code] = await once(child, 'close')
  return { code, stdout }
}

/** Most memory that the entry point's only child has had, in MiB: the entry point is an init. */
export function peakMib({ pid }: ChildProcess): number {
  const [node] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${node}/status`, 'utf8'))?.[1]) / 1024
}
