import type { SkillTable } from './index.ts'

export const CLOUD_AND_DATA: SkillTable = []
