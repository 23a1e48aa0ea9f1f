/**
 * Hashes of ids that tell who is the same, and not who it is: hexadecimal HMAC-SHA-256.
 */
export class KeyedHash {
  readonly #key: Promise<CryptoKey>

  constructor(secret: string) {
    this.#key = crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode(secret),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    )
  }

  async of(text: string): Promise<string> {
    const bytes = new TextEncoder().encode(text)
    const hash = new Uint8Array(await crypto.subtle.sign('HMAC', await this.#key, bytes))
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
  }
}
