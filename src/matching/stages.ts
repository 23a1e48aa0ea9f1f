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

export type Told = StageTiming | RowLookups

/** Hears of stages and look-ups on this thread, in the request's own context; while nobody listens it costs nothing. */
export const STAGE_CHANNEL = 'talentmatch:stage'

const stages = channel(STAGE_CHANNEL)
const tell = (told: Told) => stages.publish(told)

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

export function tellPrepared(drafts: readonly { readonly isKept: boolean }[]): void {
  if (!stages.hasSubscribers) return
  const hits = drafts.filter(({ isKept }) => isKept).length
  tell({ hits, misses: drafts.length - hits })
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
  readonly stages: readonly Told[]
}

export function withStages<T>(work: () => T): WithStages<T> {
  const told: Told[] = []
  const hear = (message: unknown) => void told.push(message as Told)
  stages.subscribe(hear)
  try {
    return { outcome: work(), stages: told }
  } finally {
    stages.unsubscribe(hear)
  }
}

export function tellAgain<T>({ outcome, stages: told }: WithStages<T>): T {
  if (stages.hasSubscribers) for (const each of told) tell(each)
  return outcome
}
