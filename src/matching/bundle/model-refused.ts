/**
 * Why a model is not served: it is not where it should be; its place cannot be reached; the key does not
 * open it; its bytes are not those that were written; it is for other features than this code
 * computes; it is whole and makes no sense.
 */
export const REFUSAL_REASONS = [
  'missing',
  'unreachable',
  'undecryptable',
  'corrupt',
  'features',
  'unusable',
] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

/** A model that cannot be served; the message says what is wrong with it, and where. */
export class ModelRefused extends Error {
  override readonly name = 'ModelRefused'
  readonly reason: RefusalReason

  constructor(reason: RefusalReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
