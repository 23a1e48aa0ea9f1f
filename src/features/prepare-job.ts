import type { Job } from '../../supabase/functions/_shared/payload.ts'
import { annualOf, annualOfWritten } from './annual-pay.ts'
import type { FeatureContext } from './context.ts'
import type { JobVectors, PreparedJob } from './prepared.ts'
import { assembleSkills } from './prepared-skills.ts'
import { type JobReading, readJob } from './reading/job-reading.ts'
import { documentTerms } from './terms.ts'
import { jobTexts, type VectorLookup } from './texts.ts'

/** Reads everything about a job that features need, once, so that a pair costs arithmetic only. */
export const prepareJob = (job: Job, context: FeatureContext, vectors: VectorLookup): PreparedJob =>
  assembleJob(job, readJob(job), context, vectors, jobVectors(job, vectors))

export function jobVectors(job: Job, vectors: VectorLookup): JobVectors {
  const texts = jobTexts(job)
  return {
    title: vectors(texts.title),
    description: vectors(texts.description),
    culture: vectors(texts.culture),
  }
}

/** A reading in the light of a bundle: what hangs on its tables and rates. */
export function assembleJob(
  given: Job,
  reading: JobReading,
  context: FeatureContext,
  skillVectors: VectorLookup,
  vectors: JobVectors,
): PreparedJob {
  const { rates } = context
  return {
    given,
    title: reading.title,
    skills: assembleSkills(reading.skills, context, skillVectors),
    titleSkills: reading.titleSkills,
    level: reading.level,
    yearsAsked: reading.yearsAsked,
    place: reading.place,
    timeZone: reading.timeZone,
    mode: reading.mode,
    onsiteOnly: reading.onsiteOnly,
    pay: annualOf(reading.pay, rates) ?? annualOfWritten(reading.writtenPay, rates),
    benefits: reading.benefits,
    languages: reading.languages,
    authorization: reading.authorization,
    employmentType: reading.employmentType,
    industries: reading.industries,
    postedAt: reading.postedAt,
    deadline: reading.deadline,
    terms: documentTerms(reading.words, context.usualLength),
    vectors,
    completeness: reading.completeness,
  }
}
