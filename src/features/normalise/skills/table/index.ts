import { BUSINESS } from './business.ts'
import { CARE } from './care.ts'
import { CLOUD_AND_DATA } from './cloud-and-data.ts'
import { DESIGN_AND_MARKETING } from './design-and-marketing.ts'
import { SOFTWARE } from './software.ts'
import { TRADES_AND_SERVICES } from './trades-and-services.ts'

/**
 * A category and its skills, one a line: `Name | alias, alias`. A mark before a name or alias says how
 * it counts in prose: `^` only in this case or capitals, `!` only capitalised and beside words of skill, `~` (an
 * everyday noun) only beside words of skill.
 */
export type SkillTable = readonly (readonly [category: string, lines: string])[]

/** Every skill that is known by name, by category. */
export const SKILL_TABLE: SkillTable = [
  ...SOFTWARE,
  ...CLOUD_AND_DATA,
  ...DESIGN_AND_MARKETING,
  ...BUSINESS,
  ...CARE,
  ...TRADES_AND_SERVICES,
]
