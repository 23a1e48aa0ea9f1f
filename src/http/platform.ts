import type { AnswerLog } from '../matching/answer-log.ts'
import type { ByIdMatcher, PairMatcher } from '../matching/by-id-matcher.ts'
import type { Corpus } from '../matching/corpus.ts'
import type { Directory } from '../matching/directory.ts'
import type { FeedbackLog } from '../matching/feedback.ts'
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
