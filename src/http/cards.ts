import type { Static } from 'typebox'
import type { Job, Match, Talent } from '../../supabase/functions/_shared/payload.ts'
import type { RankedMatches } from '../matching/matcher.ts'
import { splitSkills } from '../matching/shared-skills.ts'
import type { Card } from './schemas/drop-in.ts'

type CardFields = Static<typeof Card>
type Answered = Pick<RankedMatches, 'source' | 'model_version'>

/** A match in a list of jobs, of which the page knows the talent. */
export function toJobCard(
  match: Match,
  talent: Talent,
  job: Job,
  company: string | undefined,
  answered: Answered,
): CardFields {
  return {
    ...toCard(match, talent, job, answered),
    talent_id: null,
    job_id: job.id,
    location: job.location ?? null,
    ...(company !== undefined && { company }),
  }
}

/** A match in a list of talents, of which the page knows the job. */
export function toTalentCard(
  match: Match,
  talent: Talent,
  job: Job,
  answered: Answered,
): CardFields {
  return {
    ...toCard(match, talent, job, answered),
    talent_id: talent.id,
    job_id: null,
    talent_title: talent.title,
    location: talent.location ?? null,
  }
}

function toCard(match: Match, talent: Talent, job: Job, { source, model_version }: Answered) {
  const { sub_scores, top_factors, mismatches, unknown = [] } = match.explanation
  const { matched, missing } = splitSkills(talent, job)
  return {
    match_score: round(match.match_score),
    skill_match_score: round(sub_scores.skills_match),
    experience_match_score: round(sub_scores.experience_match),
    location_match_score: round(sub_scores.location_match),
    salary_match_score: unknown.includes('salary_match') ? null : round(sub_scores.salary_match),
    matched_skills: matched,
    missing_skills: missing,
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
