/**
 * Seeded random numbers: sfc32 (Chris Doty-Humphrey, PractRand). Integer arithmetic and division
 * by powers of two only, so that every machine draws the same.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1

  /** Different keys give independent streams of the same seed. */
  constructor(seed: number | string, ...keys: readonly (number | string)[]) {
    const text = [seed, ...keys].join('\u0000')
    this.#a = hash(text, 0)
    this.#b = hash(text, 1)
    this.#c = hash(text, 2)
    for (let round = 0; round < 12; round++) this.bits()
  }

  /** 32 random bits. */
  bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.bits() / 2 ** 32
  }

  /** Uniform in [from, to). */
  between(from: number, to: number): number {
    return from + (to - from) * this.next()
  }

  /** Whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** Bell-shaped around 0, standard deviation 1, within ±3.5 (Irwin-Hall: needs no logarithm). */
  bell(): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * Math.sqrt(3)
  }

  /** @throws {RangeError} when there is nothing to pick */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }

  /** One item, each with the weight of its place; weights need not sum to 1. */
  weighted<T>(choices: readonly (readonly [item: T, weight: number])[]): T {
    let total = 0
    for (const [, weight] of choices) total += weight
    let rest = this.next() * total
    for (const [item, weight] of choices) {
      rest -= weight
      if (rest < 0) return item
    }
    return this.pick(choices)[0]
  }

  /** Up to `count` different items in random order. */
  sample<T>(items: readonly T[], count: number): T[] {
    const pool = [...items]
    const size = Math.min(Math.max(count, 0), pool.length)
    for (let i = 0; i < size; i++) {
      const j = this.int(i, pool.length - 1)
      const swapped = pool[j] as T
      pool[j] = pool[i] as T
      pool[i] = swapped
    }
    return pool.slice(0, size)
  }

  /** A version 4 UUID. */
  uuid(): string {
    const hex = Array.from({ length: 4 }, () => this.bits().toString(16).padStart(8, '0')).join('')
    const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3]
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
  }
}

/** FNV-1a with a murmur3 finisher. */
function hash(text: string, salt: number): number {
  let h = 0x811c9dc5 ^ Math.imul(salt + 1, 0x9e3779b1)
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
