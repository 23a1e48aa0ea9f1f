import type { FeatureContext } from './context.ts'
import type { PreparedSkill, PreparedSkills } from './prepared.ts'
import type { SkillReading } from './reading/skill-reading.ts'
import type { VectorLookup } from './texts.ts'

/** Skills by position and by id; the latter is worked out when it is first asked for. */
export class SkillList implements PreparedSkills {
  readonly list: readonly PreparedSkill[]
  #indexOf: ReadonlyMap<string, number> | undefined

  constructor(list: readonly PreparedSkill[]) {
    this.list = list
  }

  get indexOf(): ReadonlyMap<string, number> {
    this.#indexOf ??= new Map(this.list.map(({ id }, index) => [id, index]))
    return this.#indexOf
  }
}

/** What was read, with how rare each skill is in the bundle's jobs and the vector of its name. */
export const assembleSkills = (
  readings: readonly SkillReading[],
  context: FeatureContext,
  vectors: VectorLookup,
): SkillList =>
  new SkillList(
    readings.map((reading) => ({
      // Not spread: thousands of rows are assembled for one request.
      id: reading.id,
      name: reading.name,
      text: reading.text,
      phrase: reading.phrase,
      category: reading.category,
      proficiency: reading.proficiency,
      years: reading.years,
      primary: reading.primary,
      required: reading.required,
      idf: context.skillIdf(reading.id),
      vector: vectors(reading.text)?.mean,
    })),
  )
