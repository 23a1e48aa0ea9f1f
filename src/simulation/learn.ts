import type { Embedder } from '../embeddings/embedder.ts'
import { type Bundle, parseBundle } from '../matching/bundle/bundle.ts'
import { startOfDay } from '../matching/day.ts'
import { type Collected, collectDataset } from '../training/dataset/collect.ts'
import type { Dataset } from '../training/dataset/dataset.ts'
import { pseudonymsBy } from '../training/dataset/pseudonyms.ts'
import { FEWEST_PAIRS } from '../training/dataset/sample-sizes.ts'
import { SplitError } from '../training/dataset/time-split.ts'
import { type Decision, decide } from '../training/gate/decide.ts'
import { gatherEvidence } from '../training/gate/gather-evidence.ts'
import type { ReasonCode } from '../training/gate/reason.ts'
import type { LightgbmLocation } from '../training/lightgbm-location.ts'
import { toSource } from '../training/publish.ts'
import { trainChallenger } from '../training/train-challenger.ts'
import type { Platform } from './platform.ts'

/**
 * What became of a training run. `overruled`: an administrator promoted what the gate refused, on record;
 * `skipped`: there was too little to learn from.
 */
export interface Verdict {
  readonly kind: 'promoted' | 'overruled' | 'refused' | 'skipped'
  /** Checks that did not pass. */
  readonly failed: readonly ReasonCode[]
}

export interface Learnt {
  readonly verdict: Verdict
  readonly collected: Collected
  /** What was made of it, whether or not it serves. */
  readonly challenger?: Bundle
}

export interface LearnOptions {
  readonly seed: number
  readonly now: Date
  readonly embedder: Embedder
  readonly lightgbm?: LightgbmLocation | undefined
  readonly signal?: AbortSignal | undefined
  /** Whether rows are weighed by how likely they were looked at. */
  readonly isCorrected: boolean
}

/** What an administrator overrules: the scale of the scores changes once, when people first teach it. */
const OVERRULED: readonly ReasonCode[] = ['score_shares']
const SKIPPED: Verdict = { kind: 'skipped', failed: [] }
const PSEUDONYMS = pseudonymsBy('made-up people need no secret, only thirty-two bytes')

/** One weekly training run: dataset, fit, gate; and what is promoted serves from then on. */
export async function learn(platform: Platform, options: LearnOptions): Promise<Learnt> {
  const { seed, now, embedder, signal, lightgbm, isCorrected } = options
  const champion = platform.model
  const collected = await collectDataset({
    source: platform.ledger.source,
    corpus: platform.corpus,
    embedder,
    context: champion.bundle.contextOn(startOfDay(now)),
    pseudonyms: PSEUDONYMS,
    asOf: now,
    seed,
    signal,
  })
  const dataset = isCorrected ? collected.dataset : asIfAllWereSeen(collected.dataset)
  if (dataset.count < FEWEST_PAIRS) return { verdict: SKIPPED, collected }
  try {
    const { files, gateInput } = await trainChallenger(dataset, {
      seed,
      champion,
      now,
      lightgbm,
      signal,
    })
    const evidence = await gatherEvidence(gateInput, { signal })
    const verdict = judge(decide(evidence))
    const source = toSource(files, `simulated ${files.manifest.version}`)
    if (verdict.kind !== 'refused') await platform.serveWith(source)
    return { verdict, collected, challenger: parseBundle(source) }
  } catch (error) {
    if (error instanceof SplitError) return { verdict: SKIPPED, collected }
    throw error
  }
}

function judge({ promoted, reasons }: Decision): Verdict {
  if (promoted) return { kind: 'promoted', failed: [] }
  const failed = reasons.flatMap(({ passed, code }) => (passed ? [] : code))
  const isOverruled = failed.every((code) => OVERRULED.includes(code))
  return { kind: isOverruled ? 'overruled' : 'refused', failed }
}

/** The same rows as one has them who knows nothing of places: each counts alike. */
const asIfAllWereSeen = (dataset: Dataset): Dataset => ({
  ...dataset,
  weights: dataset.weights.map(() => 1),
  propensities: dataset.propensities.map((each) => (Number.isNaN(each) ? each : 1)),
})
