import type { AnswerLog } from '../interactions/answer-log.ts'
import type { Directory } from '../interactions/directory.ts'
import type { FeedbackLog } from '../interactions/feedback.ts'
import type { ByIdMatcher, PairMatcher } from '../matching/by-id/by-id-matcher.ts'
import type { Corpus } from '../matching/by-id/corpus.ts'
import type { ReportedRollout } from '../rollout/report.ts'

/** What the calls by id need: the platform's database, in the words of those who ask it. */
export interface Platform {
  readonly corpus: Pick<Corpus, 'findTalent' | 'findJob'>
  readonly matcher: ByIdMatcher & PairMatcher
  readonly answers: AnswerLog
  readonly feedback: FeedbackLog
  readonly directory: Directory
  readonly rollout: ReportedRollout
}
