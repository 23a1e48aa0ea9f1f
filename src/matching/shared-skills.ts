import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import { canonicalSkill } from '../features/normalise/skills.ts'

/** The skills of a job by whether a talent lists them; no skill is named twice. */
export interface SharedSkills {
  /** As the job spells them, in its order. */
  readonly matched: readonly string[]
  /** Of the required ones, those that the talent does not list. */
  readonly missing: readonly string[]
}

export function splitSkills(talent: Talent, job: Job): SharedSkills {
  const held = new Set(talent.skills?.map(({ name }) => canonicalSkill(name).id))
  const asked = new Map<string, { readonly name: string; required: boolean }>()
  for (const { name, is_required } of job.skills ?? []) {
    const { id } = canonicalSkill(name)
    if (id === '') continue
    const known = asked.get(id)
    const required = is_required !== false || known?.required === true
    asked.set(id, { name: known?.name ?? name, required })
  }
  const matched: string[] = []
  const missing: string[] = []
  for (const [id, { name, required }] of asked) {
    if (held.has(id)) matched.push(name)
    else if (required) missing.push(name)
  }
  return { matched, missing }
}
