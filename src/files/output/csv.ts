import { stringify } from 'csv-stringify/sync'
import type { Ranking } from './ranking.ts'

const COLUMNS = [
  'talent_id',
  'talent_title',
  'job_id',
  'job_title',
  'rank',
  'match_score',
  'confidence',
  'skills_match',
  'experience_match',
  'location_match',
  'salary_match',
  'cultural_fit',
  'why_1',
  'why_2',
  'why_3',
  'mismatches',
] as const

/** One pair a row, after a row of names. A text that a spreadsheet would compute gets a leading `'`. */
export async function* toCsv(rankings: AsyncIterable<Ranking>): AsyncGenerator<string> {
  yield `${COLUMNS.join(',')}\n`
  for await (const ranking of rankings) {
    yield stringify(toRows(ranking), { columns: [...COLUMNS], escape_formulas: true })
  }
}

function toRows({ side, subject, matches }: Ranking): Record<(typeof COLUMNS)[number], unknown>[] {
  return matches.map(({ title, match }, index) => {
    const { sub_scores, top_factors, mismatches = [] } = match.explanation
    const [why_1, why_2, why_3] = top_factors.map(({ description }) => description)
    return {
      talent_id: match.talent_id,
      talent_title: side === 'talent' ? subject.title : title,
      job_id: match.job_id,
      job_title: side === 'talent' ? title : subject.title,
      rank: index + 1,
      match_score: match.match_score,
      confidence: match.confidence,
      ...sub_scores,
      why_1,
      why_2,
      why_3,
      // A sentence may hold any sign but this.
      mismatches: mismatches.join('\n'),
    }
  })
}
