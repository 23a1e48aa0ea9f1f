/** Plain facts of the platform that are shown beside matches. */
export interface Directory {
  /** Names of the companies of jobs, by the jobs' ids; nameless ones are left out. */
  findCompanyNames(jobIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  countPlatform(): Promise<PlatformCounts>
  /** Ids of any talent and of any active job, to show calls with. */
  findExamples(): Promise<{ readonly talent: string | null; readonly job: string | null }>
}

export interface PlatformCounts {
  readonly talents: number
  /** The active ones: those that are matched. */
  readonly jobs: number
}
