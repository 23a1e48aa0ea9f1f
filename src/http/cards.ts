import type { Static } from 'typebox'
import type { Job, Match, Talent } from '../../supabase/functions/_shared/payload.ts'
import type { RankedMatches } from '../matching/matcher.ts'
import type { Card } from './schemas/drop-in.ts'
import type { SharedSkills } from './shared-skills.ts'

type CardFields = Static<typeof Card>
type Answered = Pick<RankedMatches, 'source' | 'model_version'>

/** A pair, and what was answered of it. */
interface Pair {
  readonly match: Match
  readonly talent: Talent
  readonly job: Job
  readonly skills: SharedSkills
}

/** A match in a list of jobs, of which the page knows the talent. */
export function toJobCard(pair: Pair, answered: Answered, company: string | undefined): CardFields {
  return {
    ...toCard(pair, answered),
    talent_id: null,
    job_id: pair.job.id,
    location: pair.job.location ?? null,
    ...(company !== undefined && { company }),
  }
}

/** A match in a list of talents, of which the page knows the job. */
export function toTalentCard(pair: Pair, answered: Answered): CardFields {
  return {
    ...toCard(pair, answered),
    talent_id: pair.talent.id,
    job_id: null,
    talent_title: pair.talent.title,
    location: pair.talent.location ?? null,
  }
}

function toCard({ match, job, skills }: Pair, { source, model_version }: Answered) {
  const { sub_scores, top_factors, mismatches, unknown = [] } = match.explanation
  return {
    match_score: round(match.match_score),
    skill_match_score: round(sub_scores.skills_match),
    experience_match_score: round(sub_scores.experience_match),
    location_match_score: round(sub_scores.location_match),
    salary_match_score: unknown.includes('salary_match') ? null : round(sub_scores.salary_match),
    matched_skills: skills.matched,
    missing_skills: skills.missing,
    reason: top_factors.map(({ description }) => description).join(' • '),
    job_title: job.title,
    confidence: match.confidence,
    highly_recommended: match.highly_recommended,
    ...(mismatches && { mismatches }),
    source,
    model_version,
  }
}

const round = (score: number) => Math.round(score * 100) / 100
