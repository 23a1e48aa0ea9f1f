import { dot } from '../embeddings/vectors.ts'
import type { PreparedJob, PreparedSkill, PreparedTalent } from './prepared.ts'
import { type SkillAffinity, skillAffinity } from './skill-affinity.ts'

/** What a skill earns that title or bio speaks of while the list of skills does not hold it. */
const MENTION_CREDIT = 0.7

/** Cosines of a bio to the name of a skill between which it goes from not speaking of it to doing so. */
export const SPOKEN_FROM = 0.35
const SPOKEN_IN_FULL = 0.8

/** How near the bio (the title, where there is none) comes to a skill in meaning, 0-1. */
function spokenOf({ vectors }: PreparedTalent, { vector }: PreparedSkill): number {
  const text = vectors.bio ?? vectors.profile
  if (!text || !vector) return 0
  const share = (dot(text.mean, vector) - SPOKEN_FROM) / (SPOKEN_IN_FULL - SPOKEN_FROM)
  return Math.min(1, Math.max(0, share))
}

/** What a talent has to show for one skill. */
interface Evidence {
  readonly held: number
  readonly affinity: number
  readonly by: number
  readonly mentioned: boolean
  readonly spoken: number
}

/** What a talent has to show for each skill a job asks for; the arrays are reused from pair to pair. */
export class SkillEvidence {
  /** Number of skills that the job asks for; only that many entries are valid. */
  count = 0
  /** Index of the skill in the talent's list, -1 = not listed. */
  held = new Int16Array(64)
  /** 1 = listed; else what the nearest listed skill or a mention earns, 0-1. */
  credit = new Float64Array(64)
  /** Index of the listed skill that earned the credit, -1 = none (a mention, or nothing). */
  by = new Int16Array(64)
  /** 1 = title or bio speaks of it. */
  mentioned = new Uint8Array(64)
  /** How near the bio comes to it in meaning, 0-1. */
  spoken = new Float64Array(64)

  resize(count: number): void {
    this.count = count
    if (count <= this.held.length) return
    this.held = new Int16Array(count)
    this.credit = new Float64Array(count)
    this.by = new Int16Array(count)
    this.mentioned = new Uint8Array(count)
    this.spoken = new Float64Array(count)
  }

  set(index: number, { held, affinity, by, mentioned, spoken }: Evidence): void {
    this.held[index] = held
    this.mentioned[index] = mentioned ? 1 : 0
    this.spoken[index] = spoken
    const mention = mentioned ? MENTION_CREDIT : 0
    this.credit[index] = held >= 0 ? 1 : Math.max(affinity, mention)
    this.by[index] = held >= 0 ? held : affinity > 0 && affinity >= mention ? by : -1
  }

  copy(index: number, from: SkillEvidence, at: number): void {
    this.held[index] = from.held[at] as number
    this.credit[index] = from.credit[at] as number
    this.by[index] = from.by[at] as number
    this.mentioned[index] = from.mentioned[at] as number
    this.spoken[index] = from.spoken[at] as number
  }
}

/** Skills whose {@link AskedSkills.near} is kept; about a kilobyte each among ten thousand asked ones. */
const NEAR_KEPT = 50_000

/** Which of the asked skills a held one comes near to, and how near, 0-1; the rest is 0. */
interface Near {
  /** Where the skill itself is asked for; -1 = nowhere. */
  readonly same: number
  readonly positions: Int32Array
  readonly affinities: Float64Array
}

const NEAR_NOTHING: Near = {
  same: -1,
  positions: new Int32Array(),
  affinities: new Float64Array(),
}

/**
 * The skills that some jobs ask for, each once: what a talent has to show for a skill is then worked
 * out once a skill, not once a job, and how near two skills are once for all talents.
 */
export class AskedSkills {
  readonly list: readonly PreparedSkill[]
  readonly #positions = new Map<PreparedJob, Int32Array>()
  readonly #positionOf = new Map<string, number>()
  readonly #near = new Map<string, Near>()
  readonly #affinity: SkillAffinity

  constructor(jobs: readonly PreparedJob[], affinity: SkillAffinity = skillAffinity) {
    this.#affinity = affinity
    const list: PreparedSkill[] = []
    const positionOf = this.#positionOf
    const positionIn = (skill: PreparedSkill) => {
      let position = positionOf.get(skill.id)
      if (position === undefined) {
        position = list.push(skill) - 1
        positionOf.set(skill.id, position)
      }
      return position
    }
    for (const job of jobs) this.#positions.set(job, Int32Array.from(job.skills.list, positionIn))
    this.list = list
  }

  /** Where in {@link list} the skills of a job stand, in the job's order. */
  positionsOf(job: PreparedJob): Int32Array {
    return this.#positions.get(job) as Int32Array
  }

  near(held: PreparedSkill): Near {
    let near = this.#near.get(held.id)
    if (!near) {
      const positions: number[] = []
      const affinities: number[] = []
      this.list.forEach((asked, position) => {
        const affinity = this.#affinity(asked, held)
        if (affinity === 0) return
        positions.push(position)
        affinities.push(affinity)
      })
      near =
        positions.length === 0
          ? NEAR_NOTHING
          : {
              same: this.#positionOf.get(held.id) ?? -1,
              positions: Int32Array.from(positions),
              affinities: Float64Array.from(affinities),
            }
      if (this.#near.size >= NEAR_KEPT) this.#near.clear()
      this.#near.set(held.id, near)
    }
    return near
  }
}

/** Compares one talent with jobs, all of which `asked` was made of. */
export function evidenceOfTalent(
  talent: PreparedTalent,
  asked: AskedSkills,
): (job: PreparedJob, out: SkillEvidence) => void {
  const all = new SkillEvidence()
  fillEvidence(talent, asked, all, new Nearest(asked))
  return (job, out) => {
    const positions = asked.positionsOf(job)
    out.resize(positions.length)
    for (let j = 0; j < positions.length; j++) out.copy(j, all, positions[j] as number)
  }
}

/** Compares one job, which alone `asked` was made of, with talents. */
export function evidenceOfJob(
  asked: AskedSkills,
): (talent: PreparedTalent, out: SkillEvidence) => void {
  const nearest = new Nearest(asked)
  return (talent, out) => fillEvidence(talent, asked, out, nearest)
}

/** For each asked skill where it is listed, and the listed one that comes nearest to it. */
class Nearest {
  readonly held: Int16Array
  readonly affinity: Float64Array
  readonly by: Int16Array

  constructor(asked: AskedSkills) {
    this.held = new Int16Array(asked.list.length)
    this.affinity = new Float64Array(asked.list.length)
    this.by = new Int16Array(asked.list.length)
  }

  find(talent: PreparedTalent, asked: AskedSkills): void {
    const { held, affinity, by } = this
    held.fill(-1)
    affinity.fill(0)
    by.fill(-1)
    const listed = talent.skills.list
    for (let index = 0; index < listed.length; index++) {
      const { same, positions, affinities } = asked.near(listed[index] as PreparedSkill)
      if (same >= 0) held[same] = index
      for (let k = 0; k < positions.length; k++) {
        const position = positions[k] as number
        const value = affinities[k] as number
        if (value <= (affinity[position] as number)) continue
        affinity[position] = value
        by[position] = index
      }
    }
  }
}

/** What a talent has to show for every asked skill. */
function fillEvidence(
  talent: PreparedTalent,
  asked: AskedSkills,
  out: SkillEvidence,
  nearest: Nearest,
): void {
  nearest.find(talent, asked)
  out.resize(asked.list.length)
  for (let at = 0; at < asked.list.length; at++) {
    const skill = asked.list[at] as PreparedSkill
    out.set(at, {
      held: nearest.held[at] as number,
      affinity: nearest.affinity[at] as number,
      by: nearest.by[at] as number,
      mentioned: talent.mentions(skill),
      spoken: spokenOf(talent, skill),
    })
  }
}

/** Pairs of talent and skill whose evidence is kept, some 60 bytes each. */
const EVIDENCE_KEPT = 500_000

let kept = 0
let shown = new WeakMap<PreparedTalent['skills'], Map<string, Evidence>>()

/**
 * Compares a talent with a job. What a talent has to show for a skill hangs on title, bio and skills
 * alone, so it is kept for as long as that reading of them is.
 */
export function evidenceOfPair(
  talent: PreparedTalent,
  job: PreparedJob,
  out: SkillEvidence,
  affinityOf: SkillAffinity = skillAffinity,
): void {
  let known = shown.get(talent.skills)
  if (!known) {
    known = new Map()
    shown.set(talent.skills, known)
  }
  const asked = job.skills.list
  out.resize(asked.length)
  for (let j = 0; j < asked.length; j++) {
    const skill = asked[j] as PreparedSkill
    let evidence = known.get(skill.id)
    if (!evidence) {
      evidence = evidenceOf(talent, skill, affinityOf)
      known.set(skill.id, evidence)
      kept++
    }
    out.set(j, evidence)
  }
  if (kept >= EVIDENCE_KEPT) {
    shown = new WeakMap()
    kept = 0
  }
}

function evidenceOf(
  talent: PreparedTalent,
  skill: PreparedSkill,
  affinityOf: SkillAffinity,
): Evidence {
  const held = talent.skills.indexOf.get(skill.id) ?? -1
  let affinity = 0
  let by = -1
  if (held < 0) {
    talent.skills.list.forEach((each, index) => {
      const value = affinityOf(each, skill)
      if (value <= affinity) return
      affinity = value
      by = index
    })
  }
  return { held, affinity, by, mentioned: talent.mentions(skill), spoken: spokenOf(talent, skill) }
}
