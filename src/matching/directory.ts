/** Plain facts of the platform that are shown beside matches. */
export interface Directory {
  /** Names of the companies of jobs, by the jobs' ids; nameless ones are left out. */
  findCompanyNames(jobIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  countPlatform(): Promise<PlatformCounts>
}

export interface PlatformCounts {
  readonly talents: number
  /** The active ones: those that are matched. */
  readonly jobs: number
}
