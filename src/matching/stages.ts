import { channel } from 'node:diagnostics_channel'

/** What an answer takes its time for; one that is read from bodies retrieves nothing. */
export const STAGES = ['retrieve', 'embed', 'features', 'predict', 'explain'] as const
export type Stage = (typeof STAGES)[number]

export interface StageTiming {
  readonly stage: Stage
  readonly ms: number
  /** Milliseconds since 1970, of whichever thread it was on. */
  readonly endedAt: number
}

/** Hears of every stage on this thread, in the request's own context; while nobody listens it costs nothing. */
export const STAGE_CHANNEL = 'talentmatch:stage'

const stages = channel(STAGE_CHANNEL)
const tell = (timing: StageTiming) => stages.publish(timing)

/** @param ended `performance.now()`; default now */
export function tellStage(stage: Stage, ms: number, ended = performance.now()): void {
  if (stages.hasSubscribers) tell({ stage, ms, endedAt: performance.timeOrigin + ended })
}

/** Of rows that were ranked since `begun`: chunks of features and of predictions take turns, and are told as two. */
export function tellRanking(begun: number, predictMs: number): void {
  const ended = performance.now()
  tellStage('features', ended - begun - predictMs, ended - predictMs)
  tellStage('predict', predictMs, ended)
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

export function tellAgain<T>({ outcome, stages: told }: WithStages<T>): T {
  if (stages.hasSubscribers) for (const timing of told) tell(timing)
  return outcome
}
