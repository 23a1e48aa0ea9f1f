import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FeatureContext } from '../../features/context.ts'
import type { Rates } from '../../features/normalise/pay/rates.ts'
import { CONTRACT_HASH, RANKED_FEATURES } from '../../features/registry.ts'
import type { FeatureBins } from '../../quality/feature-bins.ts'
import { type Calibration, parseCalibration } from '../../ranking/calibration.ts'
import { LightgbmRanker } from '../../ranking/lightgbm.ts'
import type { Ranker } from '../../ranking/ranker.ts'
import { sha256 } from '../../runtime/sha256.ts'
import { ModelRefused } from './model-refused.ts'
import { isRates, readOwnRates, withOwnRates } from './rates-file.ts'
import { contextOf, type Tables } from './tables.ts'

/** What a model is and where it came from: `manifest.json` of its folder. */
export interface Manifest {
  readonly version: string
  /** ISO 8601. */
  readonly trained_at: string
  /** What the labels are: `synthetic`, or `feedback`. */
  readonly basis: string
  readonly feature_names: readonly string[]
  readonly contract_hash: string
  /** The embedder whose vectors the model was trained on. */
  readonly embedder: string
  /** SHA-256 of each other file of the folder, hexadecimal. */
  readonly sha256: Readonly<Record<string, string>>
  readonly calibration: unknown
  /** Half-width of the 80 % interval over the predicted absolute residual. */
  readonly interval_factor: number
  /** 1st and 99th percentile of summed contributions on the training data, by group and by story. */
  readonly contribution_ranges: Readonly<Record<string, readonly [low: number, high: number]>>
  /** Share of all absolute contributions on the training data, by feature; sums to 1. */
  readonly feature_importances: Readonly<Record<string, number>>
  readonly metrics: Readonly<Record<string, unknown>>
  /** How each feature was spread over the training data; not where that was made up. */
  readonly feature_bins?: Readonly<Record<string, FeatureBins>>
  /** How it was made: seeds, library, sizes. */
  readonly training: Readonly<Record<string, unknown>>
}

/** Everything an answer depends on besides its input and the day. Immutable; a request leases one. */
export interface Bundle {
  readonly manifest: Manifest
  readonly ranker: Ranker
  readonly calibration: Calibration
  /** Predicts the absolute residual of a score, in points. */
  readonly residual: Ranker
  readonly contextOn: (today: number) => FeatureContext
}

/** Names of the files beside the manifest. */
export const BUNDLE_FILES = ['ranker.txt', 'residual.txt', 'tables.json'] as const
export const MANIFEST_FILE = 'manifest.json'

/** A model's files as they were written, which any thread can make the same bundle of. */
export interface ModelSource {
  /** Where they come from, for people. */
  readonly from: string
  readonly manifest: string
  readonly texts: Readonly<Record<(typeof BUNDLE_FILES)[number], string>>
  /** Under which name it serves; default the manifest's. */
  readonly version?: string | undefined
  /** The operator's own conversion rates, which go before those of the model. */
  readonly ownRates?: Rates | undefined
}

/**
 * Loads a model's folder and checks it: files whole and unchanged, made for the features of this
 * code.
 *
 * @throws {ModelRefused} naming the file and what is wrong with it
 */
export async function loadBundle(folder: string): Promise<Bundle> {
  return parseBundle(await readModelFolder(folder))
}

/** @throws {ModelRefused} when a file cannot be read */
export async function readModelFolder(folder: string): Promise<ModelSource> {
  const manifest = await readText(join(folder, MANIFEST_FILE))
  const [ranker, residual, tables, ownRates] = await Promise.all([
    readText(join(folder, 'ranker.txt')),
    readText(join(folder, 'residual.txt')),
    readText(join(folder, 'tables.json')),
    readOwnRates(folder),
  ])
  const texts = { 'ranker.txt': ranker, 'residual.txt': residual, 'tables.json': tables }
  return { from: folder, manifest, texts, ownRates }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new ModelRefused(code === 'ENOENT' ? 'missing' : 'unreachable', message, { cause: error })
  }
}

/**
 * Makes what serves of the files, and checks them as {@link loadBundle} does.
 *
 * @throws {ModelRefused} naming the file and what is wrong with it
 */
export function parseBundle(source: ModelSource): Bundle {
  const { from, texts } = source
  const manifest = parseManifest(join(from, MANIFEST_FILE), source.manifest)
  checkFeatures(from, manifest)
  for (const name of BUNDLE_FILES) {
    if (sha256(texts[name]) === manifest.sha256[name]) continue
    throw new ModelRefused(
      'corrupt',
      `${join(from, name)}: not the file that its manifest describes; restore it or train again`,
    )
  }
  try {
    return assembleBundle(manifest, source)
  } catch (error) {
    if (error instanceof ModelRefused) throw error
    const cause = error as Error
    throw new ModelRefused('unusable', `${from}: no usable model: ${cause.message}`, { cause })
  }
}

function parseManifest(path: string, text: string): Manifest {
  try {
    const manifest = JSON.parse(text) as Manifest | null
    if (typeof manifest?.sha256 === 'object') return manifest
  } catch {
    // Not JSON: said below.
  }
  throw new ModelRefused('corrupt', `${path}: not a model's manifest; restore it or train again`)
}

function checkFeatures(from: string, manifest: Manifest): void {
  if (manifest.contract_hash === CONTRACT_HASH) return
  const differing = FEATURE_NAMES.filter((name) => !manifest.feature_names?.includes(name))
  throw new ModelRefused(
    'features',
    `${from}: the model was trained for other features than this code computes` +
      (differing.length > 0 ? ` (it lacks ${differing.join(', ')})` : '') +
      '; train it again with `talentmatch train-initial`',
  )
}

const FEATURE_NAMES = RANKED_FEATURES.map(({ name }) => name)

function assembleBundle(manifest: Manifest, { from, texts, ...own }: ModelSource): Bundle {
  const parseRanker = (name: 'ranker.txt' | 'residual.txt') => {
    const ranker = LightgbmRanker.parse(texts[name])
    if (ranker.featureNames.join() === FEATURE_NAMES.join()) return ranker
    throw new ModelRefused(
      'features',
      `${join(from, name)}: its inputs are not the features of this code, in their order`,
    )
  }
  const ofModel = JSON.parse(texts['tables.json']) as Tables
  if (!isRates(ofModel.rates)) throw new Error('its rates are not all positive numbers')
  const tables = withOwnRates(ofModel, own.ownRates)
  let context: FeatureContext | undefined
  return Object.freeze({
    manifest: own.version === undefined ? manifest : { ...manifest, version: own.version },
    ranker: parseRanker('ranker.txt'),
    calibration: parseCalibration(manifest.calibration),
    residual: parseRanker('residual.txt'),
    contextOn: (today: number) => {
      if (context?.today !== today) context = contextOf(tables, today)
      return context
    },
  })
}
