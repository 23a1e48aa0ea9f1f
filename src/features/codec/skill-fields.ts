import { phraseOf } from '../normalise/skill-mentions.ts'
import { knownSkill } from '../normalise/skills.ts'
import type { SkillReading } from '../reading/skill-reading.ts'
import { skillText } from '../texts.ts'
import type { BlockReader } from './block-reader.ts'
import type { BlockWriter } from './block-writer.ts'
import { readOptional, writeOptional } from './plain-fields.ts'
import { UndecodableError } from './undecodable.ts'

const KNOWN = 1
const PRIMARY = 2
const REQUIRED = 4

/** What the table says of a skill is not written: the table is here as well. */
export function writeSkills(out: BlockWriter, skills: readonly SkillReading[]): void {
  out.count(skills.length)
  for (const skill of skills) {
    const isKnown = skill.phrase === ''
    out.count(
      (isKnown ? KNOWN : 0) | (skill.primary ? PRIMARY : 0) | (skill.required ? REQUIRED : 0),
    )
    out.string(skill.id)
    out.number(skill.proficiency)
    out.number(skill.years)
    if (isKnown) continue
    out.string(skill.name)
    writeOptional(out, skill.category)
  }
}

export function readSkillFields(block: BlockReader): SkillReading[] {
  const skills: SkillReading[] = []
  for (let left = block.count(); left > 0; left--) {
    const flags = block.count()
    const isKnown = (flags & KNOWN) !== 0
    const id = block.string()
    const proficiency = block.number()
    const years = block.number()
    const row = isKnown ? tableRow(id) : undefined
    const name = row?.name ?? block.string()
    skills.push({
      id,
      name,
      text: skillText({ known: isKnown, id, name }),
      phrase: isKnown ? '' : phraseOf(id),
      category: row ? row.category : readOptional(block),
      proficiency,
      years,
      primary: (flags & PRIMARY) !== 0,
      required: (flags & REQUIRED) !== 0,
    })
  }
  return skills
}

function tableRow(id: string) {
  const row = knownSkill(id)
  if (!row) throw new UndecodableError('a skill that the table has no more')
  return row
}
