/** Which side asks for the other. */
export type MatchType = 'talent-to-jobs' | 'job-to-talents'

/** What a caller asks for, checked. */
export interface MatchCall {
  readonly type: MatchType
  /** The talent, or the job, to find matches for; in lower case. */
  readonly subject: string
  /** 1-100. */
  readonly limit: number
  /** 0-100. */
  readonly minScore: number
}

/** The subject as the columns of logs have it. */
export const subjectIds = ({ type, subject }: Pick<MatchCall, 'type' | 'subject'>) =>
  type === 'talent-to-jobs'
    ? { talent_id: subject, job_id: null }
    : { talent_id: null, job_id: subject }

/** The id of the other side of a match. */
export const otherSide = (
  { type }: Pick<MatchCall, 'type'>,
  match: { readonly talent_id: string; readonly job_id: string },
): string => (type === 'talent-to-jobs' ? match.job_id : match.talent_id)
