import { quantileOf } from '../quantile.ts'
import type { Asked } from './ask.ts'
import { type Call, KINDS, type Kind } from './calls.ts'

export interface Failure {
  /** When it was sent, by `performance.now()`. */
  readonly at: number
  readonly kind: Kind
  /** 0: no answer. */
  readonly status: number
  /** `code` of a problem, else the beginning of what came. */
  readonly reason: string
  /** A 503 with a problem and Retry-After: what the service says while the database is out or it is overloaded. */
  readonly isDocumented: boolean
}

/** Counts answers. */
export class Tally {
  readonly failures: Failure[] = []
  readonly #ms = new Map<Kind, number[]>(KINDS.map((kind) => [kind, []]))

  hear(call: Call, asked: Asked): void {
    if (call.expects.includes(asked.status)) this.#ms.get(call.kind)?.push(asked.ms)
    else this.failures.push(toFailure(call.kind, asked))
  }

  /** Answered as they should be. */
  get answered(): number {
    return [...this.#ms.values()].reduce((sum, { length }) => sum + length, 0)
  }

  get calls(): number {
    return this.answered + this.failures.length
  }

  /** How often each thing went wrong, such as `503 unavailable`. */
  reasons(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>()
    for (const { status, reason } of this.failures) {
      const name = `${status || 'no answer'} ${reason}`
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return counts
  }

  /** Milliseconds of those that were answered as they should be, all or of one kind. */
  quantile(share: number, kind?: Kind): number {
    const ms = kind ? (this.#ms.get(kind) ?? []) : [...this.#ms.values()].flat()
    return quantileOf(Float64Array.from(ms).sort(), share)
  }

  count(kind: Kind): number {
    return this.#ms.get(kind)?.length ?? 0
  }
}

function toFailure(kind: Kind, { status, text, headers, ms }: Asked): Failure {
  const isProblem = headers['content-type']?.startsWith('application/problem+json') === true
  const reason = isProblem ? JSON.parse(text).code : text.replaceAll(/\s+/g, ' ').slice(0, 80)
  const isDocumented = status === 503 && isProblem && headers['retry-after'] !== undefined
  return { at: performance.now() - ms, kind, status, reason, isDocumented }
}
