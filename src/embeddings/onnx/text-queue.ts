import type { EmbedOptions, TextVectors } from '../embedder.ts'

export type Priority = NonNullable<EmbedOptions['priority']>

/** Embeds some texts, in order, and rejects when it cannot. */
export type RunBatch = (texts: readonly string[]) => Promise<TextVectors[]>

/**
 * About one full window, 30 ms of work: a worker is not interrupted, so this bounds how long an
 * interactive text waits behind background ones, and shares out a list of texts evenly.
 */
const MAX_BATCH_CHARACTERS = 1000

interface Ticket {
  readonly promise: Promise<TextVectors>
  readonly resolve: (vectors: TextVectors) => void
  readonly reject: (error: unknown) => void
  waiters: number
}

/**
 * Texts that wait for a worker or are with one. Each is there once, however many ask for it;
 * interactive ones go first, a text left by all that asked for it is dropped unless it runs.
 */
export class TextQueue {
  readonly #run: RunBatch
  readonly #maxBatchSize: number
  readonly #tickets = new Map<string, Ticket>()
  readonly #waiting: Record<Priority, Set<string>> = {
    interactive: new Set(),
    background: new Set(),
  }
  #freeWorkers: number
  #closedBecause: Error | undefined

  constructor(run: RunBatch, workers: number, maxBatchSize: number) {
    this.#run = run
    this.#freeWorkers = workers
    this.#maxBatchSize = maxBatchSize
  }

  /** Resolves when the text is done. Whoever no longer wants it calls {@link leave}. */
  request(text: string, priority: Priority): Promise<TextVectors> {
    if (this.#closedBecause) return Promise.reject(this.#closedBecause)
    let ticket = this.#tickets.get(text)
    if (!ticket) {
      ticket = newTicket()
      this.#tickets.set(text, ticket)
      this.#waiting[priority].add(text)
      // Texts asked for in the same turn make up one batch.
      queueMicrotask(() => this.#dispatch())
    } else if (priority === 'interactive' && this.#waiting.background.delete(text)) {
      this.#waiting.interactive.add(text)
    }
    ticket.waiters++
    return ticket.promise
  }

  leave(text: string): void {
    const ticket = this.#tickets.get(text)
    if (!ticket || --ticket.waiters > 0) return
    const { interactive, background } = this.#waiting
    if (interactive.delete(text) || background.delete(text)) this.#tickets.delete(text)
  }

  /** Rejects what still waits and everything asked later; what runs is finished. */
  async close(reason: Error): Promise<void> {
    this.#closedBecause = reason
    for (const text of [...this.#waiting.interactive, ...this.#waiting.background]) {
      this.#tickets.get(text)?.reject(reason)
      this.#tickets.delete(text)
    }
    this.#waiting.interactive.clear()
    this.#waiting.background.clear()
    await Promise.allSettled([...this.#tickets.values()].map(({ promise }) => promise))
  }

  #dispatch(): void {
    while (this.#freeWorkers > 0) {
      const texts = this.#takeBatch()
      if (texts.length === 0) return
      this.#freeWorkers--
      void this.#work(texts)
    }
  }

  async #work(texts: string[]): Promise<void> {
    try {
      const vectors = await this.#run(texts)
      texts.forEach((text, i) => {
        this.#tickets.get(text)?.resolve(vectors[i] as TextVectors)
      })
    } catch (error) {
      for (const text of texts) this.#tickets.get(text)?.reject(error)
    }
    for (const text of texts) this.#tickets.delete(text)
    this.#freeWorkers++
    this.#dispatch()
  }

  #takeBatch(): string[] {
    const queue =
      this.#waiting.interactive.size > 0 ? this.#waiting.interactive : this.#waiting.background
    const texts: string[] = []
    let characters = 0
    for (const text of queue) {
      characters += text.length
      if (texts.length > 0 && characters > MAX_BATCH_CHARACTERS) break
      texts.push(text)
      if (texts.length === this.#maxBatchSize) break
    }
    for (const text of texts) queue.delete(text)
    return texts
  }
}

function newTicket(): Ticket {
  let resolve!: Ticket['resolve']
  let reject!: Ticket['reject']
  const promise = new Promise<TextVectors>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  // All that asked may have left: then nobody hears of the failure, and that is no crash.
  promise.catch(() => {})
  return { promise, resolve, reject, waiters: 0 }
}
