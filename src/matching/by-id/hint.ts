import { relatedSkills } from '../../features/normalise/related-skills.ts'
import type { PreparedJob, PreparedTalent } from '../../features/prepared.ts'
import { placeKey } from '../../features/retrieval/place-key.ts'
import { skillNumber } from '../../features/retrieval/skill-number.ts'
import { workVector } from '../../features/retrieval/work-vector.ts'
import type { RetrievalHint } from '../corpus.ts'

/** A skill that stands in for another by at least so much finds it as well. */
const CLOSELY_RELATED = 0.6

export function hintOfTalent(talent: PreparedTalent, embedder: string): RetrievalHint {
  const { title, profile } = talent.vectors
  return {
    embedder,
    vector: workVector(title, profile),
    skills: numbersOf(
      talent.skills.list.map(({ id }) => id),
      talent.spoken,
    ),
    place: placeKey(talent.place),
    country: talent.place?.country ?? null,
    remoteOnly: talent.remote === 'only',
  }
}

export function hintOfJob(job: PreparedJob, embedder: string): RetrievalHint {
  const { title, description } = job.vectors
  const [required, optional] = [true, false].map((isRequired) =>
    job.skills.list.filter((skill) => skill.required === isRequired).map(({ id }) => id),
  )
  return {
    embedder,
    vector: workVector(title, description),
    skills: numbersOf(
      required ?? [],
      job.titleSkills.map(({ id }) => id),
      optional ?? [],
    ),
    place: placeKey(job.place),
    country: job.place?.country ?? null,
    remoteOnly: job.mode === 'remote',
  }
}

/** Numbers of skills in the order given, each once, and behind them those of closely related ones. */
function numbersOf(...groups: readonly Iterable<string>[]): number[] {
  const ids = groups.flatMap((group) => [...group])
  const related = ids.flatMap((id) =>
    [...relatedSkills(id)].flatMap(([other, weight]) => (weight >= CLOSELY_RELATED ? other : [])),
  )
  return [...new Set([...ids, ...related].map(skillNumber))]
}
