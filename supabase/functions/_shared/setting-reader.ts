/** What the environment sets, read by gateway and service in the same way. */

/** Reads one setting at a time and collects what is wrong. */
export class SettingReader {
  readonly #env: Readonly<Record<string, string | undefined>>
  readonly #faults: string[]

  /**
   * @param env as `process.env`; blank values count as unset
   * @param faults what is wrong is added here
   */
  constructor(env: Readonly<Record<string, string | undefined>>, faults: string[]) {
    this.#env = env
    this.#faults = faults
  }

  text(name: string): string | undefined {
    return this.#env[name]?.trim() || undefined
  }

  integer(name: string, fallback: number, min: number, max: number): number {
    const text = this.text(name)
    if (text === undefined) return fallback
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    this.#faults.push(`${name} must be a whole number from ${min} to ${max}, is ${quote(text)}`)
    return fallback
  }

  choice<const T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const text = this.text(name)
    if (text === undefined) return fallback
    const found = choices.find((choice) => choice === text.toLowerCase())
    if (found) return found
    this.#faults.push(`${name} must be one of ${choices.join(', ')}, is ${quote(text)}`)
    return fallback
  }

  secret(name: string, minBytes: number): string | undefined {
    const text = this.text(name)
    if (text === undefined || byteLength(text) >= minBytes) return text
    this.#faults.push(`${name} must have at least ${minBytes} bytes, has ${byteLength(text)}`)
    return undefined
  }

  /** Without a trailing slash. The value is not shown: a URL can carry a password. */
  url(name: string, protocols: readonly string[] = WEB_PROTOCOLS): string | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    if (URL.canParse(text) && protocols.includes(new URL(text).protocol.slice(0, -1)))
      return text.replace(/\/+$/, '')
    this.#faults.push(`${name} must be a URL that starts with ${protocols.join(':// or ')}://`)
    return undefined
  }

  share(name: string, fallback: number, max = 1): number {
    const text = this.text(name)
    if (text === undefined) return fallback
    const value = /^\d{1,3}(\.\d{1,9})?$|^\.\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (value <= max) return value
    this.#faults.push(`${name} must be a number from 0 to ${max}, is ${quote(text)}`)
    return fallback
  }

  list(
    name: string,
    isValid: (item: string) => boolean,
    expected: string,
    fallback: readonly string[] = [],
  ): string[] {
    const items = (this.text(name) ?? fallback.join())
      .split(',')
      .flatMap((item) => item.trim() || [])
    const bad = items.filter((item) => !isValid(item))
    if (bad.length > 0) {
      this.#faults.push(
        `${name} must list ${expected}, separated by commas; not ${bad.map(quote).join(', ')}`,
      )
    }
    return items
  }
}

const WEB_PROTOCOLS = ['http', 'https']
export const DATABASE_PROTOCOLS = ['postgres', 'postgresql']
export const REDIS_PROTOCOLS = ['redis', 'rediss']

export const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
export const isOrigin = (text: string) =>
  text === '*' || (URL.canParse(text) && new URL(text).origin === text)
const byteLength = (text: string) => new TextEncoder().encode(text).length
const quote = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
