import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { BUNDLE_FILES, MANIFEST_FILE } from '../../matching/bundle/bundle.ts'
import { ModelRefused } from '../../matching/bundle/model-refused.ts'
import type { ArtifactFiles, ArtifactStore } from './artifact-store.ts'

/** Whoever waits for a model, an administrator among them, waits no longer than so. */
const CONNECT_TIMEOUT_MS = 2_000
const REQUEST_TIMEOUT_MS = 10_000
const ATTEMPTS = 2
/** A hundred times a usual one: what is larger is no model. */
const LARGEST_FILE_BYTES = 64 * 1024 * 1024

export interface S3Place {
  readonly bucket: string
  /** Without slashes at its ends; empty: the bucket itself. */
  readonly prefix: string
}

/**
 * Keeps models in object storage that speaks S3. Credentials, region and endpoint come from where all
 * tools of AWS have them: the environment (`AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL_S3`, …), profiles, the
 * role of the machine.
 */
export class S3Store implements ArtifactStore {
  readonly place: string
  readonly #client: S3Client
  readonly #where: S3Place

  constructor(where: S3Place) {
    this.#where = where
    this.place = `s3://${where.bucket}${where.prefix && `/${where.prefix}`}`
    const isCustom = Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL)
    this.#client = new S3Client({
      // Servers of one's own have no name for each bucket, and any region.
      ...(isCustom && { forcePathStyle: true, region: process.env.AWS_REGION ?? 'us-east-1' }),
      maxAttempts: ATTEMPTS,
      requestHandler: {
        connectionTimeout: CONNECT_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        throwOnRequestTimeout: true,
      },
      // Older servers know none of its checksums; each file has a hash of ours.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    })
  }

  /** The manifest comes last: without it there is nothing there. */
  async put(address: string, files: ArtifactFiles): Promise<void> {
    if (await this.#has(address)) return
    const names = [...files.keys()].sort(
      (a, b) => Number(a === MANIFEST_FILE) - Number(b === MANIFEST_FILE),
    )
    for (const name of names) {
      const Body = files.get(name)
      await this.#send(address, () =>
        this.#client.send(new PutObjectCommand({ ...this.#object(address, name), Body })),
      )
    }
  }

  async get(address: string): Promise<ArtifactFiles> {
    const read = async (name: string) => [name, await this.#read(address, name)] as const
    const manifest = await read(MANIFEST_FILE)
    return new Map([manifest, ...(await Promise.all(BUNDLE_FILES.map(read)))])
  }

  async #has(address: string): Promise<boolean> {
    const command = new HeadObjectCommand(this.#object(address, MANIFEST_FILE))
    try {
      await this.#send(address, () => this.#client.send(command))
      return true
    } catch (error) {
      if (error instanceof ModelRefused && error.reason === 'missing') return false
      throw error
    }
  }

  async #read(address: string, name: string): Promise<Uint8Array> {
    return this.#send(address, async () => {
      const object = this.#object(address, name)
      const { Body, ContentLength = 0 } = await this.#client.send(new GetObjectCommand(object))
      if (ContentLength > LARGEST_FILE_BYTES) {
        throw new ModelRefused(
          'corrupt',
          `${this.place}/${address}/${name} has ${ContentLength} bytes, too many for a model; ` +
            'delete it and publish the model again, or activate another',
        )
      }
      return (await Body?.transformToByteArray()) ?? new Uint8Array()
    })
  }

  #object(address: string, name: string) {
    const { bucket, prefix } = this.#where
    return { Bucket: bucket, Key: [...(prefix ? [prefix] : []), address, name].join('/') }
  }

  async #send<T>(address: string, request: () => Promise<T>): Promise<T> {
    try {
      return await request()
    } catch (error) {
      if (error instanceof ModelRefused) throw error
      if (error instanceof S3ServiceException && isMissing(error)) {
        throw new ModelRefused('missing', `${this.place} has no ${address}`, { cause: error })
      }
      const { name, message } = error as Error
      const told = message && message !== 'UnknownError' ? message : name
      throw new ModelRefused('unreachable', `${this.place} cannot be reached: ${told}`, {
        cause: error,
      })
    }
  }
}

/** A bucket that is not there is a setting that is wrong, and no missing model. */
const isMissing = ({ name, $metadata }: S3ServiceException) =>
  name === 'NoSuchKey' || (name === 'NotFound' && $metadata.httpStatusCode === 404)
