import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { ModelRefused } from '../../matching/bundle/model-refused.ts'
import type { ArtifactFiles, ArtifactStore } from './artifact-store.ts'

const CIPHER = 'aes-256-gcm'
/** What an encrypted file begins with: a word that no file of a model begins with, and the format's number. */
const MARK = Buffer.from('TMSEAL1\n')
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Encrypts what another store keeps: AES-256-GCM, each file under a nonce of its own, bound to its
 * address and name, so that files cannot be exchanged for one another. What was kept before there was
 * a key is read as it is: the registry's hash vouches for it.
 */
export class SealedStore implements ArtifactStore {
  readonly #store: ArtifactStore
  readonly #key: Uint8Array | undefined

  /** @param key 32 bytes; absent, nothing is encrypted, and what is encrypted is refused */
  constructor(store: ArtifactStore, key: Uint8Array | undefined) {
    this.#store = store
    this.#key = key
  }

  get place(): string {
    return this.#store.place
  }

  async put(address: string, files: ArtifactFiles): Promise<void> {
    const key = this.#key
    const sealed = key
      ? mapFiles(files, (name, bytes) => seal(key, `${address}/${name}`, bytes))
      : files
    await this.#store.put(address, sealed)
  }

  async get(address: string): Promise<ArtifactFiles> {
    const files = await this.#store.get(address)
    return mapFiles(files, (name, bytes) => {
      if (!MARK.equals(bytes.subarray(0, MARK.length))) return bytes
      const path = `${address}/${name}`
      if (!this.#key) {
        throw new ModelRefused(
          'undecryptable',
          `${this.place}/${path} is encrypted; set MODEL_ENCRYPTION_KEY`,
        )
      }
      try {
        return unseal(this.#key, path, bytes)
      } catch (error) {
        throw new ModelRefused(
          'undecryptable',
          `${this.place}/${path} cannot be decrypted: it was changed, or MODEL_ENCRYPTION_KEY is not the key that it was encrypted with`,
          { cause: error },
        )
      }
    })
  }
}

function seal(key: Uint8Array, path: string, bytes: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce)
  cipher.setAAD(Buffer.from(path))
  const body = [cipher.update(bytes), cipher.final()]
  return Buffer.concat([MARK, nonce, cipher.getAuthTag(), ...body])
}

function unseal(key: Uint8Array, path: string, sealed: Uint8Array): Uint8Array {
  const [nonceAt, tagAt] = [MARK.length, MARK.length + NONCE_BYTES]
  const bodyAt = tagAt + TAG_BYTES
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(nonceAt, tagAt), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(path))
  decipher.setAuthTag(sealed.subarray(tagAt, bodyAt))
  return Buffer.concat([decipher.update(sealed.subarray(bodyAt)), decipher.final()])
}

const mapFiles = (
  files: ArtifactFiles,
  change: (name: string, bytes: Uint8Array) => Uint8Array,
): ArtifactFiles => new Map([...files].map(([name, bytes]) => [name, change(name, bytes)]))
