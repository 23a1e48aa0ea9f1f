import { sha256 } from '../../src/runtime/sha256.ts'
import type { Asked } from './ask.ts'
import type { Call } from './calls.ts'

/**
 * `degraded`: what the design has the service answer while a part of it is out, and the answer says so itself
 * (`source: fallback`, or `partial`); `unknown`: a call that was not asked while all was quiet.
 */
export type Verdict = 'same' | 'degraded' | 'wrong' | 'unknown'

/** What calls are answered while nothing is broken: the same rows, the same model and the same day, the same bytes. */
export class QuietAnswers {
  readonly #digests = new Map<Call, string>()

  /** @throws {Error} where one is not answered as it should be */
  static async collect(
    calls: readonly Call[],
    ask: (call: Call) => Promise<Asked>,
  ): Promise<QuietAnswers> {
    const answers = new QuietAnswers()
    for (const call of calls) {
      const { status, text } = await ask(call)
      const { digest, isDegraded } = read(text)
      if (status !== 200 || isDegraded) {
        throw new Error(`${call.path} is not answered in full: ${status} ${text.slice(0, 300)}`)
      }
      answers.#digests.set(call, digest)
    }
    return answers
  }

  /** @param text of an answer with the status 200 */
  judge(call: Call, text: string): Verdict {
    const expected = this.#digests.get(call)
    if (expected === undefined) return 'unknown'
    const { digest, isDegraded } = read(text)
    if (digest === expected) return 'same'
    return isDegraded ? 'degraded' : 'wrong'
  }
}

function read(text: string): { readonly digest: string; readonly isDegraded: boolean } {
  const { request_id: _id, processing_time_ms: _ms, ...answer } = JSON.parse(text)
  return {
    digest: sha256(JSON.stringify(answer)),
    isDegraded: answer.source === 'fallback' || answer.partial !== undefined,
  }
}
