import Type from 'typebox'
import { EXPERIENCE_LEVELS } from '../../../supabase/functions/_shared/payload.ts'
import {
  currency,
  latitude,
  longitude,
  moment,
  money,
  nonBlankText,
  optional,
  optionalChoice,
  text,
  texts,
  timezone,
  uuid,
} from './fields.ts'
import { JobSkill, MAX_SKILLS } from './skill.ts'

const JOB_STATUSES = ['draft', 'active', 'paused', 'closed', 'expired'] as const

export const Job = Type.Object({
  id: uuid(),
  title: nonBlankText(200),
  description: text(20_000),
  skills: optional(Type.Array(JobSkill, { maxItems: MAX_SKILLS })),
  experience_level: optionalChoice(EXPERIENCE_LEVELS),
  location: optional(text(200, 'Free text: city, region, country, "Remote - EU".')),
  remote_allowed: optional(Type.Boolean()),
  salary_min: optional(money('Per year; 0 means unknown.')),
  salary_max: optional(money('Per year; 0 means unknown.')),
  salary_currency: optional(currency()),
  company_culture: optional(text(5_000)),
  employment_type: optional(text(50, 'Such as full_time, part_time, contract.')),
  latitude: optional(latitude()),
  longitude: optional(longitude()),
  timezone: optional(timezone()),
  hybrid: optional(Type.Boolean()),
  benefits: optional(texts(50, 200)),
  company_industry: optional(text(200)),
  application_deadline: moment(),
  posted_at: moment(),
  status: optionalChoice(JOB_STATUSES, 'Unknown means active.'),
})
