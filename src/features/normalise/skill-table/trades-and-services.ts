import type { SkillTable } from './index.ts'

export const TRADES_AND_SERVICES: SkillTable = []
