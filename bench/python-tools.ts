import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import { projectFile } from '../src/runtime/project-file.ts'
import { sha256 } from '../src/runtime/sha256.ts'

/**
 * Has pip install tools that are written in Python, or come with it, into a folder of ours: whole or not at
 * all, once, the same in CI and by hand, and apart from what a project of Python's own might have.
 *
 * @param requirements path from the project's root of what is pinned
 * @returns the folder, for `PYTHONPATH`
 */
export async function installPythonTools(requirements: string): Promise<string> {
  const path = projectFile(requirements)
  const folder = projectFile(`.data/python-${sha256(await readFile(path)).slice(0, 12)}`)
  if (existsSync(folder)) return folder
  const partial = `${folder}.${process.pid}`
  const options = ['--quiet', '--no-input', '--disable-pip-version-check', '--retries', '1']
  const target = ['--timeout', '20', '--target', partial, '--requirement', path]
  const { status } = spawnSync('python3', ['-m', 'pip', 'install', ...options, ...target], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) throw new Error(`pip could not install what ${requirements} names`)
  await rename(partial, folder)
  return folder
}
