import { DIMENSIONS } from '../../embeddings/embedder.ts'
import { skillNumber } from './skill-number.ts'

/**
 * One vector for a job and one for a talent whose product is a cheap estimate of the model's score, so that
 * the nearest neighbours are the candidates that the model would rank high:
 *
 *     likeness of the work + WEIGHTS.skills · share of the asked skills that are met
 *       + WEIGHTS.silence where the job asks for none + WEIGHTS.remote where it is remote
 *
 * Dimensions: the vector of the work; skills, each a random direction, so that products of two sets add
 * up what they share; what a job has by itself; and one that makes all stored vectors of a side equally
 * long, so that the order by cosine is the order by product (Bachrach et al. 2014, "Speeding up the
 * Xbox recommender system using a Euclidean transformation for inner-product spaces").
 */
const SKILL_DIMENSIONS = 256
const OWN = DIMENSIONS + SKILL_DIMENSIONS
const LENGTH = OWN + 1
export const SEARCH_DIMENSIONS = LENGTH + 1

/** Least squares on the raw scores of the best 1,000 of 100,000 jobs, within each of 30 talents. */
const WEIGHTS = { skills: 0.55, silence: 0.15, remote: 0.06 } as const
/** Optional skills count half in the model's features too. */
const OPTIONAL = 0.5
/** How the weight of skills is shared out between the two sides, whose vectors should not be too long. */
const TALENT_SKILLS = 0.4
const JOB_SKILLS = WEIGHTS.skills / TALENT_SKILLS
/** Longer than nearly all vectors of the side; such as are longer lose a little of their product. */
const RADIUS = { job: 1.75, talent: 3.5 } as const

/** Directions of a skill: so many of the dimensions, each up or down. */
const SPREAD = 32
const STEP = 1 / Math.sqrt(SPREAD)

export interface JobTraits {
  /** See `workVector`; absent without vectors. */
  readonly work: Float32Array | undefined
  readonly skills: readonly { readonly id: string; readonly required: boolean }[]
  readonly isRemote: boolean
}

export interface TalentTraits {
  readonly work: Float32Array | undefined
  /** Ids of the skills listed or spoken of. */
  readonly skills: ReadonlySet<string>
  /** Such as stand in for those in part and are not among them, with their share, 0-1: see `standIns`. */
  readonly related: ReadonlyMap<string, number>
}

/** @returns {@link SEARCH_DIMENSIONS} numbers to search talents with */
export function searchVectorOfJob({ work, skills, isRemote }: JobTraits): Float32Array {
  const vector = withWork(work)
  const weights = skills.map(({ required }) => (required ? 1 : OPTIONAL))
  const asked = weights.reduce<number>((sum, weight) => sum + weight, 0)
  skills.forEach(({ id }, at) => {
    addSkill(vector, id, (JOB_SKILLS * (weights[at] as number)) / asked)
  })
  vector[OWN] = (asked === 0 ? WEIGHTS.silence : 0) + (isRemote ? WEIGHTS.remote : 0)
  return vector
}

/** @returns {@link SEARCH_DIMENSIONS} numbers to search jobs with */
export function searchVectorOfTalent({ work, skills, related }: TalentTraits): Float32Array {
  const vector = withWork(work)
  for (const id of skills) addSkill(vector, id, TALENT_SKILLS)
  for (const [id, share] of related) addSkill(vector, id, TALENT_SKILLS * share)
  vector[OWN] = 1
  return vector
}

/** The vector as it is stored to be found: as long as all of its side. */
export function toStored(vector: Float32Array, side: keyof typeof RADIUS): Float32Array {
  const stored = vector.slice()
  const square = vector.reduce((sum, value) => sum + value * value, 0)
  stored[LENGTH] = Math.sqrt(Math.max(0, RADIUS[side] ** 2 - square))
  return stored
}

function withWork(work: Float32Array | undefined): Float32Array {
  const vector = new Float32Array(SEARCH_DIMENSIONS)
  if (work) vector.set(work)
  return vector
}

/** Its dimensions are an arithmetic progression, which an odd step lets run through all before one comes twice. */
function addSkill(vector: Float32Array, id: string, weight: number): void {
  const seed = skillNumber(id)
  const signs = mix(seed)
  const places = mix(seed ^ 0x5bd1e995)
  const step = (places >>> 8) | 1
  for (let i = 0; i < SPREAD; i++) {
    const at = DIMENSIONS + ((places + i * step) & (SKILL_DIMENSIONS - 1))
    vector[at] = (vector[at] as number) + ((signs >>> i) & 1 ? weight : -weight) * STEP
  }
}

/** Spreads a change of any bit over all 32 (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
