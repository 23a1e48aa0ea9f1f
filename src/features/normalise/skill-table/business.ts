import type { SkillTable } from './index.ts'

export const BUSINESS: SkillTable = []
