import type { FeatureContext } from '../features/context.ts'
import type { Pair } from '../features/pair.ts'
import type { PreparedJob, PreparedTalent } from '../features/prepared.ts'
import { extractRanked, RANKED_FEATURES } from '../features/registry.ts'
import { AskedSkills, evidenceOfTalent, SkillEvidence } from '../features/skill-evidence.ts'

/** Rows to learn from, in the order of the pairs they came from. */
export interface Examples {
  readonly count: number
  /** Row-major, {@link RANKED_FEATURES} wide, NaN = missing. */
  readonly rows: Float64Array
  /** 0-100, as observed. */
  readonly labels: Float64Array
  /** The talent each row is about, for splits that hold whole talents out. */
  readonly talents: Int32Array
  /** How much each row counts, above 0; 1 each if left out. */
  readonly weights?: Float64Array | undefined
}

/** Judges a pair: the label as it is observed, 0-100. */
export type Label = (pair: Pair, row: Float64Array) => number

/** A pair to extract, and the talent whom it is about. */
export interface ExamplePair {
  readonly talent: PreparedTalent
  readonly job: PreparedJob
  readonly owner: number
}

/** Extracts the rows of `count` pairs, one after the other, so that they need not all be in memory. */
export function extractExamples(
  count: number,
  pairs: Iterable<ExamplePair>,
  context: FeatureContext,
  label: Label,
): Examples {
  const width = RANKED_FEATURES.length
  const rows = new Float64Array(count * width)
  const labels = new Float64Array(count)
  const talents = new Int32Array(count)
  const skills = new SkillEvidence()
  let at = 0
  for (const { talent, job, owner } of pairs) {
    evidenceOfTalent(talent, new AskedSkills([job]))(job, skills)
    const pair: Pair = { talent, job, context, skills }
    extractRanked(pair, rows, at * width)
    labels[at] = label(pair, rows.subarray(at * width, (at + 1) * width))
    talents[at++] = owner
  }
  return { count, rows, labels, talents }
}

/** The examples whose talent is chosen. */
export const ofTalents = (examples: Examples, chosen: (talent: number) => boolean): Examples =>
  ofRows(
    examples,
    Uint32Array.from(examples.talents.keys()).filter((row) =>
      chosen(examples.talents[row] as number),
    ),
  )

/** The examples at some places, in the order of those. */
export function ofRows(examples: Examples, places: Uint32Array): Examples {
  const width = RANKED_FEATURES.length
  const rows = new Float64Array(places.length * width)
  places.forEach((from, to) => {
    rows.set(examples.rows.subarray(from * width, (from + 1) * width), to * width)
  })
  const { weights } = examples
  return {
    count: places.length,
    rows,
    labels: Float64Array.from(places, (row) => examples.labels[row] as number),
    talents: Int32Array.from(places, (row) => examples.talents[row] as number),
    ...(weights && { weights: Float64Array.from(places, (row) => weights[row] as number) }),
  }
}
