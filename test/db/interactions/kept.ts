import type { ServedMatch, ServedMatches } from '../../../src/matching/by-id/by-id-matcher.ts'
import type { Match } from '../../../supabase/functions/_shared/payload.ts'

/** A match of two ids, with a score. */
export const matchOf = (talentId: string, jobId: string, score = 87.654): Match => ({
  talent_id: talentId,
  job_id: jobId,
  match_score: score,
  confidence: 0.5,
  highly_recommended: score > 80,
  explanation: {
    top_factors: [{ factor: 'Skills', score: 100, description: 'Both required skills: "Go", C++' }],
    sub_scores: {
      skills_match: 100,
      experience_match: 50,
      location_match: 50,
      salary_match: 50,
      cultural_fit: 50,
    },
  },
})

export const servedOf = (matches: readonly Match[], fields: Partial<ServedMatch> = {}) =>
  ({
    served: matches.map((match) => ({ match, rawScore: 61.25, explored: false, ...fields })),
    source: 'ml',
    model_version: '1.0.20260101',
    candidates: 240,
    featureContract: 'contract',
  }) satisfies ServedMatches
