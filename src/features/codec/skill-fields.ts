import { SKILLS } from '../normalise/skills/skill-index.ts'
import { phraseOf } from '../normalise/skills/skill-mentions.ts'
import type { SkillReading } from '../reading/skill-reading.ts'
import { skillText } from '../texts.ts'
import type { BlockReader } from './block-reader.ts'
import type { BlockWriter } from './block-writer.ts'
import { readOptional, writeOptional } from './plain-fields.ts'
import { UndecodableError } from './undecodable.ts'

/** What is the same of a skill wherever it stands. */
type Skill = Pick<SkillReading, 'id' | 'text' | 'phrase'>

const TABLE = [...SKILLS.values()].map(({ id, name, category }) => ({
  id,
  name,
  text: skillText({ known: true, id, name }),
  phrase: '',
  category,
}))
const POSITIONS = new Map(TABLE.map(({ id }, position) => [id, position]))

const PRIMARY = 1
const REQUIRED = 2

/** Each skill by its position in the table, counted from 1; 0 is one that the table lacks. */
export function writeSkills(out: BlockWriter, skills: readonly SkillReading[]): void {
  out.count(skills.length)
  for (const skill of skills) {
    writeSkill(out, skill)
    out.byte((skill.primary ? PRIMARY : 0) | (skill.required ? REQUIRED : 0))
    out.number(skill.proficiency)
    out.number(skill.years)
  }
}

function writeSkill(out: BlockWriter, { id, name, category, phrase }: SkillReading): void {
  const position = phrase === '' ? POSITIONS.get(id) : undefined
  out.count(position === undefined ? 0 : position + 1)
  if (position !== undefined) return
  out.string(id)
  out.string(name)
  writeOptional(out, category)
}

export function readSkillFields(block: BlockReader): SkillReading[] {
  const skills: SkillReading[] = []
  for (let left = block.count(); left > 0; left--) {
    const position = block.count()
    const known = position > 0 ? tableRow(position) : undefined
    const { id, text, phrase } = known ?? unknownSkill(block.string())
    const name = known ? known.name : block.string()
    const category = known ? known.category : readOptional(block)
    const flags = block.count()
    skills.push({
      id,
      name,
      text,
      phrase,
      category,
      proficiency: block.number(),
      years: block.number(),
      primary: (flags & PRIMARY) !== 0,
      required: (flags & REQUIRED) !== 0,
    })
  }
  return skills
}

/** Adds the texts of the skills whose vectors are needed; as cheap as can be, for it is done for thousands of rows. */
export function addSkillTexts(block: BlockReader, texts: Set<string>): void {
  for (let left = block.count(); left > 0; left--) {
    const position = block.count()
    if (position > 0) {
      texts.add(tableRow(position).text)
    } else {
      texts.add(unknownSkill(block.string()).text)
      block.string()
      readOptional(block)
    }
    block.count()
    block.number()
    block.number()
  }
}

function tableRow(position: number) {
  const row = TABLE[position - 1]
  if (!row) throw new UndecodableError('a skill that the table lacks')
  return row
}

const MEMO_SIZE = 20_000
const unknown = new Map<string, Skill>()

function unknownSkill(id: string): Skill {
  let skill = unknown.get(id)
  if (!skill) {
    skill = { id, text: id, phrase: phraseOf(id) }
    if (unknown.size >= MEMO_SIZE) unknown.clear()
    unknown.set(id, skill)
  }
  return skill
}
