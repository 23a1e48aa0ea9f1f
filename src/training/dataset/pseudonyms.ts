import { createHmac } from 'node:crypto'

/** Names for people and jobs that only the holder of the key can tell whose they are. */
export interface Pseudonyms {
  readonly talent: (id: string) => string
  readonly job: (id: string) => string
  readonly user: (id: string) => string
  /** Tells keys apart, and says nothing of them. */
  readonly keyId: string
}

/** As long as the hash, as RFC 2104 advises. */
const KEY_BYTES = 32
/** 128 bits: two of a billion names are the same with a chance of one in 10²⁰. */
const HEX_DIGITS = 32

/**
 * Keyed hashes (HMAC-SHA256) of ids: the same key gives the same names, so that whoever is erased is found
 * in every snapshot, and without it nobody is.
 *
 * @throws {RangeError} when the key is shorter than 32 bytes
 */
export function pseudonymsBy(key: string): Pseudonyms {
  if (Buffer.byteLength(key) < KEY_BYTES) {
    throw new RangeError(`a key of pseudonyms has at least ${KEY_BYTES} bytes`)
  }
  const nameOf = (kind: string) => (id: string) =>
    createHmac('sha256', key).update(`${kind} ${id}`).digest('hex').slice(0, HEX_DIGITS)
  return {
    talent: nameOf('talent'),
    job: nameOf('job'),
    user: nameOf('user'),
    keyId: nameOf('key')('id'),
  }
}
