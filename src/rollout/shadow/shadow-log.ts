import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import { type AnswerLog, isSampled, type ShownAnswer } from '../../interactions/answer-log.ts'
import type { Bundle } from '../../matching/bundle/bundle.ts'
import { addSums, NO_SUMS, type ShadowDay, type ShadowSums, scoreInShadow } from './shadow-day.ts'

/** Answers that wait at most: a few hundred kilobytes each at worst. */
const MAX_WAITING = 64
/** By then an answer that is added before it is sent has been sent. */
const AFTER_MS = 1_000
/** Whose turn comes later is dropped: the process has other work. */
const LATE_MS = 10_000
const WRITE_EVERY_MS = 10_000

export interface ShadowLogOptions {
  /** Adds the sums to those that are kept. */
  readonly write: (days: readonly ShadowDay[]) => Promise<void>
  /** Share of the answers that are scored, 0-1. */
  readonly share: number
  /** The embedder of the model that serves, whose vectors the features were made of. */
  readonly embedder: () => string | undefined
  /** Hears of the first trouble, and again only after things went well. */
  readonly onTrouble: (error: unknown) => void
  readonly maxWaiting?: number
  readonly afterMs?: number
  readonly lateMs?: number
}

/** Scores answers by a model that nobody is shown, after they were sent, one by one; keeps sums. */
export class ShadowLog {
  readonly #options: Required<ShadowLogOptions>
  readonly #queue: { readonly shown: ShownAnswer; readonly addedAt: number }[] = []
  readonly #sums = new Map<string, ShadowDay>()
  readonly #closing = new AbortController()
  #wanted: string | undefined
  #loaded: Bundle | undefined
  #running: Promise<void> | undefined
  #writing: Promise<void> = Promise.resolve()
  #later: Promise<void> | undefined
  #isTroubled = false

  constructor(options: ShadowLogOptions) {
    this.#options = { maxWaiting: MAX_WAITING, afterMs: AFTER_MS, lateMs: LATE_MS, ...options }
  }

  /** Which version is to score; undefined: none. It does once it is there. */
  want(version: string | undefined): void {
    this.#wanted = version
  }

  use(bundle: Bundle | undefined): void {
    this.#loaded = bundle
  }

  /** Answers that wait. */
  get waiting(): number {
    return this.#queue.length
  }

  /** Returns at once. */
  add(shown: ShownAnswer): void {
    const shadow = this.#shadow
    if (!shadow || this.#closing.signal.aborted) return
    if (shown.answer.served.length === 0 || shown.answer.model_version === this.#wanted) return
    if (!isSampled(shown.requestId, this.#options.share)) return
    if (this.#queue.length >= this.#options.maxWaiting) {
      this.#count(shown, shadow, { dropped: 1 })
      return
    }
    this.#queue.push({ shown, addedAt: performance.now() })
    this.#running ??= this.#run()
  }

  /** Resolves when all that was added is scored, and written or to be written with the next. */
  async flush(): Promise<void> {
    await this.#running
    await this.#write()
  }

  /** Ends it: what waits is dropped, what is counted is written. */
  async close(): Promise<void> {
    this.#closing.abort()
    await this.flush()
  }

  get #shadow(): Bundle | undefined {
    return this.#loaded?.manifest.version === this.#wanted ? this.#loaded : undefined
  }

  /** Never rejects. */
  async #run(): Promise<void> {
    const { signal } = this.#closing
    const { afterMs } = this.#options
    for (let next = this.#queue[0]; next; next = this.#queue[0]) {
      const ms = next.addedAt + afterMs - performance.now()
      if (ms > 0 && !signal.aborted) await delay(ms, undefined, { ref: false, signal }).catch(noop)
      // Requests come in between.
      await nextTurn()
      this.#queue.shift()
      this.#score(next)
    }
    this.#running = undefined
  }

  #score({ shown, addedAt }: { readonly shown: ShownAnswer; readonly addedAt: number }): void {
    const shadow = this.#shadow
    if (!shadow) return
    const { lateMs, embedder } = this.#options
    let sums: Partial<ShadowSums> = { skipped: 1 }
    if (performance.now() - addedAt > lateMs || this.#closing.signal.aborted) sums = { dropped: 1 }
    else if (embedder() === shadow.manifest.embedder) {
      try {
        sums = scoreInShadow(shown.answer, shadow)
      } catch (error) {
        this.#tellOnce(error)
      }
    }
    this.#count(shown, shadow, sums)
  }

  #count({ shownAt, answer }: ShownAnswer, shadow: Bundle, sums: Partial<ShadowSums>): void {
    this.#addDay(
      {
        day: shownAt.toISOString().slice(0, 10),
        shadowVersion: shadow.manifest.version,
        servingVersion: answer.model_version,
      },
      sums,
    )
  }

  #addDay(
    key: Pick<ShadowDay, 'day' | 'shadowVersion' | 'servingVersion'>,
    sums: Partial<ShadowSums>,
  ): void {
    const { day, shadowVersion, servingVersion } = key
    const name = JSON.stringify([day, shadowVersion, servingVersion])
    const before = this.#sums.get(name) ?? NO_SUMS
    this.#sums.set(name, { ...addSums(before, sums), day, shadowVersion, servingVersion })
    this.#later ??= this.#writeLater()
  }

  async #writeLater(): Promise<void> {
    const { signal } = this.#closing
    await delay(WRITE_EVERY_MS, undefined, { ref: false, signal }).catch(noop)
    this.#later = undefined
    if (!signal.aborted) await this.#write()
  }

  /** What cannot be written is kept for the next time. Never rejects. */
  #write(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      const days = [...this.#sums.values()]
      if (days.length === 0) return
      this.#sums.clear()
      try {
        await this.#options.write(days)
        this.#isTroubled = false
      } catch (error) {
        for (const day of days) this.#addDay(day, day)
        this.#tellOnce(error)
      }
    })
    return this.#writing
  }

  #tellOnce(error: unknown): void {
    if (!this.#isTroubled) this.#options.onTrouble(error)
    this.#isTroubled = true
  }
}

/** Keeps answers as `log` does, and has them scored. */
export const withShadow = (log: AnswerLog, shadow: ShadowLog): AnswerLog => ({
  add: (shown) => {
    log.add(shown)
    shadow.add(shown)
  },
  flush: () => log.flush(),
  close: async () => {
    await Promise.all([log.close(), shadow.close()])
  },
  counts: () => log.counts(),
})

const noop = () => {}
