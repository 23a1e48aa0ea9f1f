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

/** Rows of a request that were prepared already, and that had to be. */
export interface RowLookups {
  readonly hits: number
  readonly misses: number
}

export type StageMessage = StageTiming | RowLookups

/** Stages and look-ups of this thread are published here, in the context of the request; costs nothing without subscribers. */
export const STAGE_CHANNEL = 'talentmatch:stage'

const stages = channel(STAGE_CHANNEL)
const publish = (message: StageMessage) => stages.publish(message)

/** @param ended `performance.now()`; default now */
export function publishStage(stage: Stage, ms: number, ended = performance.now()): void {
  if (stages.hasSubscribers) publish({ stage, ms, endedAt: performance.timeOrigin + ended })
}

/** Of rows that were ranked since `begun`: chunks of features and of predictions take turns, and are published as two. */
export function publishRanking(begun: number, predictMs: number): void {
  const ended = performance.now()
  publishStage('features', ended - begun - predictMs, ended - predictMs)
  publishStage('predict', predictMs, ended)
}

export function publishLookups(drafts: readonly { readonly isKept: boolean }[]): void {
  if (!stages.hasSubscribers) return
  const hits = drafts.filter(({ isKept }) => isKept).length
  publish({ hits, misses: drafts.length - hits })
}

/** Publishes how long `work` took, also if it fails. */
export async function timed<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  try {
    return await work()
  } finally {
    publishStage(stage, performance.now() - begun)
  }
}

/** What another thread did, with its stages, which are published again on the thread that has subscribers. */
export interface WithStages<T> {
  readonly outcome: T
  readonly stages: readonly StageMessage[]
}

export function withStages<T>(work: () => T): WithStages<T> {
  const messages: StageMessage[] = []
  const onMessage = (message: unknown) => void messages.push(message as StageMessage)
  stages.subscribe(onMessage)
  try {
    return { outcome: work(), stages: messages }
  } finally {
    stages.unsubscribe(onMessage)
  }
}

export function republish<T>({ outcome, stages: messages }: WithStages<T>): T {
  if (stages.hasSubscribers) for (const each of messages) publish(each)
  return outcome
}
