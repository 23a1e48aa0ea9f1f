import { fileURLToPath } from 'node:url'

/**
 * Path of a file or folder that lies beside `src/` and is not compiled; the compiled code looks from one
 * level deeper, below `dist/`.
 *
 * @param path from the project's root, such as `examples/jobs.json`
 */
export function projectFile(path: string): string {
  const root = import.meta.url.endsWith('.ts') ? '../..' : '../../..'
  return fileURLToPath(new URL(`${root}/${path}`, import.meta.url))
}
