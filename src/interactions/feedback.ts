/** What a person does with a match; `cleared` takes back what their side said of it before. */
export const FEEDBACK_TYPES = ['viewed', 'interested', 'dismissed', 'contacted', 'cleared'] as const
export type FeedbackType = (typeof FEEDBACK_TYPES)[number]

/** The side of a match that acts. */
export type Side = 'talent' | 'company'

/** Who may say what: interest is the talent's to show, contact the company's to make. */
export const SIDES_THAT_SAY: Readonly<Record<FeedbackType, readonly Side[]>> = {
  viewed: ['talent', 'company'],
  interested: ['talent'],
  dismissed: ['talent', 'company'],
  contacted: ['company'],
  cleared: ['talent', 'company'],
}

export interface Feedback {
  readonly talentId: string
  readonly jobId: string
  readonly type: FeedbackType
  /** How long it was looked at; only of `viewed`. */
  readonly durationSeconds: number | null
  /** A second feedback under the same key is the first one, sent again. */
  readonly idempotencyKey: string | null
}

/** Who says it: a user for a side that is theirs (`side` where both are), or the service role for any. */
export type FeedbackAuthor =
  | { readonly kind: 'user'; readonly id: string; readonly side: Side | null }
  | { readonly kind: 'service'; readonly side: Side | null }

export interface RecordedFeedback {
  readonly id: string
  readonly talentId: string
  readonly jobId: string
  readonly type: FeedbackType
  readonly durationSeconds: number | null
  readonly actor: Side | 'service'
  readonly occurredAt: Date
}

export type FeedbackOutcome =
  /** `repeated`: it had been recorded before, under the same key. */
  | { readonly kind: 'recorded' | 'repeated'; readonly event: RecordedFeedback }
  /** The key stands for another feedback. */
  | { readonly kind: 'conflict' }
  /** There is no such talent, or no such job. */
  | { readonly kind: 'unknown' }
  /** Neither side is the author's, or it is a job that was never made public. */
  | { readonly kind: 'foreign' }
  /** The author's side is not the one that may say this. */
  | { readonly kind: 'wrong_side' }

/** Where feedback is kept. */
export interface FeedbackLog {
  /** @throws {UnavailableError} when it met others of its key too often, or the store is out */
  record(feedback: Feedback, author: FeedbackAuthor): Promise<FeedbackOutcome>
}
