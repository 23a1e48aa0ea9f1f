import { join } from 'node:path'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import { readCrosswalk, type Split } from './crosswalk.ts'
import { type Report, Reporter } from './report.ts'
import { type Judged, rankBySystems } from './systems.ts'

/** The files of an evaluation set that say what fits; the second lists looser fits too. */
const CROSSWALK_FILES = ['crosswalk.tsv', 'crosswalk_wide.tsv'] as const

export interface EvaluateOptions extends Omit<Judged, 'talents' | 'jobs'> {
  /** Folder with the {@link CROSSWALK_FILES}. */
  readonly folder: string
  readonly split: Split
  /** All of the set, of every split. */
  readonly talents: readonly Talent[]
  readonly jobs: readonly Job[]
  readonly signal?: AbortSignal
  readonly onRanked?: (done: number, total: number) => void
}

/**
 * Ranks all jobs for the talents of a split and compares with what the crosswalks say.
 *
 * @returns a report for each of the {@link CROSSWALK_FILES}
 */
export async function evaluate(options: EvaluateOptions): Promise<Record<string, Report>> {
  const { folder, split, signal, onRanked } = options
  const reporters = await Promise.all(
    CROSSWALK_FILES.map(async (name) => {
      const crosswalk = await readCrosswalk(join(folder, name), split)
      return { name, crosswalk, reporter: new Reporter(crosswalk) }
    }),
  )
  const talents = options.talents.filter(({ id }) =>
    reporters.some(({ crosswalk }) => crosswalk.has(id)),
  )
  let done = 0
  for await (const { talent, rankings } of rankBySystems({ ...options, talents })) {
    signal?.throwIfAborted()
    for (const { reporter } of reporters) reporter.add(talent.id, rankings)
    onRanked?.(++done, talents.length)
  }
  return Object.fromEntries(reporters.map(({ name, reporter }) => [name, reporter.report()]))
}
