import fc from 'fast-check'
import { DIMENSIONS, type TextVectors } from '../../../src/embeddings/embedder.ts'
import type { VectorLookup } from '../../../src/features/texts.ts'
import { createWorld } from '../../../src/training/synthetic/world.ts'
import {
  EXPERIENCE_LEVELS,
  type Job,
  type Talent,
} from '../../../supabase/functions/_shared/payload.ts'

export const WORLD = createWorld('codec', { talents: 60, jobs: 60 })

const unknownOr = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const text = fc.string({ unit: 'binary', maxLength: 40 })
const amount = fc.oneof(fc.integer({ min: 0, max: 500_000 }), fc.double())
const place = fc.oneof(
  text,
  fc.constantFrom('Berlin', 'Remote - EU', 'Austin, TX', 'France', '東京'),
)
const currency = fc.oneof(text, fc.constantFrom('EUR', ' usd ', 'XXX'))
const skill = fc.record({
  name: fc.oneof(text, fc.constantFrom('JS', 'k8s', 'Zzyzx welding', 'Čeština', 'C++')),
  proficiency_level: unknownOr(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(2.5))),
  years_of_experience: unknownOr(amount),
  is_primary: unknownOr(fc.boolean()),
  is_required: unknownOr(fc.boolean()),
  category: unknownOr(text),
})
const shared = {
  id: fc.uuid(),
  title: fc.oneof(text, fc.constantFrom('Senior Java Developer', 'Accountants and Auditors')),
  skills: unknownOr(fc.array(skill, { maxLength: 8 })),
  experience_level: unknownOr(fc.constantFrom(...EXPERIENCE_LEVELS)),
  location: unknownOr(place),
  salary_min: unknownOr(amount),
  salary_max: unknownOr(amount),
  salary_currency: unknownOr(currency),
  latitude: unknownOr(fc.double({ min: -90, max: 90, noNaN: true })),
  longitude: unknownOr(fc.double({ min: -180, max: 180, noNaN: true })),
  timezone: unknownOr(fc.constantFrom('UTC', 'CET', 'Asia/Tokyo', 'UTC+5:30', 'nowhere')),
}
const prose = fc.oneof(
  text,
  fc.constantFrom(
    'We pay €60.000 - 75.000. US citizens only. German (C1) is a must. 5+ years.',
    'Must be authorized to work in the UK; we sponsor visas. On-site only.',
    'Remote only. Looking for contract work in fintech, with 7 years of Kubernetes and welding.',
    'word '.repeat(300),
  ),
)

/** Any job that a request could hold, and stranger ones. */
export const anyJob: fc.Arbitrary<Job> = fc.record({
  ...shared,
  description: prose,
  remote_allowed: unknownOr(fc.boolean()),
  hybrid: unknownOr(fc.boolean()),
  company_culture: unknownOr(text),
  employment_type: unknownOr(fc.constantFrom('full_time', 'Contract', 'odd')),
  benefits: unknownOr(fc.array(fc.oneof(text, fc.constant('Health, dental & 401k')))),
  company_industry: unknownOr(fc.constantFrom('FinTech', 'odd')),
  application_deadline: unknownOr(fc.constantFrom('2025-03-01', 'odd')),
  posted_at: unknownOr(fc.constantFrom('2025-01-01T10:00:00Z', '1965-01-01')),
})

/** Any talent that a request could hold, and stranger ones. */
export const anyTalent: fc.Arbitrary<Talent> = fc.record({
  ...shared,
  bio: unknownOr(prose),
  years_of_experience: unknownOr(amount),
  remote_preference: unknownOr(fc.boolean()),
  hourly_rate_min: unknownOr(amount),
  hourly_rate_max: unknownOr(amount),
  willing_to_relocate: unknownOr(fc.boolean()),
  languages: unknownOr(fc.array(fc.oneof(text, fc.constantFrom('Deutsch', 'English (C2)')))),
  work_authorization: unknownOr(fc.constantFrom('US Citizen', 'H1B', 'EU Citizen', 'Other')),
  desired_benefits: unknownOr(fc.array(fc.oneof(text, fc.constant('Remote work')))),
})

/** Vectors that halves hold exactly, of as many windows as the text has hundreds of characters. */
export const someVectors: VectorLookup = (of) => {
  if (of.trim() === '') return undefined
  const windows = Array.from({ length: 1 + Math.floor(of.length / 100) }, (_, window) =>
    Float32Array.from({ length: DIMENSIONS }, (_, i) => ((of.length + window + i) % 64) / 1024),
  )
  return { mean: windows[0], windows } as TextVectors
}
