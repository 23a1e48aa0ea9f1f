/** What the index keeps of a job or a talent, to find it by and to rank it from. */
interface IndexRow {
  /** Unit vector of the kind of work, 384 numbers that half precision can hold; absent without vectors. */
  readonly vector: Float32Array | undefined
  /** Canonical skills, listed or spoken of, as positive 32-bit integers; each once, ascending. */
  readonly skills: readonly number[]
  /** Key of the city or region; null where there is none. */
  readonly place: string | null
  /** ISO 3166 alpha-2. */
  readonly country: string | null
  /** The reading with its vectors, as `decodeJob` or `decodeTalent` takes it. */
  readonly prepared: Uint8Array
}

export interface JobIndexRow extends IndexRow {
  readonly isRemote: boolean
  /** Milliseconds since the epoch, null = unknown. */
  readonly postedAt: number | null
}

export interface TalentIndexRow extends IndexRow {
  /** Would work remotely: did not decline it. */
  readonly wantsRemote: boolean
}
