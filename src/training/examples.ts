import type { FeatureContext } from '../features/context.ts'
import type { Pair } from '../features/pair.ts'
import type { PreparedJob, PreparedTalent } from '../features/prepared.ts'
import { extractRanked, RANKED_FEATURES } from '../features/registry.ts'
import { evidenceOfTalent, SkillEvidence } from '../features/skill-evidence.ts'

/** Rows to learn from, in the order of the pairs they came from. */
export interface Examples {
  readonly count: number
  /** Row-major, {@link RANKED_FEATURES} wide, NaN = missing. */
  readonly rows: Float64Array
  /** 0-100, as observed. */
  readonly labels: Float64Array
  /** The talent each row is about, for splits that hold whole talents out. */
  readonly talents: Int32Array
}

/** Judges a pair: the label as it is observed, 0-100. */
export type Label = (pair: Pair, row: Float64Array) => number

/**
 * Extracts the rows of many pairs. Pairs of one talent should stand together: what a talent has to
 * show for a skill is worked out once for them.
 */
export function extractExamples(
  pairs: readonly { readonly talent: number; readonly job: number }[],
  talents: readonly PreparedTalent[],
  jobs: readonly PreparedJob[],
  context: FeatureContext,
  label: Label,
): Examples {
  const width = RANKED_FEATURES.length
  const rows = new Float64Array(pairs.length * width)
  const labels = new Float64Array(pairs.length)
  const owners = new Int32Array(pairs.length)
  const skills = new SkillEvidence()
  let current = -1
  let compare: ReturnType<typeof evidenceOfTalent> | undefined
  pairs.forEach((each, i) => {
    const talent = talents[each.talent] as PreparedTalent
    const job = jobs[each.job] as PreparedJob
    if (each.talent !== current || !compare) {
      compare = evidenceOfTalent(talent)
      current = each.talent
    }
    compare(job, skills)
    const pair: Pair = { talent, job, context, skills }
    extractRanked(pair, rows, i * width)
    labels[i] = label(pair, rows.subarray(i * width, (i + 1) * width))
    owners[i] = each.talent
  })
  return { count: pairs.length, rows, labels, talents: owners }
}

/** The examples whose talent is chosen. */
export function ofTalents(examples: Examples, chosen: (talent: number) => boolean): Examples {
  const width = RANKED_FEATURES.length
  const at = Array.from(examples.talents.keys()).filter((i) =>
    chosen(examples.talents[i] as number),
  )
  const rows = new Float64Array(at.length * width)
  at.forEach((from, to) => {
    rows.set(examples.rows.subarray(from * width, (from + 1) * width), to * width)
  })
  return {
    count: at.length,
    rows,
    labels: Float64Array.from(at, (i) => examples.labels[i] as number),
    talents: Int32Array.from(at, (i) => examples.talents[i] as number),
  }
}
