import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import type { TextVectors } from '../embeddings/embedder.ts'
import type {
  AuthorizationDemand,
  AuthorizationHeld,
} from './normalise/employment/authorization.ts'
import type { Place } from './normalise/places/places.ts'
import type { TitleRoles } from './normalise/titles/title-similarity.ts'
import type { SkillReading } from './reading/skill-reading.ts'
import type { DocumentTerms, QueryTerms } from './terms.ts'

/** A skill as it was read, with what the bundle and the embedder make of it. */
export interface PreparedSkill extends SkillReading {
  /** Inverse document frequency in the job corpus of the bundle. */
  readonly idf: number
  readonly vector: Float32Array | undefined
}

export interface PreparedSkills {
  readonly list: readonly PreparedSkill[]
  readonly indexOf: ReadonlyMap<string, number>
}

/** Annual pay in US dollars; `min` ≤ `max`. */
export interface PayRange {
  readonly min: number
  readonly max: number
}

/** What title, bio and skills of a talent say; it stays as it is when anything else changes. */
export interface TalentProfile {
  readonly title: TitleRoles
  readonly skills: PreparedSkills
  /** Ids of the known skills that title or bio speaks of. */
  readonly spoken: ReadonlySet<string>
  /** Whether title or bio speaks of the skill. */
  readonly mentions: (skill: SkillReading) => boolean
  readonly employmentTypes: ReadonlySet<string>
  readonly industries: ReadonlySet<string>
  readonly terms: QueryTerms
  readonly vectors: TalentVectors
}

export interface PreparedTalent extends TalentProfile {
  /** As given. */
  readonly given: Talent
  /** 0 entry … 5 executive, NaN = unknown. */
  readonly level: number
  /** Years of work, NaN = unknown. */
  readonly years: number
  readonly place: Place | undefined
  readonly timeZone: string | undefined
  /** `only`: the text says remote only. `office`: remote was declined. Absent: nothing said (the platform's default is true). */
  readonly remote: 'only' | 'office' | undefined
  readonly relocates: boolean | undefined
  readonly pay: PayRange | undefined
  /** Hourly rate in US dollars. */
  readonly hourly: PayRange | undefined
  readonly benefits: ReadonlySet<string>
  readonly languages: ReadonlySet<string>
  readonly authorization: AuthorizationHeld | undefined
  /** Share of the fields filled in, 0-1. */
  readonly completeness: number
}

export interface TalentVectors {
  readonly title: TextVectors | undefined
  /** Title and bio. */
  readonly profile: TextVectors | undefined
  readonly bio: TextVectors | undefined
}

export interface PreparedJob {
  /** As given. */
  readonly given: Job
  readonly title: TitleRoles
  readonly skills: PreparedSkills
  /** Skills that the title itself names. */
  readonly titleSkills: readonly SkillReading[]
  readonly level: number
  /** Years asked for: read from the text, else NaN. */
  readonly yearsAsked: number
  readonly place: Place | undefined
  readonly timeZone: string | undefined
  readonly mode: 'remote' | 'hybrid' | 'onsite' | undefined
  /** The text says that the work is on site only. */
  readonly onsiteOnly: boolean
  readonly pay: PayRange | undefined
  readonly benefits: ReadonlySet<string>
  readonly languages: ReadonlySet<string>
  /** What the text demands of the right to work. */
  readonly authorization: AuthorizationDemand | undefined
  readonly employmentType: string | undefined
  readonly industries: ReadonlySet<string>
  /** Milliseconds since the epoch, NaN = unknown. */
  readonly postedAt: number
  readonly deadline: number
  readonly terms: DocumentTerms
  readonly vectors: JobVectors
  readonly completeness: number
}

export interface JobVectors {
  readonly title: TextVectors | undefined
  readonly description: TextVectors | undefined
  readonly culture: TextVectors | undefined
}
