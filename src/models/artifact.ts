import { BUNDLE_FILES, MANIFEST_FILE, type ModelSource } from '../matching/bundle/bundle.ts'
import { ModelRefused } from '../matching/bundle/model-refused.ts'
import { sha256 } from '../runtime/sha256.ts'
import type { ArtifactFiles } from './store/artifact-store.ts'

/** Of the manifest's hash: as many digits as nobody meets by chance. */
const ADDRESS_DIGITS = 16

/** The hash that stands for a model: its manifest's, which has those of all other files. */
export const hashOf = ({ manifest }: Pick<ModelSource, 'manifest'>): string => sha256(manifest)

/**
 * Where a model is kept, as `1.0.20260301-0f3c…`: by what it is. So two that are written at once never
 * mix, and one whose writer was killed is finished by whoever writes it again.
 */
export const addressOf = (version: string, hash: string): string =>
  `${version.replace(/[^\w.-]/g, '_')}-${hash.slice(0, ADDRESS_DIGITS)}`

export function toFiles({ manifest, texts }: ModelSource): ArtifactFiles {
  return new Map([
    ...BUNDLE_FILES.map((name) => [name, Buffer.from(texts[name])] as const),
    [MANIFEST_FILE, Buffer.from(manifest)],
  ])
}

/**
 * @param from where the files were, for people
 * @throws {ModelRefused} when a file is not there, or the manifest is not the one with this hash
 */
export function toSource(files: ArtifactFiles, from: string, hash: string): ModelSource {
  const text = (name: string) => {
    const bytes = files.get(name)
    if (bytes) return Buffer.from(bytes).toString('utf8')
    throw new ModelRefused('missing', `${from}: there is no ${name}`)
  }
  const manifest = text(MANIFEST_FILE)
  if (sha256(manifest) !== hash) {
    throw new ModelRefused(
      'corrupt',
      `${from}: ${MANIFEST_FILE} is not the one that was registered`,
    )
  }
  return {
    from,
    manifest,
    texts: {
      'ranker.txt': text('ranker.txt'),
      'residual.txt': text('residual.txt'),
      'tables.json': text('tables.json'),
    },
  }
}
