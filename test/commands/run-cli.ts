import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url))

export interface CliRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A folder that commands run in, with nothing around it that could lend them settings. */
export const makeFolder = () => mkdtempSync(join(tmpdir(), 'talentmatch-cli-'))

export type Environment = Readonly<Record<string, string>>

/** Starts the compiled command-line tool, as a user would, without embeddings. */
export function startCli(
  args: readonly string[],
  folder: string,
  env: Environment = {},
): ChildProcessWithoutNullStreams {
  if (!existsSync(CLI)) throw new Error(`${CLI} is not there: run \`npm run build\` first`)
  return spawn(process.execPath, [CLI, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, EMBEDDING_PROVIDER: 'none', ...env },
  })
}

/** Runs it to its end. */
export async function runCli(
  args: readonly string[],
  folder: string,
  { env, stdin = '' }: { env?: Environment; stdin?: string } = {},
): Promise<CliRun> {
  const child = startCli(args, folder, env)
  // A command that refuses its arguments ends without reading.
  child.stdin.on('error', () => {})
  child.stdin.end(stdin)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return { code: await exitCode(child), stdout, stderr }
}

export function exitCode(child: ChildProcessWithoutNullStreams): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve))
}
