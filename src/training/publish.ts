import { chmod, copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BUNDLE_FILES, type Manifest } from '../matching/bundle.ts'
import { RATES_FILE } from '../matching/rates-file.ts'
import { sha256 } from '../sha256.ts'

export interface ModelFiles {
  readonly manifest: Omit<Manifest, 'sha256'>
  /** Contents of each file of {@link BUNDLE_FILES}, in that order. */
  readonly texts: readonly string[]
}

/**
 * Writes a model's folder whole or not at all: beside its place first, then moved there. Rates that
 * an operator put into the folder stay.
 */
export async function writeModel(folder: string, { manifest, texts }: ModelFiles): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  const draft = await mkdtemp(`${folder}.`)
  const hashes = Object.fromEntries(
    BUNDLE_FILES.map((name, i) => [name, sha256(texts[i] as string)]),
  )
  await Promise.all(BUNDLE_FILES.map((name, i) => writeFile(join(draft, name), texts[i] as string)))
  const whole: Manifest = { ...manifest, sha256: hashes }
  await writeFile(join(draft, 'manifest.json'), `${JSON.stringify(whole, null, 2)}\n`)
  await copyFile(join(folder, RATES_FILE), join(draft, RATES_FILE)).catch(ignoreMissing)
  await chmod(draft, 0o755) // a temporary folder is its owner's alone
  await rm(folder, { recursive: true, force: true })
  await rename(draft, folder)
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
