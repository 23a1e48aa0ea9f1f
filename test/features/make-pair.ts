import { expect } from 'vitest'
import type { TextVectors } from '../../src/embeddings/embedder.ts'
import type { FeatureContext } from '../../src/features/context.ts'
import type { Pair } from '../../src/features/pair.ts'
import { prepareJob } from '../../src/features/prepare-job.ts'
import { prepareTalent } from '../../src/features/prepare-talent.ts'
import { extractAll, FEATURES } from '../../src/features/registry.ts'
import { AskedSkills, evidenceOfTalent, SkillEvidence } from '../../src/features/skill-evidence.ts'
import { contextOf, EMPTY_TABLES } from '../../src/matching/bundle/tables.ts'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'

export interface Sides {
  readonly talent?: Partial<Talent>
  readonly job?: Partial<Job>
  /** Vectors by text; a text that is not named has none. */
  readonly vectors?: Readonly<Record<string, readonly number[]>>
  readonly context?: Partial<FeatureContext>
}

/** 1 June 2026. */
export const TODAY = Date.UTC(2026, 5, 1)

/** A pair that says nothing but what is given. */
export function makePair({ talent = {}, job = {}, vectors = {}, context = {} }: Sides): Pair {
  const full: FeatureContext = { ...contextOf(EMPTY_TABLES, TODAY), ...context }
  const lookup = (text: string): TextVectors | undefined => {
    const vector = vectors[text]
    if (!vector) return undefined
    const mean = Float32Array.from(vector)
    return { mean, windows: [mean] }
  }
  const preparedTalent = prepareTalent({ id: 't', title: 'Zzyzx', ...talent }, full, lookup)
  const preparedJob = prepareJob({ id: 'j', title: 'Qwxyv', description: '', ...job }, full, lookup)
  const skills = new SkillEvidence()
  evidenceOfTalent(preparedTalent, new AskedSkills([preparedJob]))(preparedJob, skills)
  return { talent: preparedTalent, job: preparedJob, context: full, skills }
}

/** A feature's value. */
export function featureOf(name: string, sides: Sides): number {
  const at = FEATURES.findIndex((feature) => feature.name === name)
  if (at < 0) throw new RangeError(`there is no feature ${name}`)
  return extractAll(makePair(sides))[at] as number
}

/** Equal but for rounding; NaN is equal to NaN alone. */
export function expectClose(value: number, expected: number): void {
  if (Number.isNaN(expected)) expect(value).toBeNaN()
  else expect(value).toBeCloseTo(expected, 9)
}
