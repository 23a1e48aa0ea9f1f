/** Where Supabase runs functions: keeps an instance alive until a promise is settled. */
declare const EdgeRuntime: { waitUntil(promise: Promise<unknown>): void } | undefined

/** Work that an answer does not wait for. */
export class Afterwards {
  readonly #running = new Set<Promise<void>>()
  readonly #onFailure: (error: unknown) => void

  constructor(onFailure: (error: unknown) => void) {
    this.#onFailure = onFailure
  }

  run(work: () => Promise<unknown>): void {
    const running: Promise<void> = Promise.resolve()
      .then(work)
      .then(() => {}, this.#onFailure)
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
    if (typeof EdgeRuntime !== 'undefined') EdgeRuntime.waitUntil(running)
  }

  /** Resolves when nothing runs any more. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }
}
