import { createHash } from 'node:crypto'

/** Hexadecimal sha256 of some bytes or of a text in UTF-8. */
export const sha256 = (data: Uint8Array | string): string =>
  createHash('sha256').update(data).digest('hex')

/** @throws {Error} when the bytes are not those that `expected`, a hexadecimal sha256, was taken from */
export function checkSha256(data: Uint8Array, expected: string, name: string): void {
  const actual = sha256(data)
  if (actual !== expected) throw new Error(`${name} has sha256 ${actual}, expected ${expected}`)
}
