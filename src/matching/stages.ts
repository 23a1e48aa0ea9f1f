import { channel } from 'node:diagnostics_channel'

/** What an answer takes its time for; one that is read from bodies retrieves nothing. */
export const STAGES = ['retrieve', 'embed', 'features', 'predict', 'explain'] as const
export type Stage = (typeof STAGES)[number]

export interface StageTiming {
  readonly stage: Stage
  /** What it took; it has ended just now. */
  readonly ms: number
}

/** Hears of every stage on this thread, in the request's own context; while nobody listens it costs nothing. */
export const STAGE_CHANNEL = 'talentmatch:stage'

const stages = channel(STAGE_CHANNEL)

export function tellStage(stage: Stage, ms: number): void {
  if (stages.hasSubscribers) stages.publish({ stage, ms } satisfies StageTiming)
}

/** Tells how long `work` took, also where it fails. */
export async function timed<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  try {
    return await work()
  } finally {
    tellStage(stage, performance.now() - begun)
  }
}

/** What another thread did, with its stages, which can be told only where somebody listens. */
export interface WithStages<T> {
  readonly outcome: T
  readonly stages: readonly StageTiming[]
}

export function withStages<T>(work: () => T): WithStages<T> {
  const told: StageTiming[] = []
  const hear = (message: unknown) => void told.push(message as StageTiming)
  stages.subscribe(hear)
  try {
    return { outcome: work(), stages: told }
  } finally {
    stages.unsubscribe(hear)
  }
}

export function tellAgain<T>({ outcome, stages }: WithStages<T>): T {
  for (const { stage, ms } of stages) tellStage(stage, ms)
  return outcome
}
