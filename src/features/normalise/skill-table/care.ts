import type { SkillTable } from './index.ts'

export const CARE: SkillTable = []
