import {
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel'
import type { BreakerState } from './breaker-state.ts'
import { ServiceFailure } from './matching-service.ts'

/** The service is not asked: its breaker is open or its one probe under way, or too many ask it. */
export class ServiceSkipped extends Error {
  override readonly name = 'ServiceSkipped'
  readonly reason: 'skipped' | 'busy'

  constructor(reason: ServiceSkipped['reason'] = 'skipped') {
    super(`the service was not called: ${reason}`)
    this.reason = reason
  }
}

export interface ServiceBreakerOptions {
  /** Failures in a row that open it; default 5. */
  readonly failures?: number
  /** How long it stays open before a probe; default 10 s. */
  readonly openMs?: number
  /** Tells the other instances; resolves when they can know. */
  readonly share: (state: BreakerState) => Promise<void>
}

const NAMES = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
} as const

/**
 * Spares callers the wait for a service that is down, and the service the calls. Each instance judges
 * by what it sees itself, and follows what another has found.
 */
export class ServiceBreaker {
  readonly #failures: number
  readonly #openMs: number
  readonly #share: ServiceBreakerOptions['share']
  #policy: CircuitBreakerPolicy
  /** What others say is older than our own word until that has reached them. */
  #isShared = true
  /** Milliseconds since 1970: what was said before this is no news. */
  #openUntil = 0
  #telling: Promise<void> = Promise.resolve()

  constructor({ failures = 5, openMs = 10_000, share }: ServiceBreakerOptions) {
    this.#failures = failures
    this.#openMs = openMs
    this.#share = share
    this.#policy = this.#createPolicy()
  }

  get state(): BreakerState['state'] {
    return NAMES[this.#policy.state]
  }

  /** Follows what another instance found. */
  follow({ state, until }: BreakerState): void {
    if (!this.#isShared || this.state === 'half-open') return
    if (state === 'closed') {
      if (this.state !== 'closed') this.#policy = this.#createPolicy()
      return
    }
    const openUntil = until ? Date.parse(until) : Date.now()
    if (openUntil <= this.#openUntil) return
    // Where its time is up already, the next call is our probe.
    this.#openUntil = openUntil
    this.#policy = this.#createPolicy(openUntil - this.#openMs)
  }

  /**
   * @param work is told whether it is the probe that decides
   * @throws {ServiceSkipped} without asking
   */
  async call<T>(work: (isProbe: boolean) => Promise<T>): Promise<T> {
    const policy = this.#policy
    // The policy itself would have others wait for the probe.
    if (policy.state === CircuitState.HalfOpen) throw new ServiceSkipped()
    try {
      return await policy.execute(() => work(policy.state !== CircuitState.Closed))
    } catch (error) {
      throw isBroken(error) ? new ServiceSkipped() : error
    }
  }

  #createPolicy(openedAt?: number): CircuitBreakerPolicy {
    const policy = circuitBreaker(handleWhen(isOfService), {
      breaker: new ConsecutiveBreaker(this.#failures),
      halfOpenAfter: this.#openMs,
      ...(openedAt !== undefined && {
        initialState: {
          ownState: { value: CircuitState.Open, openedAt, attemptNo: 1 },
          breakerState: 0,
        },
      }),
    })
    policy.onStateChange((state) => {
      if (policy === this.#policy) this.#tell(NAMES[state])
    })
    return policy
  }

  /**
   * One word after the other, so that the last is the last. Where the others cannot be told, they are
   * not followed either, until the next change.
   */
  #tell(state: BreakerState['state']): void {
    this.#isShared = false
    const isClosed = state === 'closed'
    this.#openUntil = Date.now() + (isClosed ? 0 : this.#openMs)
    const until = isClosed ? null : new Date(this.#openUntil).toISOString()
    this.#telling = this.#telling
      .then(() => this.#share({ state, until }))
      .then(
        () => {
          this.#isShared = this.state === state
        },
        () => {},
      )
  }
}

/** One caller's odd request must not take the model from all others. */
const isOfService = (error: unknown) => error instanceof ServiceFailure && !error.isOfRequest

const isBroken = (error: unknown) =>
  (error as { readonly isBrokenCircuitError?: boolean }).isBrokenCircuitError === true
