import { compactKey, singular, skillKey } from './skill-key.ts'
import { SKILL_TABLE } from './table/index.ts'

/** A skill of the table. */
export interface SkillRow {
  readonly id: string
  readonly name: string
  readonly category: string
}

/**
 * How a spelling counts in prose: `plain` always; `cased` only in the case of the table or in
 * capitals (REST, React); `context` only capitalised and beside words of skill (Go); `topic`, an
 * everyday noun, only beside words of skill (delivery).
 */
export type ProseRule = 'plain' | 'cased' | 'context' | 'topic'

/** A spelling of a skill, as the table has it. */
export interface Spelling {
  readonly key: string
  /** As the table writes it, without its mark. */
  readonly written: string
  readonly row: SkillRow
  readonly rule: ProseRule
}

const MARK = /^[\^!~]/
const RULES: Readonly<Record<string, ProseRule>> = { '^': 'cased', '!': 'context', '~': 'topic' }

/** Skills by id. */
export const SKILLS: ReadonlyMap<string, SkillRow> = new Map(rowsOf().map(([row]) => [row.id, row]))

/** Every spelling, the display names included. */
export const SPELLINGS: readonly Spelling[] = rowsOf().flatMap(([row, names]) =>
  names.map((name) => spelling(name, SKILLS.get(row.id) ?? row)),
)

/** Skills by key, singular and compact key of each spelling; display names go before aliases. */
export const ALIASES: ReadonlyMap<string, SkillRow> = aliasMap()

/** Lines of the table are `Name | alias, alias`; a mark before a spelling is its prose rule. */
function rowsOf(): (readonly [SkillRow, readonly string[]])[] {
  return SKILL_TABLE.flatMap(([category, lines]) =>
    lines
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [name = '', aliases = ''] = line.split(' | ')
        const names = [name, ...aliases.split(',')]
          .map((text) => text.trim())
          .filter((text) => text !== '')
        const display = name.trim().replace(MARK, '')
        return [{ id: skillKey(display), name: display, category }, names] as const
      }),
  )
}

function spelling(name: string, row: SkillRow): Spelling {
  const rule = RULES[name[0] ?? ''] ?? 'plain'
  const written = name.replace(MARK, '')
  return { key: skillKey(written), written, row, rule }
}

function aliasMap(): ReadonlyMap<string, SkillRow> {
  const map = new Map<string, SkillRow>(SKILLS)
  for (const form of [(key: string) => key, singular, compactKey]) {
    for (const { key, row } of SPELLINGS) {
      const alias = form(key)
      if (!map.has(alias)) map.set(alias, row)
    }
  }
  return map
}
