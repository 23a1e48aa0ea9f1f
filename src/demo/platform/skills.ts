import { canonicalSkill } from '../../features/normalise/skills/skills.ts'
import { Random } from '../../training/synthetic/random.ts'
import { categoryOf, type SkillRow } from './rows.ts'

/**
 * The platform's table of skills, which has a row for every spelling: names are unique there only
 * letter by letter, so that `JS` and `JavaScript` both are.
 */
export class SkillRegister {
  readonly #ids = new Map<string, string>()
  #fresh: SkillRow[] = []

  idOf(name: string): string {
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    // Of any seed: there is one skill of a name.
    const id = new Random('skill', name).uuid()
    this.#ids.set(name, id)
    this.#fresh.push({ id, name, category: categoryOf(canonicalSkill(name).id) })
    return id
  }

  /** Rows not taken before. */
  take(): readonly SkillRow[] {
    const taken = this.#fresh
    this.#fresh = []
    return taken
  }
}

/** The platform refuses the same skill twice on one row; what was said first stays. */
export function onePerSkill<T extends { readonly skill_id: string }>(rows: readonly T[]): T[] {
  return [...new Map(rows.toReversed().map((row) => [row.skill_id, row])).values()].reverse()
}
