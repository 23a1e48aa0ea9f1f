import Type from 'typebox'
import { EXPERIENCE_LEVELS } from '../../../supabase/functions/_shared/payload.ts'
import {
  currency,
  hourlyRate,
  latitude,
  longitude,
  money,
  nonBlankText,
  optional,
  optionalChoice,
  text,
  texts,
  timezone,
  uuid,
  years,
} from './fields.ts'
import { MAX_SKILLS, TalentSkill } from './skill.ts'

export const Talent = Type.Object({
  id: uuid(),
  title: nonBlankText(200),
  bio: optional(text(5_000)),
  skills: optional(Type.Array(TalentSkill, { maxItems: MAX_SKILLS })),
  experience_level: optionalChoice(EXPERIENCE_LEVELS),
  years_of_experience: optional(years()),
  location: optional(text(200, 'Free text: city, region, country, "Remote - EU".')),
  remote_preference: optional(Type.Boolean()),
  salary_min: optional(money('Annual expectation.')),
  salary_max: optional(money('Annual expectation.')),
  salary_currency: optional(currency()),
  hourly_rate_min: optional(hourlyRate()),
  hourly_rate_max: optional(hourlyRate()),
  timezone: optional(timezone()),
  latitude: optional(latitude()),
  longitude: optional(longitude()),
  willing_to_relocate: optional(Type.Boolean()),
  languages: optional(texts(50, 100)),
  work_authorization: optional(text(200)),
  desired_benefits: optional(texts(50, 200)),
})
