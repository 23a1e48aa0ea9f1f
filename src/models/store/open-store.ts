import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ArtifactStore } from './artifact-store.ts'
import { FolderStore } from './folder-store.ts'
import { SealedStore } from './sealed-store.ts'

export interface StoreSettings {
  /** `file:///folder` or `s3://bucket/prefix`; absent, a folder in the data folder. */
  readonly modelStoreUrl?: string | undefined
  /** 32 bytes. */
  readonly modelEncryptionKey?: Uint8Array | undefined
  readonly dataDir: string
}

/** The store of the settings; of object storage, copies are kept in the data folder as they were stored. */
export async function openArtifactStore(settings: StoreSettings): Promise<ArtifactStore> {
  const { modelStoreUrl, modelEncryptionKey, dataDir } = settings
  return new SealedStore(await openPlainStore(modelStoreUrl, dataDir), modelEncryptionKey)
}

async function openPlainStore(url: string | undefined, dataDir: string): Promise<ArtifactStore> {
  if (url === undefined) return new FolderStore(join(dataDir, 'model-store'))
  const { protocol, hostname, pathname } = new URL(url)
  if (protocol === 'file:') return new FolderStore(fileURLToPath(url))
  const [{ S3Store }, { CachedStore }] = await Promise.all([
    import('./s3-store.ts'),
    import('./cached-store.ts'),
  ])
  const prefix = decodeURIComponent(pathname).replace(/^\/+|\/+$/g, '')
  return new CachedStore(new S3Store({ bucket: hostname, prefix }), join(dataDir, 'model-cache'))
}
