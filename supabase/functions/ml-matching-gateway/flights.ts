interface Flight<Result> {
  readonly result: Promise<Result>
  readonly signal: AbortSignal
}

/** Work that is under way, so that whoever wants the same at the same moment waits for it. */
export class Flights<Result> {
  readonly #running = new Map<string, Flight<Result>>()

  /**
   * Waits for work of the same key that is under way, else does it. Where the one who did it has gone away, the
   * next of those who wait does it.
   *
   * @param signal aborted when this caller goes away
   * @throws what `work` throws
   */
  async share(
    key: string,
    signal: AbortSignal,
    work: () => Promise<Result>,
  ): Promise<{ readonly result: Result; readonly isOwn: boolean }> {
    for (;;) {
      const running = this.#running.get(key)
      if (!running) break
      try {
        return { result: await running.result, isOwn: false }
      } catch (error) {
        if (!running.signal.aborted) throw error
      }
    }
    const result = work().finally(() => this.#running.delete(key))
    this.#running.set(key, { result, signal })
    return { result: await result, isOwn: true }
  }
}
