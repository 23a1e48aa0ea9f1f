import type { PreparedJob, PreparedTalent } from '../../features/prepared.ts'
import { placeKey } from '../../features/retrieval/place-key.ts'
import { searchVectorOfJob, searchVectorOfTalent } from '../../features/retrieval/search-vector.ts'
import { skillNumber } from '../../features/retrieval/skill-number.ts'
import { standIns } from '../../features/retrieval/stand-ins.ts'
import { workVector } from '../../features/retrieval/work-vector.ts'
import type { RetrievalHint } from './corpus.ts'

/** A skill that stands in for another by at least so much finds it as well. */
const CLOSELY_RELATED = 0.6

export function hintOfTalent(talent: PreparedTalent, embedder: string): RetrievalHint {
  const { title, profile } = talent.vectors
  const skills = new Set([...talent.skills.list.map(({ id }) => id), ...talent.spoken])
  const related = standIns(skills)
  return {
    embedder,
    vector: searchVectorOfTalent({ work: workVector(title, profile), skills, related }),
    skills: numbersOf(skills, related),
    place: placeKey(talent.place),
  }
}

export function hintOfJob(job: PreparedJob, embedder: string): RetrievalHint {
  const { title, description } = job.vectors
  const { list } = job.skills
  const idsOf = (isRequired: boolean) =>
    list.filter(({ required }) => required === isRequired).map(({ id }) => id)
  const skills = new Set([...idsOf(true), ...job.titleSkills.map(({ id }) => id), ...idsOf(false)])
  return {
    embedder,
    vector: searchVectorOfJob({
      work: workVector(title, description),
      skills: list,
      isRemote: job.mode === 'remote',
    }),
    skills: numbersOf(skills, standIns(skills)),
    place: placeKey(job.place),
  }
}

/** Numbers of skills in the order given, each once, and behind them those of closely related ones. */
function numbersOf(ids: ReadonlySet<string>, related: ReadonlyMap<string, number>): number[] {
  const close = [...related].flatMap(([id, share]) => (share >= CLOSELY_RELATED ? id : []))
  return [...new Set([...ids, ...close].map(skillNumber))]
}
