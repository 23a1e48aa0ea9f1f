import type { SkillTable } from './index.ts'

export const DESIGN_AND_MARKETING: SkillTable = []
