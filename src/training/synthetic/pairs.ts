import { findOccupation, neighboursOf } from './catalog.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** Places in `world.talents` and `world.jobs`. */
export interface Pair {
  readonly talent: number
  readonly job: number
}

export interface SamplePairsOptions {
  /** Share of pairs whose work is related, 0-1; default 0.5. */
  readonly nearShare?: number
}

/** Among near pairs: how often the same occupation, a neighbour, the same field. */
const NEARNESS = [
  ['same', 5],
  ['neighbour', 3.5],
  ['field', 1.5],
] as const

/** Draws before a pair that is still taken gives way to the next free one. */
const TRIES = 8

/**
 * Different pairs of a world: part of them related in their work (a ranker learns most from near
 * misses), the rest at random.
 * @throws {RangeError} when the world has fewer pairs than asked for
 */
export function samplePairs(
  world: World,
  count: number,
  random: Random,
  { nearShare = 0.5 }: SamplePairsOptions = {},
): Pair[] {
  const jobs = world.jobs.length
  const all = world.talents.length * jobs
  if (count > all) throw new RangeError(`${count} pairs asked for, the world has ${all}`)
  const jobsOf = groupJobs(world)
  const taken = new Set<number>()
  for (let made = 0; made < count; made++) {
    const near = random.chance(nearShare)
    let code = 0
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const talent = random.int(0, world.talents.length - 1)
      const job = near ? findNearJob(world, talent, jobsOf, random) : undefined
      code = talent * jobs + (job ?? random.int(0, jobs - 1))
      if (!taken.has(code)) break
    }
    while (taken.has(code)) code = (code + 1) % all
    taken.add(code)
  }
  return Array.from(taken, (code) => ({ talent: Math.floor(code / jobs), job: code % jobs }))
}

function groupJobs(world: World): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  world.jobs.forEach(({ truth }, index) => {
    const group = groups.get(truth.occupation)
    if (group === undefined) groups.set(truth.occupation, [index])
    else group.push(index)
  })
  return groups
}

/** A job of related work, undefined when the drawn relation has none. */
function findNearJob(
  world: World,
  talent: number,
  jobsOf: ReadonlyMap<string, readonly number[]>,
  random: Random,
): number | undefined {
  const id = world.talents[talent]?.truth.occupation
  if (id === undefined) return undefined
  const relation = random.weighted(NEARNESS)
  const occupations =
    relation === 'same' ? [id] : relation === 'neighbour' ? neighboursOf(id) : fieldOf(id)
  const candidates = occupations.flatMap((one) => jobsOf.get(one) ?? [])
  return candidates.length === 0 ? undefined : random.pick(candidates)
}

function fieldOf(id: string): string[] {
  return findOccupation(id).field.occupations.map((one) => one.id)
}
