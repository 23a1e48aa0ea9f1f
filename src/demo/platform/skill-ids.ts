import type { Connection } from '../../db/database.ts'
import { findSkillIds, insertRows } from '../../db/platform/platform-rows.ts'
import type { PlatformRows, SkillRow } from './rows.ts'

/** Which rows of the platform's table of skills are meant, where it had some of the names before. */
export class SkillIds {
  /** The platform's by ours, where they differ. */
  readonly #others = new Map<string, string>()

  /** Adds skills; names that are there keep their row. */
  async save(connection: Connection, skills: readonly SkillRow[]): Promise<void> {
    if (skills.length === 0) return
    await insertRows(connection, 'skills', skills)
    const kept = await findSkillIds(
      connection,
      skills.map(({ name }) => name),
    )
    for (const { id, name } of skills) {
      const other = kept.get(name)
      if (other !== undefined && other !== id) this.#others.set(id, other)
    }
  }

  /** The same rows, with the platform's ids. */
  translate({ talent_skills, job_skills, ...rows }: Partial<PlatformRows>): Partial<PlatformRows> {
    return {
      ...rows,
      talent_skills: talent_skills?.map((row) => ({ ...row, skill_id: this.#idOf(row.skill_id) })),
      job_skills: job_skills?.map((row) => ({ ...row, skill_id: this.#idOf(row.skill_id) })),
    }
  }

  readonly #idOf = (id: string): string => this.#others.get(id) ?? id
}
