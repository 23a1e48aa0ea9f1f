import Type from 'typebox'
import { nonBlankText, optional, text, years } from './fields.ts'

const proficiency = (description: string) =>
  optional(Type.Integer({ minimum: 1, maximum: 5, description }))

export const TalentSkill = Type.Object({
  name: nonBlankText(200),
  proficiency_level: proficiency('1 beginner to 5 master.'),
  years_of_experience: optional(years()),
  is_primary: optional(Type.Boolean({ description: 'Primary skills weigh more.' })),
  category: optional(text(100)),
})

export const JobSkill = Type.Object({
  name: nonBlankText(200),
  proficiency_level: proficiency('The level asked for, 1 beginner to 5 master.'),
  years_of_experience: optional(years()),
  is_required: optional(Type.Boolean({ description: 'Unknown means required.' })),
  category: optional(text(100)),
})

export const MAX_SKILLS = 50
