import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import {
  findSkillsInText,
  mentionsPhrase,
  phraseOf,
  tokeniseText,
} from '../features/normalise/skills/skill-mentions.ts'
import { canonicalSkill } from '../features/normalise/skills/skills.ts'

/** The skills of a job by whether a talent lists them; no skill is named twice. */
export interface SharedSkills {
  /** As the job spells them, in its order. */
  readonly matched: readonly string[]
  /** Of the required ones, those that the talent neither lists nor speaks of in title or bio. */
  readonly missing: readonly string[]
}

/** Reads a talent once, to split the skills of many jobs. */
export function skillsSharedWith(talent: Talent): (job: Job) => SharedSkills {
  const held = new Set(talent.skills?.map(({ name }) => canonicalSkill(name).id))
  let speaksOf: ((skillId: string) => boolean) | undefined
  return (job) => {
    const matched: string[] = []
    const missing: string[] = []
    for (const [id, { name, required }] of askedSkills(job)) {
      if (held.has(id)) matched.push(name)
      else if (required) {
        // Reading a bio takes longer than all the rest, and often nothing is missing.
        speaksOf ??= mentionsOf(talent)
        if (!speaksOf(id)) missing.push(name)
      }
    }
    return { matched, missing }
  }
}

/** What a job asks for, by canonical id: the first spelling, and required where any says so. */
function askedSkills(job: Job) {
  const asked = new Map<string, { readonly name: string; readonly required: boolean }>()
  for (const { name, is_required } of job.skills ?? []) {
    const { id } = canonicalSkill(name)
    if (id === '') continue
    const known = asked.get(id)
    const required = is_required !== false || known?.required === true
    asked.set(id, { name: known?.name ?? name, required })
  }
  return asked
}

function mentionsOf({ title, bio }: Talent): (skillId: string) => boolean {
  const text = tokeniseText(`${title}. ${bio ?? ''}`)
  const spoken = findSkillsInText(text)
  return (id) => spoken.has(id) || mentionsPhrase(text, phraseOf(id))
}
