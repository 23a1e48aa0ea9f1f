import { EXPERIENCE_LEVELS } from '../../supabase/functions/_shared/payload.ts'
import { RANKED_FEATURES } from '../features/registry.ts'
import type { Bundle, ModelSource } from '../matching/bundle/bundle.ts'
import { type Dataset, FEATURE_SOURCES, ORIGINS } from './dataset/dataset.ts'
import { splitByTime } from './dataset/time-split.ts'
import { toExamples } from './dataset/to-examples.ts'
import type { Segmentation } from './evaluate/held-out.ts'
import { ofRows } from './examples.ts'
import { type FitModelOptions, fitModel } from './fit-model.ts'
import type { GateInput } from './gate/gather-evidence.ts'
import { predictAll } from './interval.ts'
import { measureScores } from './metrics.ts'
import { toModelFiles } from './model-files.ts'
import type { ModelFiles } from './publish.ts'
import { readReferenceSet } from './reference-set.ts'
import { type ScorerParts, scoreRows, scoresOf } from './scorer.ts'
import { countParts, type Part, rowsOf } from './split.ts'

export interface ChallengerOptions extends Omit<FitModelOptions, 'split'> {
  /** The model that serves: its tables are kept, for the rows were made with them. */
  readonly champion: { readonly bundle: Bundle; readonly source: Pick<ModelSource, 'texts'> }
  readonly now: Date
  /** Hash of the snapshot that the dataset is kept in; the manifest tells it. */
  readonly snapshot?: string | undefined
}

/** A model that was learnt from people, and what a gate asks of it. */
export interface Challenger {
  readonly files: ModelFiles
  readonly gateInput: GateInput
  /** How many rows were for what. */
  readonly parts: Readonly<Record<Part, number>>
}

/** What rules say of two sides that say nothing, as one that is gone does. */
const RULES_NEUTRAL = 50

/**
 * Learns a challenger from what people did. The same dataset, champion and seed give the same files, but for
 * dates.
 *
 * @throws SplitError when there are too few talents and acts for every part
 * @throws FitError when LightGBM refuses the rows, or its process dies
 * @throws WheelError when its library is not there and cannot be fetched
 * @throws the signal's reason when aborted
 */
export async function trainChallenger(
  dataset: Dataset,
  options: ChallengerOptions,
): Promise<Challenger> {
  const { seed, champion, now, snapshot } = options
  const { split, testFrom } = splitByTime(dataset, seed)
  const examples = toExamples(dataset)
  const scorer = await fitModel(examples, { ...options, split })
  const parts = countParts(split)
  const places = rowsOf(split, 'test')
  const heldOut = ofRows(examples, places)
  const scored = {
    challenger: scoreRows(scorer, heldOut.rows),
    champion: scoreRows(partsOf(champion.bundle), heldOut.rows),
    rules: { scores: Float64Array.from(places, (row) => rulesAt(dataset, row)) },
  }
  const files = toModelFiles(scorer, ofRows(examples, rowsOf(split, 'training')), {
    basis: 'feedback',
    withFeatureBins: true,
    trainedAt: now,
    embedder: champion.bundle.manifest.embedder,
    tables: champion.source.texts['tables.json'],
    metrics: measureScores(scored.challenger, heldOut.labels),
    training: {
      seed,
      ...(snapshot !== undefined && { snapshot }),
      champion: champion.bundle.manifest.version,
      test_from: testFrom === null ? null : new Date(testFrom).toISOString(),
      rows: parts,
    },
  })
  const reference = await readReferenceSet()
  return {
    files,
    parts,
    gateInput: {
      heldOut: {
        labels: heldOut.labels,
        weights: heldOut.weights,
        talents: heldOut.talents,
        segmentations: segmentsOf(dataset, places),
      },
      scored,
      reference: {
        challenger: scoresOf(scorer, reference),
        champion: scoresOf(champion.bundle, reference),
      },
      rows: heldOut.rows,
      features: RANKED_FEATURES,
      rankerText: scorer.rankerText,
      raw: predictAll(scorer.ranker, heldOut.rows),
      decidedAt: Float64Array.from(places, (row) => dataset.decidedAt[row] as number),
      acted: Uint8Array.from(places, (row) =>
        Number(dataset.origins[row] === ORIGINS.indexOf('act')),
      ),
      trainingPairs: parts.training,
      now: now.getTime(),
    },
  }
}

const partsOf = ({ ranker, calibration, residual, manifest }: Bundle): ScorerParts => ({
  ranker,
  calibration,
  residual,
  intervalFactor: manifest.interval_factor,
})

function rulesAt({ rules }: Dataset, row: number): number {
  const score = rules[row] as number
  return Number.isNaN(score) ? RULES_NEUTRAL : score
}

const TITLES = RANKED_FEATURES.findIndex(({ name }) => name === 'title_embedding_similarity')
const PLACE = RANKED_FEATURES.findIndex(({ name }) => name === 'place_nearness')
/** As near as one town is to the next. */
const NEAR = 0.5

/** Kinds of pairs that must each be served well, told by what the dataset has. */
function segmentsOf(dataset: Dataset, places: Uint32Array): Segmentation[] {
  const featureAt = (row: number, feature: number) =>
    dataset.features[row * RANKED_FEATURES.length + feature] as number
  const segmentation = (
    name: string,
    values: readonly string[],
    codeOf: (row: number) => number,
  ) => ({ name, values, codes: Int16Array.from(places, codeOf) })
  return [
    segmentation('level', EXPERIENCE_LEVELS, (row) => dataset.levels[row] as number),
    segmentation('place', ['far', 'near', 'unknown'], (row) => {
      const nearness = featureAt(row, PLACE)
      return Number.isNaN(nearness) ? 2 : Number(nearness >= NEAR)
    }),
    segmentation('texts', ['compared', 'not compared'], (row) =>
      Number(Number.isNaN(featureAt(row, TITLES))),
    ),
    segmentation('features', FEATURE_SOURCES, (row) => dataset.sources[row] as number),
  ]
}
