import { readFileSync } from 'node:fs'

/** Version of this package: its manifest lies one level deeper below `dist/`. */
export function packageVersion(): string {
  const manifest = import.meta.url.endsWith('.ts') ? '../../package.json' : '../../../package.json'
  return JSON.parse(readFileSync(new URL(manifest, import.meta.url), 'utf8')).version
}
