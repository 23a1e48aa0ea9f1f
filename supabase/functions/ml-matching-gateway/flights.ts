interface Flight<Result> {
  readonly result: Promise<Result>
  readonly everyoneLeft: AbortController
  waiting: number
}

/** Work that is under way, so that whoever wants the same at the same moment waits for it. */
export class Flights<Result> {
  readonly #running = new Map<string, Flight<Result>>()

  /**
   * Waits for work of the same key that is under way, else does it. It is nobody's own: who goes away
   * leaves it to the others, and it is stopped when all have gone.
   *
   * @param signal aborted when this caller goes away
   * @param work is given what is aborted when nobody waits any more
   * @throws what `work` throws, or the signal's reason
   */
  async share(
    key: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<{ readonly result: Result; readonly isOwn: boolean }> {
    signal.throwIfAborted()
    const running = this.#running.get(key)
    const flight = running ?? this.#start(key, work)
    flight.waiting += 1
    const gone = Promise.withResolvers<never>()
    const leave = () => {
      flight.waiting -= 1
      if (flight.waiting === 0) {
        this.#end(key, flight)
        flight.everyoneLeft.abort(signal.reason)
      }
      gone.reject(signal.reason)
    }
    signal.addEventListener('abort', leave, { once: true })
    try {
      return { result: await Promise.race([flight.result, gone.promise]), isOwn: !running }
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<Result>): Flight<Result> {
    const everyoneLeft = new AbortController()
    const flight = { result: work(everyoneLeft.signal), everyoneLeft, waiting: 0 }
    this.#running.set(key, flight)
    const end = () => this.#end(key, flight)
    flight.result.then(end, end)
    return flight
  }

  /** Who comes later starts anew. */
  #end(key: string, flight: Flight<Result>): void {
    if (this.#running.get(key) === flight) this.#running.delete(key)
  }
}
