import { chmod, copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  BUNDLE_FILES,
  MANIFEST_FILE,
  type Manifest,
  type ModelSource,
} from '../matching/bundle/bundle.ts'
import { RATES_FILE } from '../matching/bundle/rates-file.ts'
import { sha256 } from '../runtime/sha256.ts'

export interface ModelFiles {
  readonly manifest: Omit<Manifest, 'sha256'>
  /** Contents of each file of {@link BUNDLE_FILES}, in that order. */
  readonly texts: readonly string[]
}

/** A model as it is kept: its manifest says what the hashes of its files are. */
export function toSource({ manifest, texts }: ModelFiles, from: string): ModelSource {
  const named = Object.fromEntries(
    BUNDLE_FILES.map((name, i) => [name, texts[i] as string]),
  ) as ModelSource['texts']
  const hashes = Object.fromEntries(BUNDLE_FILES.map((name) => [name, sha256(named[name])]))
  const whole: Manifest = { ...manifest, sha256: hashes }
  return { from, manifest: `${JSON.stringify(whole, null, 2)}\n`, texts: named }
}

/**
 * Writes a model's folder whole or not at all: beside its place first, then moved there. Rates that
 * an operator put into the folder stay.
 */
export async function writeModel(folder: string, files: ModelFiles): Promise<void> {
  const { manifest, texts } = toSource(files, folder)
  await mkdir(dirname(folder), { recursive: true })
  const draft = await mkdtemp(`${folder}.`)
  await Promise.all(BUNDLE_FILES.map((name) => writeFile(join(draft, name), texts[name])))
  await writeFile(join(draft, MANIFEST_FILE), manifest)
  await copyFile(join(folder, RATES_FILE), join(draft, RATES_FILE)).catch(ignoreMissing)
  await chmod(draft, 0o755) // a temporary folder is its owner's alone
  await rm(folder, { recursive: true, force: true })
  await rename(draft, folder)
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
