import {
  findSkillsInText,
  mentionsPhrase,
  phraseOf,
  tokeniseText,
} from '../../../src/features/normalise/skills/skill-mentions.ts'
import { canonicalSkill } from '../../../src/features/normalise/skills/skills.ts'

/**
 * Whether a text mentions a skill by name: a known one by any of its spellings, another one as the
 * same phrase, number and punctuation aside.
 */
export function mentionsSkill(text: string, skillName: string): boolean {
  const skill = canonicalSkill(skillName)
  const read = tokeniseText(text)
  return skill.known
    ? findSkillsInText(read).has(skill.id)
    : mentionsPhrase(read, phraseOf(skill.id))
}
