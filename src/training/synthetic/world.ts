import type { DrawOptions } from './draw.ts'
import { createJob } from './job.ts'
import { createTalent } from './talent.ts'
import type { SyntheticJob, SyntheticTalent } from './truth.ts'

/** The clock of a world that is given none: fixed, so that a seed alone settles every byte. */
const DEFAULT_AS_OF = new Date('2025-01-15T00:00:00.000Z')

export interface WorldSize extends DrawOptions {
  readonly talents: number
  readonly jobs: number
  /** Jobs are posted before this moment. */
  readonly asOf?: Date
}

export interface World {
  readonly talents: readonly SyntheticTalent[]
  readonly jobs: readonly SyntheticJob[]
}

/**
 * Made-up talents and jobs in the shapes that the platform holds. The same seed gives the same
 * bytes on every machine, and a larger world begins with the rows of a smaller one.
 */
export function createWorld(seed: number | string, size: WorldSize): World {
  return {
    talents: [...streamTalents(seed, size)],
    jobs: [...streamJobs(seed, size)],
  }
}

/** The talents of a world one by one. */
function* streamTalents(seed: number | string, size: WorldSize): Generator<SyntheticTalent> {
  for (let index = 0; index < size.talents; index++) yield createTalent(seed, index, size)
}

/** The jobs of a world one by one. */
function* streamJobs(seed: number | string, size: WorldSize): Generator<SyntheticJob> {
  const { jobs, asOf = DEFAULT_AS_OF } = size
  for (let index = 0; index < jobs; index++) yield createJob(seed, index, asOf, size)
}
