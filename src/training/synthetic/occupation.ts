/** One kind of work: how people and postings name it, and what it takes. */
export interface Occupation {
  readonly id: string
  readonly field: Field
  /** How people call themselves, such as "Staff Nurse". */
  readonly talentTitles: readonly string[]
  /** How postings call the same work, such as "Registered Nurse". */
  readonly jobTitles: readonly string[]
  /** The occupation as a group of people, such as "Registered Nurses". */
  readonly plural: string
  /** Usual annual pay at mid level in the United States, USD. */
  readonly pay: number
  /** Ids of related occupations, in this field or another; need not be mutual. */
  readonly near: readonly string[]
  /** Products and equipment, most important first. */
  readonly tools: readonly string[]
  /** Bodies of knowledge, most important first. */
  readonly topics: readonly string[]
  /** Competence phrases such as "prepare tax returns", most important first. */
  readonly tasks: readonly string[]
  readonly duties: readonly Duty[]
  /** Share of postings that may be done from anywhere, 0-1. */
  readonly remote: number
}

/** One duty in two wordings that share few words; both read well after "I", "you will" and "they". */
export interface Duty {
  readonly talent: string
  readonly job: string
}

/** A field of work; occupations of one field share industries, benefits and everyday skills. */
export interface Field {
  readonly id: string
  /** Weight of the field among all rows. */
  readonly share: number
  readonly industries: readonly string[]
  readonly benefits: readonly string[]
  /** Everyday skills of the whole field. */
  readonly topics: readonly string[]
  /** Everyday competence phrases of the whole field. */
  readonly tasks: readonly string[]
  readonly occupations: readonly Occupation[]
}

/** {@link Occupation} as the data files write it: lists are comma-separated. */
export interface OccupationSource {
  readonly id: string
  readonly talent: string
  readonly job: string
  /** Absent: the first talent title with an s. */
  readonly plural?: string
  /** Thousand USD. */
  readonly pay: number
  readonly near: string
  readonly tools: string
  readonly topics: string
  readonly tasks: string
  /** One duty a line: the talent's wording = the job's wording. */
  readonly duties: string
  /** Absent: the field's. */
  readonly remote?: number
}

export interface FieldSource {
  readonly id: string
  readonly share: number
  readonly remote: number
  readonly industries: string
  readonly benefits: string
  readonly topics: string
  readonly tasks: string
  readonly occupations: readonly OccupationSource[]
}

/**
 * Reads one field of the data files.
 * @throws {TypeError} on a duty without its second wording
 */
export function defineField(source: FieldSource): Field {
  const occupations: Occupation[] = []
  const field: Field = {
    id: source.id,
    share: source.share,
    industries: list(source.industries),
    benefits: list(source.benefits),
    topics: list(source.topics),
    tasks: list(source.tasks),
    occupations,
  }
  for (const row of source.occupations) {
    const talentTitles = list(row.talent)
    occupations.push({
      id: row.id,
      field,
      talentTitles,
      jobTitles: list(row.job),
      plural: row.plural ?? `${talentTitles[0]}s`,
      pay: row.pay * 1000,
      near: list(row.near),
      tools: list(row.tools),
      topics: list(row.topics),
      tasks: list(row.tasks),
      duties: row.duties.trim().split('\n').map(readDuty),
      remote: row.remote ?? source.remote,
    })
  }
  return field
}

function readDuty(line: string): Duty {
  const [talent, job] = line.split(' = ')
  if (talent === undefined || job === undefined) throw new TypeError(`half a duty: ${line}`)
  return { talent: talent.trim(), job: job.trim() }
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}
