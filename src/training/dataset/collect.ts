import { CONTRACT_HASH } from '../../features/registry.ts'
import { type Dataset, PASSED_OVER_LABEL } from './dataset.ts'
import { DatasetBuilder } from './dataset-builder.ts'
import { estimatePropensity, type PropensityEstimate } from './examination/estimate-propensity.ts'
import { UNACTED_DAYS } from './examination/examination-count.ts'
import type { PropensityCurve } from './examination/propensity-curve.ts'
import type { Pseudonyms } from './pseudonyms.ts'
import { FeatureRecomputer, type RecomputeParts } from './recompute.ts'
import { weigh } from './row-weight.ts'
import { judgeHeldOut } from './rules-baseline.ts'
import { type SampleSizes, sampleSizes } from './sample-sizes.ts'
import type { ObservedPair, TrainingSource } from './training-source.ts'

export interface CollectOptions extends RecomputeParts {
  readonly source: TrainingSource
  readonly pseudonyms: Pseudonyms
  /** What counts as now: nothing later is seen. */
  readonly asOf: Date
  /** How far back, in days; default a year. */
  readonly days?: number
  /** About how many rows at most; default 100,000. */
  readonly maxRows?: number
  readonly seed: number
  /** Hears how many rows there are so far, of about how many. */
  readonly onProgress?: ((rows: number, expected: number) => void) | undefined
}

/** A dataset, and how it was come by. */
export interface Collected {
  readonly dataset: Dataset
  readonly asOf: Date
  readonly from: Date
  readonly seed: number
  /** Hash of the features and their order. */
  readonly contract: string
  /** Shares of the pairs that there were, 0-1. */
  readonly shares: SampleSizes['shares']
  readonly propensity: PropensityEstimate
  /** Pairs whose talent or job was gone before their features could be made. */
  readonly gone: number
}

const DAY_MS = 86_400_000
const DEFAULT_DAYS = 365
const DEFAULT_MAX_ROWS = 100_000

/**
 * Collects what people did about matches: a row for each pair with a label, and for pairs that a talent was
 * shown, had {@link UNACTED_DAYS} days for, and did nothing about. Features are as they were logged when the
 * pair was shown, and made anew only where none were.
 */
export async function collectDataset(options: CollectOptions): Promise<Collected> {
  const { source, asOf, seed, days = DEFAULT_DAYS, maxRows = DEFAULT_MAX_ROWS } = options
  const window = { from: new Date(asOf.getTime() - days * DAY_MS), until: asOf }
  const propensity = estimatePropensity(await source.countExaminations(window))
  const { expected, shares } = sampleSizes(await source.countPairs(window), maxRows)
  const collector = new Collector(options, propensity.curve, expected)
  const drawn = (share: number) => [window, { seed, share }, CONTRACT_HASH] as const
  await collector.addAll(source.labelledPairs(...drawn(shares.labelled)))
  await collector.addAll(source.passedOverPairs(...drawn(shares.passedOver)))
  const dataset = collector.builder.build()
  await judgeHeldOut(dataset, seed, collector.ids, options)
  return {
    dataset,
    asOf,
    from: window.from,
    seed,
    contract: CONTRACT_HASH,
    shares,
    propensity,
    gone: collector.gone,
  }
}

class Collector {
  readonly builder: DatasetBuilder
  /** By pseudonym; they stay in this process. */
  readonly ids = new Map<string, string>()
  gone = 0
  #rows = 0
  readonly #options: CollectOptions
  readonly #curve: PropensityCurve
  readonly #expected: number
  readonly #recomputer: FeatureRecomputer

  constructor(options: CollectOptions, curve: PropensityCurve, expected: number) {
    this.builder = new DatasetBuilder(expected)
    this.#options = options
    this.#curve = curve
    this.#expected = expected
    this.#recomputer = new FeatureRecomputer(options)
  }

  async addAll(pages: AsyncIterable<readonly ObservedPair[]>): Promise<void> {
    for await (const page of pages) {
      this.#options.signal?.throwIfAborted()
      const unlogged = page.filter(({ features }) => features === null)
      const made = await this.#recomputer.recompute(unlogged)
      const recomputed = new Map(unlogged.map((pair, at) => [pair, made[at]]))
      for (const pair of page) this.#add(pair, recomputed.get(pair))
      this.#options.onProgress?.(this.#rows, this.#expected)
    }
  }

  #add(pair: ObservedPair, recomputed: Float64Array | undefined): void {
    const features = pair.features ?? recomputed
    if (!features) {
      this.gone++
      return
    }
    this.#rows++
    this.builder.add({
      talent: this.#nameOf('talent', pair.talentId),
      job: this.#nameOf('job', pair.jobId),
      features,
      label: pair.label ?? PASSED_OVER_LABEL,
      talentSide: pair.talentSide,
      companySide: pair.companySide,
      ...weigh(pair, this.#curve),
      origin: pair.label === null ? 'passed_over' : 'act',
      source: pair.features ? 'logged' : 'recomputed',
      rules: Number.NaN,
      level: null,
      decidedAt: pair.decidedAt.getTime(),
    })
  }

  #nameOf(side: 'talent' | 'job', id: string): string {
    const name = this.#options.pseudonyms[side](id)
    this.ids.set(name, id)
    return name
  }
}
