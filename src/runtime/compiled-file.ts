import { fileURLToPath } from 'node:url'

const SOURCE_ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Path of the JavaScript that a worker thread or child process starts from. Node 20 cannot load
 * TypeScript there, so code that runs from source (tests) takes the compiled twin below `dist/`.
 *
 * @param from `import.meta.url` of the caller
 * @param entry the entry, relative to the caller, as `./name.ts`
 */
export function compiledFile(from: string, entry: `./${string}.ts`): string {
  const path = fileURLToPath(new URL(entry, from)).replace(/\.ts$/, '.js')
  return from.endsWith('.ts') ? path.replace(SOURCE_ROOT, `${SOURCE_ROOT}dist/`) : path
}
