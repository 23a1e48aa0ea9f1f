import { createHash } from 'node:crypto'
import { CONTRACT_HASH } from '../features/registry.ts'
import { isSampled, type ShownAnswer } from '../interactions/answer-log.ts'
import {
  type ExaminationCount,
  UNACTED_DAYS,
} from '../training/dataset/examination/examination-count.ts'
import type {
  ObservedPair,
  PairSample,
  TrainingSource,
  TrainingWindow,
} from '../training/dataset/training-source.ts'
import { type Act, LABELS, type Ledger } from './ledger.ts'

interface Showing {
  readonly rank: number
  readonly ownRank: number
  /** Of {@link ExaminationCount}. */
  readonly scoreBand: number
  readonly shownAt: number
  readonly features: Float32Array | null
}

/** All that is known of one pair, in the order of time. */
interface Kept {
  readonly talentId: string
  readonly jobId: string
  readonly showings: Showing[]
  readonly acts: Act[]
}

type Labelled = Pick<ObservedPair, 'label' | 'talentSide' | 'companySide'>

const DAY_MS = 86_400_000
const TIME_TO_ACT = UNACTED_DAYS * DAY_MS

/**
 * Showings and acts in memory: the same dataset as the platform's database makes of them, in a fraction of
 * the time. It knows the acts of the simulator and no others.
 */
export class MemoryLedger implements Ledger, TrainingSource {
  readonly #pairs = new Map<string, Kept>()
  readonly #featureShare: number

  /** @param featureShare share of the answers whose features are logged, 0-1 */
  constructor(featureShare: number) {
    this.#featureShare = featureShare
  }

  get source(): TrainingSource {
    return this
  }

  show({ requestId, shownAt, answer }: ShownAnswer): void {
    const isLogged = isSampled(requestId, this.#featureShare)
    const exchanged = answer.served.flatMap(({ explored }, at) => (explored ? at + 1 : []))
    const sum = exchanged.reduce((total, rank) => total + rank, 0)
    answer.served.forEach(({ match, explored, features }, at) => {
      const rank = at + 1
      this.#pairOf(match.talent_id, match.job_id).showings.push({
        rank,
        ownRank: explored ? sum - rank : rank,
        scoreBand: Math.floor(match.match_score / 5) + (answer.source === 'fallback' ? 21 : 0),
        shownAt: shownAt.getTime(),
        features: isLogged && features ? Float32Array.from(features) : null,
      })
    })
  }

  record(acts: readonly Act[]): void {
    for (const act of acts) this.#pairOf(act.talentId, act.jobId).acts.push(act)
  }

  async countExaminations(window: TrainingWindow): Promise<readonly ExaminationCount[]> {
    const counts = new Map<
      string,
      { -readonly [K in keyof ExaminationCount]: ExaminationCount[K] }
    >()
    const until = window.until.getTime()
    for (const { showings, acts } of this.#pairs.values()) {
      const inside = showings.filter(({ shownAt }) => isWithin(shownAt, window))
      inside.forEach(({ rank, ownRank, scoreBand, shownAt }, at) => {
        const ends = shownAt + TIME_TO_ACT
        if (ends >= until) return
        const next = Math.min(ends, inside[at + 1]?.shownAt ?? ends)
        const key = `${rank} ${ownRank} ${scoreBand}`
        const count = counts.get(key) ?? { rank, ownRank, scoreBand, impressions: 0, acts: 0 }
        counts.set(key, count)
        count.impressions++
        count.acts += Number(acts.some((act) => isTalents(act) && isIn(timeOf(act), shownAt, next)))
      })
    }
    return [...counts.values()].sort(
      (a, b) => a.rank - b.rank || a.ownRank - b.ownRank || a.scoreBand - b.scoreBand,
    )
  }

  async countPairs(window: TrainingWindow) {
    const count = (of: (pair: Kept, window: TrainingWindow) => ObservedPair | undefined) =>
      [...this.#pairs.values()].filter((pair) => of(pair, window)).length
    return { labelled: count(labelled), passedOver: count(passedOver) }
  }

  labelledPairs(window: TrainingWindow, sample: PairSample, contract: string) {
    return this.#pages(labelled, window, sample, contract)
  }

  passedOverPairs(window: TrainingWindow, sample: PairSample, contract: string) {
    return this.#pages(passedOver, window, sample, contract)
  }

  async *#pages(
    observe: (pair: Kept, window: TrainingWindow) => ObservedPair | undefined,
    window: TrainingWindow,
    { seed, share }: PairSample,
    contract: string,
  ): AsyncGenerator<readonly ObservedPair[]> {
    if (contract !== CONTRACT_HASH) throw new RangeError(`nothing is logged of ${contract}`)
    const below = Math.round(share * 2 ** 32)
    const chosen = [...this.#pairs]
      .filter(([, pair]) => drawn(seed, pair) < below)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, pair]) => observe(pair, window) ?? [])
    if (chosen.length > 0) yield chosen
  }

  #pairOf(talentId: string, jobId: string): Kept {
    const key = talentId + jobId
    const known = this.#pairs.get(key)
    if (known) return known
    const pair: Kept = { talentId, jobId, showings: [], acts: [] }
    this.#pairs.set(key, pair)
    return pair
  }
}

/** As the database draws pairs: the same ones. */
const drawn = (seed: number, { talentId, jobId }: Kept) =>
  createHash('md5').update(`${seed}${talentId}${jobId}`).digest().readUInt32BE()

const timeOf = ({ occurredAt }: Act) => occurredAt.getTime()
const isTalents = ({ actor }: Act) => actor === 'talent'
const isIn = (at: number, from: number, until: number) => at >= from && at < until
const isWithin = (at: number, { from, until }: TrainingWindow) =>
  isIn(at, from.getTime(), until.getTime())

/** A pair that somebody acted on, with a label that was settled in the window. */
function labelled(pair: Kept, window: TrainingWindow): ObservedPair | undefined {
  const { talentId, jobId, showings, acts } = pair
  const decidedAt = Math.max(...acts.map(timeOf))
  if (!isWithin(decidedAt, window)) return undefined
  const firstAct = timeOf(acts.find(isTalents) as Act)
  const before = showings.filter(({ shownAt }) => shownAt <= firstAct)
  return {
    talentId,
    jobId,
    ...labelOf(acts),
    decidedAt: new Date(decidedAt),
    ranks: before.map(({ rank }) => rank),
    features: lastLogged(showings, decidedAt),
  }
}

/** Either side acts once at most. */
function labelOf(acts: readonly Act[]): Labelled {
  const company = acts.find(({ actor }) => actor === 'company')?.type
  const talent = (acts.find(isTalents) as Act).type
  return {
    label: LABELS[company ?? talent],
    talentSide: talent === 'applied',
    companySide: company === 'interview' ? true : company === 'rejected' ? false : null,
  }
}

/** A pair that a talent was shown, had their days for, and did nothing about. */
function passedOver(pair: Kept, { from, until }: TrainingWindow): ObservedPair | undefined {
  const { talentId, jobId, showings, acts } = pair
  const inside = showings.filter(({ shownAt }) =>
    isIn(shownAt, from.getTime(), until.getTime() - TIME_TO_ACT),
  )
  const last = inside.at(-1)
  if (acts.length > 0 || !last) return undefined
  return {
    talentId,
    jobId,
    label: null,
    talentSide: false,
    companySide: null,
    decidedAt: new Date(last.shownAt + TIME_TO_ACT),
    ranks: inside.map(({ rank }) => rank),
    features: lastLogged(showings, last.shownAt),
  }
}

const lastLogged = (showings: readonly Showing[], until: number) =>
  showings.findLast(({ shownAt, features }) => features && shownAt <= until)?.features ?? null
