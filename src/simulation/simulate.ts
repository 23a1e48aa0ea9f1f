import { setImmediate } from 'node:timers/promises'
import type { Embedder } from '../embeddings/embedder.ts'
import { parseBundle, readModelFolder } from '../matching/bundle/bundle.ts'
import { describeDataset } from '../training/dataset/describe-dataset.ts'
import { propensityAt } from '../training/dataset/examination/propensity-curve.ts'
import type { LightgbmLocation } from '../training/lightgbm-location.ts'
import { lookedAt } from './attention.ts'
import { Behaviour } from './behaviour.ts'
import { type Learnt, learn } from './learn.ts'
import { createMarket, type Market } from './market.ts'
import { MemoryLedger } from './memory-ledger.ts'
import { Platform } from './platform.ts'
import type { ArmRound, Round, Simulation } from './simulation.ts'
import { Truth } from './truth.ts'

export interface SimulateOptions {
  readonly seed: number
  /** Training runs, one a week. */
  readonly rounds: number
  /** Who act, and those whom only the truth is measured on. */
  readonly talents: number
  readonly heldOut: number
  readonly jobs: number
  /** Folder of the model that serves first. */
  readonly modelFolder: string
  readonly embedder: Embedder
  /** Share of the answers with two neighbours exchanged, 0-1. */
  readonly explorationShare: number
  /** Share of the answers whose features are logged, 0-1. */
  readonly featureShare: number
  readonly lightgbm?: LightgbmLocation | undefined
  readonly signal?: AbortSignal | undefined
  /** Hears how many visits and training runs are done. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

const SECOND_MS = 1_000
const WEEK_MS = 7 * 86_400_000
/** A Monday. */
const START = Date.UTC(2026, 0, 5)
/** Nobody trains before anything could be passed over. */
const WEEKS_BEFORE = 3
/** Weeks in each of which a talent asks once, from the one in which they come. */
const VISITS = 2
const RANKS_COMPARED = 10

/**
 * The whole loop on made-up people whose taste no model is told: they are shown what the model of the week ranks,
 * look at some of it, and act; a model learns from that, and serves if the gate lets it. Twice in the same world:
 * with the correction of what place does, and without. The same options give the same result.
 *
 * @throws the signal's reason when aborted
 */
export async function simulate(options: SimulateOptions): Promise<Simulation> {
  const { seed, rounds, signal, embedder, onProgress } = options
  const market = createMarket({ ...options, asOf: new Date(START) })
  const initial = await readModelFolder(options.modelFolder)
  const first = parseBundle(initial)
  const truth = await Truth.prepare(market, embedder, first.contextOn(START))
  const behaviour = new Behaviour(seed, market.jobs)
  const open = () => {
    const ledger = new MemoryLedger(options.featureShare)
    return Platform.open({ ...options, market, behaviour, ledger }, initial)
  }
  const arms = [await open(), await open()] as const
  const weeks = WEEKS_BEFORE + rounds
  const total = arms.length * (VISITS * market.acting.length + rounds)
  let done = 0
  const tell = () => onProgress?.(++done, total)

  /** A week of one of them, and the training run at its end. */
  const live = async (platform: Platform, week: number, isCorrected: boolean) => {
    for (const { talent, at } of visitsOf(market, week, weeks)) {
      // A visit itself never waits: without this nobody would hear of Ctrl-C.
      await setImmediate()
      signal?.throwIfAborted()
      await platform.visit(talent, at)
      tell()
    }
    const now = new Date(START + (week + 1) * WEEK_MS)
    await platform.passUntil(now)
    if (week < WEEKS_BEFORE) return undefined
    const learnt = await learn(platform, { ...options, now, isCorrected })
    tell()
    return learnt
  }
  const told: Round[] = []
  try {
    for (let week = 0; week < weeks; week++) {
      const corrected = await live(arms[0], week, true)
      const uncorrected = await live(arms[1], week, false)
      if (!corrected || !uncorrected) continue
      told.push({
        round: week - WEEKS_BEFORE + 1,
        corrected: tellArm(corrected, arms[0], truth),
        uncorrected: tellArm(uncorrected, arms[1], truth),
        propensityError: propensityError(corrected),
      })
    }
  } finally {
    await Promise.all(arms.map((arm) => arm.close()))
  }
  return { initial: truth.measure(first), rounds: told }
}

/** Who asks in a week, counted from 0, in the order of time. */
const visitsOf = ({ acting }: Market, week: number, weeks: number) =>
  acting.flatMap((talent, index) => {
    // Whoever comes last still has all their visits.
    const joined = Math.floor((index * (weeks - VISITS + 1)) / acting.length)
    if (week < joined || week >= joined + VISITS) return []
    return { talent, at: new Date(START + week * WEEK_MS + index * SECOND_MS) }
  })

function tellArm(
  { verdict, collected, challenger }: Learnt,
  arm: Platform,
  truth: Truth,
): ArmRound {
  const { rows, sources, origins } = describeDataset(collected.dataset)
  return {
    rows,
    logged: sources.logged / rows,
    passedOver: origins.passed_over / rows,
    verdict,
    challenger: challenger ? truth.measure(challenger) : null,
    served: truth.measure(arm.model.bundle),
  }
}

function propensityError({ collected }: Learnt): number {
  const { curve } = collected.propensity
  const ranks = Array.from({ length: RANKS_COMPARED }, (_, at) => at + 1)
  return Math.max(...ranks.map((rank) => Math.abs(propensityAt(curve, rank) / lookedAt(rank) - 1)))
}
