import type { Talent } from '../../supabase/functions/_shared/payload.ts'
import type { Embedder } from '../embeddings/embedder.ts'
import { prepareJob } from '../features/prepare-job.ts'
import { prepareTalent } from '../features/prepare-talent.ts'
import type { PreparedJob } from '../features/prepared.ts'
import { CONTRACT_HASH, RANKED_FEATURES } from '../features/registry.ts'
import { noVectors, textsOfJob, textsOfTalent, type VectorLookup } from '../features/texts.ts'
import { sumByPart } from '../matching/explain.ts'
import { contextOf } from '../matching/tables.ts'
import { fitCalibration } from '../ranking/calibration-fit.ts'
import { LightgbmRanker } from '../ranking/lightgbm.ts'
import { countTables } from './count-tables.ts'
import { type ExamplePair, type Examples, extractExamples, ofTalents } from './examples.ts'
import { fit } from './fit.ts'
import { COVERAGE, conformalFactor, fitResidual, predictAll } from './interval.ts'
import type { LightgbmLocation } from './lightgbm-location.ts'
import { LIGHTGBM_VERSION } from './lightgbm-location.ts'
import type { ModelFiles } from './publish.ts'
import { asApplicant } from './synthetic/applicant.ts'
import { samplePairs } from './synthetic/pairs.ts'
import { Random } from './synthetic/random.ts'
import type { SyntheticJob } from './synthetic/truth.ts'
import { createWorld } from './synthetic/world.ts'
import { fitByTeacher } from './teacher.ts'

export interface InitialOptions {
  readonly embedder: Embedder
  readonly seed: number
  readonly talents: number
  readonly jobs: number
  readonly pairs: number
  readonly lightgbm?: LightgbmLocation | undefined
  readonly signal?: AbortSignal | undefined
  /** Hears how far each step is. */
  readonly onStep?: (step: string, done: number, total: number) => void
}

/** Share of pairs drawn from related work, as retrieval would serve them. */
const NEAR_SHARE = 0.5
/** Share of pairs in which the talent stands as an applicant of the job. */
const APPLICANTS = 0.6
/** Share of pairs without vectors, so that the model knows a service without weights. */
const WITHOUT_VECTORS = 0.08

/** The noise of a judgement, in points: more of it the less is known. */
const NOISE_AT_BEST = 3
const NOISE_UNKNOWN = 6

/** Talents are dealt into twentieths. */
const PARTS = 20
const part = (talent: number) => talent % PARTS
const isValidation = (talent: number) => part(talent) >= 14 && part(talent) < 16
const isCalibration = (talent: number) => part(talent) >= 16 && part(talent) < 18
const isTest = (talent: number) => part(talent) >= 18
const isTraining = (talent: number) => part(talent) < 14

/**
 * Trains the model that a new installation starts with: real LightGBM on made-up talents and jobs,
 * labelled by the teacher. The same seed, library and embedding weights give the same files.
 */
export async function trainInitial(options: InitialOptions): Promise<ModelFiles> {
  const { seed, embedder, onStep, signal } = options
  const world = createWorld(seed, options)
  const talents = world.talents.map(({ payload }) => payload)
  const jobs = world.jobs.map(({ payload }) => payload)
  const tables = countTables(talents, jobs)
  const today = Math.max(...jobs.map(({ posted_at }) => Date.parse(posted_at ?? '') || 0))
  const context = contextOf(tables, today)

  const texts = [...talents.flatMap(textsOfTalent), ...jobs.flatMap(textsOfJob)]
  const vectors = await embedAll(embedder, texts, onStep, signal)
  const lookup = (text: string) => vectors.get(text)
  const random = new Random(seed, 'training')
  const preparedJobs = jobs.map((each) => prepareJob(each, context, lookup))
  const pairs = samplePairs(world, options.pairs, random, { nearShare: NEAR_SHARE })
  function* examplePairs(): Generator<ExamplePair> {
    for (const pair of pairs) {
      const given = talents[pair.talent] as Talent
      const posting = world.jobs[pair.job] as SyntheticJob
      const { talent, job, wish, demand } = random.chance(APPLICANTS)
        ? asApplicant(given, posting, random)
        : { talent: given, job: posting.payload, wish: '', demand: '' }
      const texts = random.chance(WITHOUT_VECTORS) ? noVectors : without(lookup, wish)
      yield {
        talent: prepareTalent(talent, context, texts),
        job: demand
          ? prepareJob(job, context, without(lookup, demand))
          : (preparedJobs[pair.job] as PreparedJob),
        owner: pair.talent,
      }
    }
  }
  const truth = new Float64Array(pairs.length)
  let made = 0
  const examples = extractExamples(pairs.length, examplePairs(), context, (pair, row) => {
    const judged = fitByTeacher(pair)
    truth[made++] = judged
    const noise = NOISE_AT_BEST + NOISE_UNKNOWN * unknownShare(row)
    return Math.min(100, Math.max(0, judged + noise * random.bell()))
  })
  return await fitModel(options, examples, truth, tables)
}

/** A sentence added to a text does not change what it is about, so the text keeps its vectors. */
function without(lookup: VectorLookup, added: string): VectorLookup {
  return (text) => {
    if (added === '' || !text.endsWith(added)) return lookup(text)
    const before = text.slice(0, -added.length).trimEnd()
    return lookup(before) ?? lookup(before.replace(/\.$/, ''))
  }
}

const unknownShare = (row: Float64Array) =>
  row.reduce((count, value) => count + Number(Number.isNaN(value)), 0) / row.length

async function embedAll(
  embedder: Embedder,
  texts: readonly string[],
  onStep: InitialOptions['onStep'],
  signal: AbortSignal | undefined,
) {
  const unique = [...new Set(texts)].filter((text) => text.trim() !== '')
  const embedded = await embedder.embed(unique, {
    ...(signal && { signal }),
    onProgress: (done, total) => onStep?.('Embedding texts', done, total),
  })
  return new Map(
    embedded.flatMap((each, i) => (each ? [[unique[i] as string, each] as const] : [])),
  )
}

async function fitModel(
  { seed, lightgbm, embedder, onStep, signal, ...sizes }: InitialOptions,
  examples: Examples,
  truth: Float64Array,
  tables: ReturnType<typeof countTables>,
): Promise<ModelFiles> {
  const featureNames = RANKED_FEATURES.map(({ name }) => name)
  const monotone = RANKED_FEATURES.map(({ ranked }) => ranked)
  const validation = ofTalents(examples, isValidation)
  const fitScore = async (training: Examples, label?: string) => {
    const { model } = await fit({
      features: training.rows,
      labels: training.labels,
      validation: { features: validation.rows, labels: validation.labels },
      featureNames,
      monotone,
      params: { monotone_constraints_method: 'advanced' },
      seed,
      lightgbm,
      signal,
      onProgress: ({ iteration }) => label && onStep?.(label, iteration, 100),
    })
    return model
  }
  const training = ofTalents(examples, isTraining)
  const model = await fitScore(training, 'Training')
  const residualModel = await fitResidual(
    training,
    (fold) => fitScore(fold, 'Training for the residual'),
    seed,
    lightgbm,
  )
  const ranker = LightgbmRanker.parse(model)
  const residual = LightgbmRanker.parse(residualModel)

  const held = ofTalents(examples, isCalibration)
  const calibration = fitCalibration(predictAll(ranker, held.rows), held.labels)
  const scoresOf = (rows: Float64Array) =>
    predictAll(ranker, rows).map((raw) => calibration.apply(raw))
  const factor = conformalFactor(scoresOf(held.rows), held.labels, predictAll(residual, held.rows))

  const test = ofTalents(examples, isTest)
  const testTruth = truth.filter((_, i) => isTest(examples.talents[i] as number))
  const scores = scoresOf(test.rows)
  const widths = predictAll(residual, test.rows).map((each) => each * factor)
  const explained = summariseContributions(ranker, training)
  const trained = new Date()
  return {
    texts: [model, residualModel, `${JSON.stringify(tables)}\n`],
    manifest: {
      version: `1.0.${trained.toISOString().slice(0, 10).replaceAll('-', '')}`,
      trained_at: trained.toISOString(),
      basis: 'synthetic',
      feature_names: featureNames,
      contract_hash: CONTRACT_HASH,
      embedder: embedder.id,
      calibration: calibration.toJSON(),
      interval_factor: factor,
      contribution_ranges: explained.ranges,
      feature_importances: explained.importances,
      metrics: {
        test_pairs: test.count,
        rmse: rmse(scores, test.labels),
        rmse_to_teacher: rmse(scores, testTruth),
        noise_rmse: rmse(testTruth, test.labels),
        label_sd: deviation(test.labels),
        interval_coverage:
          test.labels.filter(
            (label, i) => Math.abs(label - (scores[i] as number)) <= (widths[i] as number),
          ).length / test.count,
        interval_target: COVERAGE,
        share_of_scores_at_least_50: scores.filter((score) => score >= 50).length / test.count,
        share_of_scores_above_80: scores.filter((score) => score > 80).length / test.count,
      },
      training: {
        seed,
        lightgbm: LIGHTGBM_VERSION,
        talents: sizes.talents,
        jobs: sizes.jobs,
        pairs: sizes.pairs,
        near_share: NEAR_SHARE,
      },
    },
  }
}

const EXPLAINED_ROWS = 5000

/**
 * What explanations are measured against: the 1st and 99th percentile of summed contributions by
 * group and story, and each feature's share of all absolute contributions.
 */
function summariseContributions(ranker: LightgbmRanker, training: Examples) {
  const width = RANKED_FEATURES.length
  const contributions = new Float64Array(width + 1)
  const sums: Record<string, number[]> = {}
  const absolute = new Float64Array(width)
  const step = Math.max(1, Math.floor(training.count / EXPLAINED_ROWS))
  for (let i = 0; i < training.count; i += step) {
    ranker.contributions(training.rows.subarray(i * width, (i + 1) * width), contributions)
    for (const [name, sum] of Object.entries(sumByPart(contributions))) {
      sums[name] ??= []
      sums[name].push(sum)
    }
    absolute.forEach((sum, at) => {
      absolute[at] = sum + Math.abs(contributions[at] as number)
    })
  }
  const total = absolute.reduce((sum, each) => sum + each, 0)
  return {
    ranges: Object.fromEntries(
      Object.entries(sums).map(([name, values]) => {
        values.sort((a, b) => a - b)
        const at = (share: number) => values[Math.round(share * (values.length - 1))] as number
        return [name, [at(0.01), at(0.99)] as const]
      }),
    ),
    importances: Object.fromEntries(
      RANKED_FEATURES.map(({ name }, at) => [name, (absolute[at] as number) / total]),
    ),
  }
}

function rmse(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(a.reduce((sum, each, i) => sum + (each - (b[i] as number)) ** 2, 0) / a.length)
}

function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length
  return rmse(values, new Float64Array(values.length).fill(mean))
}
